// The program as a person runs it: real processes, the settings given and no others.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from './checkout.ts';

const main = fileURLToPath(new URL('dist/cli/main.js', root));

/** The environment without any setting of ours, and without what npm adds for its scripts. */
export function environment(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(PORT|HOST|LOG_LEVEL|NODE_OPTIONS|ENTENTE_.*|NEO4J_.*|npm_.*|JEST_.*)$/.test(name),
  );
  return { ...Object.fromEntries(kept), ...settings };
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process, what it has said so far, and its end: when it and all it started have let go of their output. */
export class Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  out = '';
  err = '';
  #waiting: (() => void)[] = [];

  constructor(
    command: string,
    args: readonly string[],
    options: { cwd?: string; env?: Record<string, string>; detached?: boolean } = {},
  ) {
    this.child = spawn(command, args, {
      cwd: options.cwd ?? fileURLToPath(root),
      env: environment(options.env),
      detached: options.detached ?? false,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.out += chunk.toString();
      this.#tell();
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.err += chunk.toString();
      this.#tell();
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code) => {
        resolve({ code, out: this.out, err: this.err });
        this.#tell();
      });
    });
  }

  #tell(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Waits until it has said so; throws with all it said where it ends before. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.out + this.err);
      if (match) return match;
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`it ended (${this.child.exitCode}) without saying ${pattern}:\n${this.out}${this.err}`);
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }
}

interface Options {
  readonly input?: string;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
}

/** Starts `entente` with these arguments. */
export const start = (args: readonly string[], { env, cwd }: Options = {}): Running =>
  new Running(process.execPath, [main, ...args], { env, cwd });

/** Runs `entente` to its end. */
export function entente(args: readonly string[], options: Options = {}): Promise<Ended> {
  const running = start(args, options);
  running.child.stdin?.end(options.input ?? '');
  return running.ended;
}

/** Whether anybody listens at an address. */
export async function answers(url: string): Promise<boolean> {
  try {
    await fetch(new URL('/health/live', url), { headers: { connection: 'close' } });
    return true;
  } catch {
    return false;
  }
}
