// Everything that is measured on one graph.
import neo4j from 'neo4j-driver';
import { chooseInputs } from '../graphs/inputs.mjs';
import { startOver } from '../graphs/neo4j.mjs';
import { SETS } from '../graphs/sets.mjs';
import { VARIANTS } from '../operations/all.mjs';
import { say } from '../support/places.mjs';
import { checkVariant } from './check.mjs';
import { progressLine } from './progress.mjs';
import { measureRounds } from './rounds.mjs';
import { startServers } from './servers.mjs';

/** Measures one graph; resolves with the cells, and of each server and round the most memory it held after an operation, bytes. */
export async function measureSet(name, graph, options) {
  const database = await startOver(graph.home, SETS[name].memory);
  const driver = neo4j.driver(database.uri, undefined, { disableLosslessIntegers: true });
  let servers = [];
  try {
    const inputs = await chooseInputs(driver);
    servers = await startServers({
      build: options.build,
      uri: database.uri,
      folder: graph.folder,
      inputs,
      wanted: options.wanted,
    });
    const variants = VARIANTS.filter(({ operation, at }) => options.operations(operation.name, at));
    const cells = await checked(variants, inputs, servers, name);
    const progress = progressLine(`${name}: measuring`);
    const results = await measureRounds(cells, {
      rounds: options.rounds,
      milliseconds: options.milliseconds * (SETS[name].share ?? 1),
      many: SETS[name].many ?? true,
      neo4jPid: database.pid,
      progress: (done, total) => progress.update(done, total),
    });
    progress.stop();
    const asked = servers.filter((server) => results.some((each) => each.name === server.name));
    const memory = Object.fromEntries(asked.map((server) => [server.name, mostMemory(results, server.name)]));
    return { set: name, graph: graph.made, results, memory };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await driver.close();
    await database.stop();
  }
}

/** After which operation a server last collected garbage is chance, so its memory is looked at after each. */
function mostMemory(results, name) {
  const own = results.filter((each) => each.name === name);
  return own[0].rounds.map((_, round) => Math.max(...own.map(({ rounds }) => rounds[round].memory)));
}

/** Compares the answers to every operation, and makes the cells of those to measure. */
async function checked(variants, inputs, servers, set) {
  const asked = servers.filter(({ isConstant }) => !isConstant);
  const constant = servers.find(({ isConstant }) => isConstant);
  const model = asked.find(({ name }) => name === 'neo4j') ?? asked[0];
  const cells = [];
  const differences = [];
  let answersKept = 0;
  const progress = progressLine(`${set}: comparing answers`);
  for (const [done, variant] of variants.entries()) {
    const forms = asked.flatMap((server) =>
      [{ name: server.name, form: server.form }, ...(server.others ?? [])].flatMap(({ name, form }) => {
        const made = form(variant);
        return made ? [{ ...server, name, form: made, isPlain: name !== server.name }] : [];
      }),
    );
    const { requests, answers, dropped, difference } = await checkVariant(variant, inputs, forms);
    if (difference) {
      differences.push(difference);
      continue;
    }
    if (dropped > 0)
      say(`\n${variant.name}: ${dropped} inputs left out, on which answers may rightly differ or are empty.`);
    for (const [index, { name, connections, process, isPlain }] of forms.entries())
      cells.push({ variant, name, connections, process, isPlain, requests: requests[index] });
    if (constant) {
      const at = forms.findIndex(({ name }) => name === model.name);
      const same = requests[at].map(({ body }) => ({ path: `/constant/${answersKept++}`, body }));
      for (const [index, { path }] of same.entries())
        await constant.connections.ask({ path, method: 'PUT', body: answers[at][index] });
      cells.push({
        variant,
        name: constant.name,
        connections: constant.connections,
        process: constant.process,
        requests: same,
      });
    }
    progress.update(done + 1, variants.length);
  }
  progress.stop();
  if (differences.length > 0) throw new Error(`Answers differ, so nothing was measured.\n${differences.join('\n')}`);
  return cells;
}
