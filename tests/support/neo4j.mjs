// A real Neo4j for tests and benchmarks, without a container: the server's jars from Maven, kept in a cache outside the
// checkout, started on a free loopback port over a throw-away folder.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The releases the project is tested on, and the Java each needs. */
export const RELEASES = [
  { name: 'neo4j-5.26', version: '5.26.30', java: 17, main: 'org.neo4j.server.CommunityEntryPoint' },
  { name: 'neo4j-2026.08', version: '2026.08.1', java: 21, main: 'org.neo4j.server.Neo4jCommunity' },
];

const cache = () =>
  process.env.ENTENTE_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'entente');

/** The java command of the oldest Java found that is new enough; undefined where there is none. */
export function findJava(least) {
  const homes = [
    process.env.JAVA_HOME,
    ...listed('/usr/lib/jvm'),
    ...listed('/Library/Java/JavaVirtualMachines').map((home) => join(home, 'Contents/Home')),
  ];
  const commands = [
    ...homes
      .filter(Boolean)
      .map((home) => join(home, 'bin', 'java'))
      .filter(existsSync),
    'java',
  ];
  const found = commands
    .map((command) => ({ command, version: javaVersion(command) }))
    .filter(({ version }) => version >= least)
    .toSorted((a, b) => a.version - b.version);
  return found[0];
}

const listed = (folder) => {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
};

function javaVersion(command) {
  // The settings go to standard error, whether it succeeds or not.
  const { stderr } = spawnSync(command, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  return Number(/java\.specification\.version = (\d+)/.exec(stderr ?? '')?.[1] ?? 0);
}

/** The folder with a release's jars, fetched by Maven the first time; undefined, with the reason, where it cannot be had. */
export function fetchJars({ version }) {
  const folder = join(cache(), `neo4j-${version}`);
  if (existsSync(folder)) return { folder };
  mkdirSync(cache(), { recursive: true });
  const making = mkdtempSync(join(cache(), 'fetch-'));
  writeFileSync(
    join(making, 'pom.xml'),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>entente</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><dependencies>${[
      'org.neo4j.app:neo4j-server',
      'org.neo4j:neo4j',
    ]
      .map((name) => name.split(':'))
      .map(
        ([group, artifact]) =>
          `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
      )
      .join('')}</dependencies></project>`,
  );
  try {
    process.stderr.write(`Fetching Neo4j ${version} by Maven (once; kept in ${cache()}) ...\n`);
    execFileSync(
      process.platform === 'win32' ? 'mvn.cmd' : 'mvn',
      ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'],
      { cwd: making, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 },
    );
    renameSync(join(making, 'lib'), folder);
    return { folder };
  } catch (error) {
    return {
      reason:
        error.code === 'ENOENT'
          ? 'Maven is not installed'
          : `Maven could not fetch it (${
              String(error.stderr ?? error.message)
                .trim()
                .split('\n')[0]
            })`,
    };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const OPEN = [
  'java.base/java.nio',
  'java.base/java.io',
  'java.base/sun.nio.ch',
  'java.base/java.lang',
  'java.base/java.util.concurrent',
];

/** The command that runs a class of a release, and its arguments so far; or the reason why it cannot be run. */
function javaFor(release, heap) {
  const java = findJava(release.java);
  if (!java) return { reason: `no Java ${release.java} or newer was found` };
  const { folder, reason } = fetchJars(release);
  if (!folder) return { reason };
  const options = [
    '-XX:+UseG1GC',
    `-Xms${heap}`,
    `-Xmx${heap}`,
    ...OPEN.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
    '-Dio.netty.tryReflectionSetAccessible=true',
  ];
  if (java.version >= 24) options.push('--enable-native-access=ALL-UNNAMED');
  return { command: java.command, args: [...options, '-cp', join(folder, '*')] };
}

/** Lays out a home folder: configuration only, data come with the first start or an import. Resolves with its port. */
async function layHome(home, { heap, pageCache }) {
  const port = await freePort();
  mkdirSync(join(home, 'conf'), { recursive: true });
  writeFileSync(
    join(home, 'conf', 'neo4j.conf'),
    [
      `server.bolt.listen_address=127.0.0.1:${port}`,
      'server.http.enabled=false',
      'dbms.usage_report.enabled=false',
      'dbms.security.auth_enabled=false',
      `server.memory.heap.initial_size=${heap}`,
      `server.memory.heap.max_size=${heap}`,
      `server.memory.pagecache.size=${pageCache}`,
      '',
    ].join('\n'),
  );
  return port;
}

/** Starts a release over a throw-away folder; resolves with its address and a way to stop it, or with the reason why it is left out. */
export async function startNeo4j(release, settings = {}) {
  const home = mkdtempSync(join(tmpdir(), 'entente-neo4j-'));
  const started = await startOver(home, release, settings);
  if (!started.stop) {
    rmSync(home, { recursive: true, force: true });
    return started;
  }
  const stop = async () => {
    await started.kill();
    rmSync(home, { recursive: true, force: true });
  };
  return { ...started, stop };
}

/** The same over a folder that is kept: what is in it, from an earlier start or an import, is there again. */
export async function startOver(home, release, { heap = '512m', pageCache = '128m' } = {}) {
  const { command, args, reason } = javaFor(release, heap);
  if (!command) return { reason };
  const port = await layHome(home, { heap, pageCache });
  const log = join(home, 'logs', 'neo4j.log');
  rmSync(log, { force: true });
  const child = spawn(command, [...args, release.main, `--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`], {
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  /** Ends it at once: what it did last may be lost. Stopping it takes ten seconds. */
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(late);
  };
  const deadline = Date.now() + 300_000;
  while (!existsSync(log) || !readFileSync(log, 'utf8').includes('Started.')) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await kill();
      return { reason: `Neo4j ${release.version} did not start` };
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return { uri: `bolt://127.0.0.1:${port}`, pid: child.pid, stop, kill };
}

/**
 * Runs `neo4j-admin database import full neo4j @file` in a folder, into a home folder; resolves once it is done, rejects with
 * the last it said where it fails. `more`: further arguments.
 */
export async function importFiles(
  home,
  release,
  folder,
  file,
  { heap = '512m', more = /** @type {string[]} */ ([]) } = {},
) {
  const { command, args, reason } = javaFor(release, heap);
  if (!command) throw new Error(reason);
  await layHome(home, { heap, pageCache: '128m' });
  const child = spawn(
    command,
    [...args, 'org.neo4j.cli.AdminTool', 'database', 'import', 'full', 'neo4j', `@${file}`, ...more],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      said = (said + data).slice(-4000);
    });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`neo4j-admin ended with code ${code}:\n${said}`);
}
