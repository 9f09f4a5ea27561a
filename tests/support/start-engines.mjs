// Starts the engines the suites run on, and tells the suites where they are. What cannot be had is said in one line; in CI it
// is a failure.
import { RELEASES, startNeo4j } from './neo4j.mjs';

export default async function startEngines() {
  const engines = [];
  globalThis.stopEngines = [];
  if (process.env.NEO4J_TEST_URI) engines.push({ name: 'neo4j', uri: process.env.NEO4J_TEST_URI });
  else {
    const wanted = process.env.ENTENTE_TEST_ENGINES?.split(',');
    const started = await Promise.all(
      RELEASES.filter(({ name }) => !wanted || wanted.includes(name)).map(async (release) => ({
        release,
        result: await startNeo4j(release),
      })),
    );
    for (const { release, result } of started)
      if (result.uri) {
        engines.push({ name: release.name, uri: result.uri, pid: result.pid });
        globalThis.stopEngines.push(result.stop);
      } else {
        const text = `Left out: the suites on Neo4j ${release.version}, for ${result.reason}. Install Maven and Java ${release.java} or newer, or give a Neo4j with NEO4J_TEST_URI.`;
        if (process.env.CI === 'true') throw new Error(text);
        process.stderr.write(`${text}\n`);
      }
  }
  process.env.ENTENTE_TEST_NEO4J = JSON.stringify(engines);
}
