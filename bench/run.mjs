// `npm run bench`: everything in turn. See options.mjs for what can be asked.
import neo4j from 'neo4j-driver';
import { chooseInputs } from './graphs/inputs.mjs';
import { makeGraph } from './graphs/make.mjs';
import { startOver } from './graphs/neo4j.mjs';
import { PRIMARY, SETS, WHOLE } from './graphs/sets.mjs';
import { measureDatasets } from './measure/datasets.mjs';
import { measureImports } from './measure/imports.mjs';
import { measureSet } from './measure/set.mjs';
import { measureStarts } from './measure/starts.mjs';
import { HELP, readOptions, UsageError } from './options.mjs';
import { machineOf } from './report/machine.mjs';
import { ratiosOf } from './report/ratios.mjs';
import { figureTable, number, textTable } from './report/table.mjs';
import { regressions, reportOf, writeReport } from './report/write.mjs';
import { buildServer } from './support/build.mjs';
import { say } from './support/places.mjs';

const TABLES = [
  ['p50', 'p50, 1 client: ratio to the peer (ms)'],
  ['perSecond', 'requests/s, 16 clients: ratio (1/s)'],
  ['processor', 'processor time a request: ratio (µs)'],
];

// So that what was started is ended too (graphs/neo4j.mjs, contenders/probe.mjs).
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(1));

try {
  const options = readOptions(process.argv.slice(2), { sizes: Object.keys(SETS), whole: WHOLE });
  if (options.help) process.stdout.write(HELP);
  else await main(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench: ${error.message}\n(npm run bench -- --help tells what can be asked)\n`);
  process.exitCode = 2;
}

async function main(options) {
  const run = await measure(options);
  const ratios = ratiosOf(run);
  if (options.json) process.stdout.write(`${JSON.stringify({ ...run, ...reportOf(ratios) })}\n`);
  else
    for (const [name, { value, least, most, of }] of Object.entries(ratios))
      process.stdout.write(
        `${name.padEnd(26)} ${number(value, 3)} (${number(least, 3)} to ${number(most, 3)})${of ? ` ${of}` : ''}\n`,
      );
  if (options.check) check(ratios);
  else if (options.isWhole || options.write) writeReport(run, ratios);
  else say('The report is left as it is: this was not a whole run.');
}

async function measure(options) {
  const machine = machineOf();
  const { place: build } = buildServer();
  const graphs = {};
  for (const name of options.sizes) graphs[name] = await makeGraph(name, { build, ...options });
  const sets = {};
  for (const name of options.sizes) {
    sets[name] = await measureSet(name, graphs[name], { ...options, build });
    if (!options.json) show(name, sets[name].results);
  }
  const [first] = options.sizes;
  const rest = options.only || !options.rest ? {} : await measureRest(first, graphs[first], { ...options, build });
  return {
    machine,
    rounds: options.rounds,
    sets,
    primary: sets[PRIMARY],
    small: sets['20k'],
    scale: sets['2m'],
    ...rest,
  };
}

/** What is not of single operations: starts, on the first graph, and imports, those of real data sets where they are given. */
async function measureRest(name, graph, options) {
  const database = await startOver(graph.home, SETS[name].memory);
  const driver = neo4j.driver(database.uri, undefined, { disableLosslessIntegers: true });
  let starts;
  try {
    const inputs = await chooseInputs(driver);
    starts = await measureStarts({ ...options, uri: database.uri, folder: graph.folder, inputs });
  } finally {
    await driver.close();
    await database.stop();
  }
  const imports = await measureImports(options.build, {
    rows: options.short ? 2000 : 20_000,
    rounds: Math.min(3, options.rounds),
  });
  const data = process.env.ENTENTE_TEST_DATA;
  const datasets = data && !options.short ? await measureDatasets(options.build, data) : undefined;
  return { starts, imports, datasets };
}

function show(name, results) {
  for (const [figure, unit] of TABLES) {
    const { head, rows } = figureTable(results, figure, `${name}: ${unit}`);
    process.stdout.write(`${textTable({ head, rows })}\n\n`);
  }
}

function check(ratios) {
  const worse = regressions(ratios);
  if (!worse) throw new UsageError('--check: there is no bench/report.json to compare with. Make one by a whole run.');
  for (const line of worse) process.stderr.write(`Worse: ${line}\n`);
  process.stderr.write(worse.length > 0 ? '' : 'No ratio is much worse than the committed report says.\n');
  if (worse.length > 0) process.exitCode = 1;
}
