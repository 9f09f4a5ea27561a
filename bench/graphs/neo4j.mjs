// A Neo4j over a folder that is kept: its data can be made once and started again. Jars and Java are those of the tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fetchJars, findJava, RELEASES } from '../../tests/support/neo4j.mjs';

/** The release everything is measured on. */
export const RELEASE = RELEASES[0];

const OPEN = [
  'java.base/java.nio',
  'java.base/java.io',
  'java.base/sun.nio.ch',
  'java.base/java.lang',
  'java.base/java.util.concurrent',
];

/** A port of the loopback interface nobody listens on. */
export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Java and the jars of a release, or the reason why they cannot be had. */
export function findNeo4j(release = RELEASE) {
  const java = findJava(release.java);
  if (!java) return { reason: `no Java ${release.java} or newer was found` };
  const { folder, reason } = fetchJars(release);
  return folder ? { java: java.command, javaVersion: java.version, jars: folder } : { reason };
}

/** Lays out a home folder: configuration only, data come with the first start or an import. */
export async function layHome(home, { heap, pageCache }) {
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

/** Starts Neo4j over a home folder; resolves once it answers. `stop` ends it as an administrator would, so that the data stay whole. */
export async function startOver(home, { release = RELEASE, heap = '1g', pageCache = '1g', env = {} } = {}) {
  const { java, javaVersion, jars, reason } = findNeo4j(release);
  if (!java) throw new Error(`Neo4j cannot be started: ${reason}`);
  const port = await layHome(home, { heap, pageCache });
  const log = join(home, 'logs', 'neo4j.log');
  rmSync(log, { force: true });
  const child = spawn(
    java,
    [
      '-XX:+UseG1GC',
      `-Xms${heap}`,
      `-Xmx${heap}`,
      ...OPEN.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
      '-Dio.netty.tryReflectionSetAccessible=true',
      ...(javaVersion >= 24 ? ['--enable-native-access=ALL-UNNAMED'] : []),
      '-cp',
      join(jars, '*'),
      release.main,
      `--home-dir=${home}`,
      `--config-dir=${join(home, 'conf')}`,
    ],
    { stdio: 'ignore', env: { ...process.env, ...env } },
  );
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  let ended = false;
  const exited = new Promise((resolve) =>
    child.once('exit', () => {
      ended = true;
      process.off('exit', end);
      resolve();
    }),
  );
  const stop = async () => {
    if (ended) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
    await exited;
    clearTimeout(late);
  };
  const deadline = Date.now() + 180_000;
  while (!existsSync(log) || !readFileSync(log, 'utf8').includes('Started.')) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`Neo4j ${release.version} over ${home} did not start: see ${log}. Another run may be using it.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { uri: `bolt://127.0.0.1:${port}`, pid: child.pid, stop };
}
