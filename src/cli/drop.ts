import { Command } from 'commander';
import { dropDataset } from '../importers/dataset/run/datasets.ts';
import { progressBar } from './progress.ts';
import { withStore } from './store.ts';

/** `entente drop`: takes back what a data set, or one release of it, claims. What was asked before stays answerable with `recordedBy`. */
export function dropCommand(): Command {
  return new Command('drop')
    .description('Take back the claims of a data set, or of one release; answers of before stay, with recordedBy')
    .argument('<dataset>', 'such as cow-igo, or cow-igo@3 for one release')
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nExample:\n  entente drop cow-igo@3\n')
    .action((name: string, options: { json: boolean }) =>
      withStore(async (store) => {
        const bar = progressBar('Dropping');
        const dropped = await dropDataset(store, name, bar.update);
        bar.stop();
        if (options.json) process.stdout.write(`${JSON.stringify(dropped, null, 2)}\n`);
        else process.stdout.write(`${dropped.sources.join(', ')}: ${dropped.claimsRetracted} claims taken back.\n`);
      }),
    );
}
