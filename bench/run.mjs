// `npm run bench`: everything in turn. See options.mjs for what can be asked.
import { makeGraph } from './graphs/make.mjs';
import { SETS } from './graphs/sets.mjs';
import { measureSet } from './measure/set.mjs';
import { HELP, readOptions, UsageError } from './options.mjs';
import { figureTable, textTable } from './report/table.mjs';
import { buildServer } from './support/build.mjs';

try {
  const options = readOptions(process.argv.slice(2), Object.keys(SETS));
  if (options.help) process.stdout.write(HELP);
  else await run(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`bench: ${error.message}\n(npm run bench -- --help tells what can be asked)\n`);
  process.exitCode = 2;
}

async function run(options) {
  const { place: build } = buildServer();
  for (const name of options.sizes) {
    const graph = await makeGraph(name, { build, rebuild: options.rebuild, keep: options.keep });
    const measured = await measureSet(name, graph, { ...options, build });
    const tables = [
      ['p50', 'p50, 1 client: ratio to the peer (ms)'],
      ['perSecond', 'requests/s, 16 clients: ratio (1/s)'],
      ['processor', 'processor time a request: ratio (µs)'],
    ];
    for (const [figure, unit] of tables)
      process.stdout.write(`${textTable(figureTable(measured.results, figure, unit))}\n\n`);
  }
}
