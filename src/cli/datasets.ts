import { Command } from 'commander';
import { datasetsIn } from '../importers/dataset/run/datasets.ts';
import { withStore } from './store.ts';

/** `entente datasets`: which data sets are in the graph, which release of each, since when. */
export function datasetsCommand(): Command {
  return new Command('datasets')
    .description('List the data sets in the graph: which releases, since when, how much')
    .option('--json', 'print as JSON', false)
    .addHelpText('after', '\nExample:\n  entente datasets\n')
    .action((options: { json: boolean }) =>
      withStore(async (store) => {
        const found = await datasetsIn(store);
        if (options.json) process.stdout.write(`${JSON.stringify({ datasets: found }, null, 2)}\n`);
        else if (found.length === 0)
          process.stdout.write('No data set has been imported. `entente import --list` shows what can be.\n');
        for (const { source, title, state, since, claims } of options.json ? [] : found)
          process.stdout.write(
            `${source.padEnd(34)} ${state.padEnd(12)} ${since ?? '-'}  ${String(claims).padStart(9)} claims  ${title}\n`,
          );
      }),
    );
}
