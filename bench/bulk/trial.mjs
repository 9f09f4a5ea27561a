// Tries a first load: made-up facts written as files, imported by neo4j-admin, asked. Prints what it took.
//   node bench/bulk/trial.mjs FOLDER [FACTS]     (a million facts take about 1 GB in FOLDER)
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RELEASES, importFiles, startOver } from '../../tests/support/neo4j.mjs';
import { batchesOf } from '../graphs/synthetic.mjs';
import { buildServer, moduleOf } from '../support/build.mjs';

const { place } = buildServer();
const from = (name) => moduleOf(place, name);
const { Reading } = await from('domain/reading');
const { snapshotId } = await from('domain/snapshot/snapshot.service');
const { openNeo4j } = await from('engines/neo4j/neo4j.store');
const { ARGUMENTS } = await from('exporters/bulk/arguments');
const { BulkLoad } = await from('exporters/bulk/load');
const { buildApi } = await from('graphql/schema');
const { createApi, DEFAULT_LIMITS } = await from('graphql/server');

const folder = resolve(process.argv[2] ?? 'bulk-trial');
const facts = Number(process.argv[3] ?? 1_000_000);
const [files, home] = [join(folder, 'files'), join(folder, 'neo4j')];
const release = RELEASES[0];
const megabytes = (bytes) => Math.round(bytes / 1024 / 1024);
const sizeOf = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
let began = performance.now();
const result = { facts, node: process.version, neo4j: release.version };
const say = (name, value) => {
  result[name] = value;
  process.stderr.write(`${name}: ${value}\n`);
};
const seconds = (name) => {
  const now = performance.now();
  say(name, Number(((now - began) / 1000).toFixed(1)));
  began = now;
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const load = new BulkLoad(files, { now: Date.now() });
for (const batch of batchesOf(facts)) await load.add(batch);
seconds('gatherSeconds');
say('asideMegabytes', megabytes(sizeOf(files)));
began = performance.now();
const { content, ...written } = await load.finish();
seconds('writeSeconds');
for (const [name, count] of Object.entries(written)) say(name, count);
say('filesMegabytes', megabytes(sizeOf(files)));
say('claimsPerSecond', Math.round(written.claims / (result.gatherSeconds + result.writeSeconds)));
const { user, system } = process.cpuUsage();
say('nodeCpuSeconds', Math.round((user + system) / 1e6));
say('nodePeakMegabytes', Math.round(process.resourceUsage().maxRSS / 1024));

/** The most memory a child process has held, megabytes; sampled where there is `ps`. */
let childPeak = 0;
const sampling = setInterval(() => {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  childPeak = Math.max(childPeak, ...(stdout ?? '').split('\n').map((line) => Number(line) / 1024 || 0));
}, 1000);
mkdirSync(home);
began = performance.now();
await importFiles(home, release, files, ARGUMENTS, { heap: '1g', more: ['--max-off-heap-memory=2g'] });
seconds('importSeconds');
say('importPeakMegabytes', Math.round(childPeak));
say('databaseMegabytes', megabytes(sizeOf(join(home, 'data'))));

began = performance.now();
const { uri, kill, reason } = await startOver(home, release, { heap: '2g', pageCache: '2g' });
if (!uri) throw new Error(reason);
seconds('startSeconds');
const store = openNeo4j({ uri, timeout: 60_000 });
try {
  await store.ensureSchema();
  seconds('indexesSeconds');
  const api = createApi(buildApi(), DEFAULT_LIMITS, (error) => process.stderr.write(`${String(error)}\n`));
  const ask = async (query) => {
    const { body } = await api.executeOperation({ query }, { contextValue: { reading: new Reading(store) } });
    if (body.singleResult.errors) throw new Error(JSON.stringify(body.singleResult.errors));
    return body.singleResult.data;
  };
  const { snapshot } = await ask('{ snapshot { id facts entities claims } }');
  seconds('firstAnswerSeconds');
  if (snapshot.id !== snapshotId(content) || snapshot.facts !== written.facts)
    throw new Error(`the graph is another: ${JSON.stringify(snapshot)}`);
  for (const [name, query] of [
    [
      'agreement',
      '{ agreement(ref: { id: "agreement:bench-3" }) { name signedOn parties { edges { role node { name } fact { validFrom claims { locator source { id } } } } } } }',
    ],
    [
      'countryFacts',
      '{ country(ref: { id: "country:bench-3" }) { facts(first: 20, at: { validOn: "2010-06-01" }) { totalCount nodes { type subject { name } object { name } claims { locator } } } } }',
    ],
    [
      'countryFactsAgain',
      '{ country(ref: { id: "country:bench-3" }) { facts(first: 20, at: { validOn: "2010-06-01" }) { totalCount nodes { type subject { name } object { name } claims { locator } } } } }',
    ],
  ]) {
    began = performance.now();
    const data = await ask(query);
    seconds(`${name}Seconds`);
    process.stderr.write(`${JSON.stringify(data).slice(0, 300)}\n`);
  }
} finally {
  clearInterval(sampling);
  await store.close();
  await kill();
}
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
