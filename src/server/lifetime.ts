import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Longest time the end may take, milliseconds. */
const PATIENCE = 10_000;

/**
 * Ends the process gracefully, once, however often it is told to: by SIGTERM, SIGINT, SIGHUP, or because npm, which
 * started it, is gone without telling. Resolves when the end has been asked for.
 *
 * npm passes signals on to the shell it starts commands with, which keeps them to itself; `npm start` therefore replaces the
 * shell (`exec`). A terminal sends Ctrl-C to npm and to this process, and npm passes it on as well: a second signal is the
 * same wish, so it does not cut the end short. What takes longer than ten seconds is.
 */
export function untilEnd(): Promise<string> {
  return new Promise((resolve) => {
    const end = (reason: string): void => {
      clearInterval(watch);
      setTimeout(() => process.exit(1), PATIENCE).unref();
      resolve(reason);
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(signal));
    const npm = process.env['npm_lifecycle_event'] === undefined ? undefined : npmProcess();
    const watch = setInterval(() => {
      if (npm !== undefined && !isAlive(npm)) end('npm is gone');
    }, 500);
    watch.unref();
  });
}

/**
 * The npm process above this one: its parent, or, where a shell stands between that did not give way to the command, the
 * shell's parent. Undefined where it cannot be told.
 */
function npmProcess(): number | undefined {
  const parent = process.ppid;
  const [command, above] = processInfo(parent) ?? [undefined, undefined];
  if (command === undefined) return parent;
  return /(^|[/\\])(sh|dash|bash|zsh|ash|busybox|cmd|cmd\.exe|powershell|pwsh)(\.exe)?$/i.test(command)
    ? above
    : parent;
}

/** Command and parent of a process. */
function processInfo(pid: number): [command: string, parent: number] | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const close = stat.lastIndexOf(')');
      return [stat.slice(stat.indexOf('(') + 1, close), Number(stat.slice(close + 2).split(' ')[1])];
    }
    if (process.platform === 'win32') {
      const query = `$p = Get-CimInstance Win32_Process -Filter "ProcessId=${pid}"; "$($p.Name)|$($p.ParentProcessId)"`;
      const [name = '', above = ''] = execFileSync('powershell', ['-NoProfile', '-Command', query], {
        encoding: 'utf8',
        timeout: 5000,
      })
        .trim()
        .split('|');
      return [name, Number(above)];
    }
    const [above = '', ...name] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
      timeout: 5000,
    })
      .trim()
      .split(/\s+/);
    return [name.join(' '), Number(above)];
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
