import { Command } from 'commander';
import { Reading } from '../domain/reading.ts';
import { snapshot } from '../domain/snapshot/snapshot.service.ts';
import { loadCurated } from './load-seed.ts';
import { seedFolder } from './paths.ts';
import { placeOf, withStore } from './store.ts';

/** `entente seed`: loads the curated graph; doing it again changes nothing, and one cut off is simply done again. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('Load the curated graph into the engine the environment names')
    .argument('[folder]', 'folder of the curated files', seedFolder())
    .option('--json', 'print the result as JSON', false)
    .addHelpText('after', '\nExample:\n  entente seed\n  NEO4J_URI=neo4j://localhost:7687 entente seed\n')
    .action((folder: string, options: { json: boolean }) =>
      withStore(async (store, settings) => {
        const recorded = await loadCurated(store, folder);
        const now = await snapshot(new Reading(store));
        if (options.json)
          process.stdout.write(
            `${JSON.stringify({ upToDate: recorded === undefined, ...recorded, snapshot: now }, null, 2)}\n`,
          );
        else {
          const what = recorded
            ? `${recorded.claimsAdded} claims added, ${recorded.claimsRetracted} retracted`
            : 'up to date';
          process.stdout.write(
            `${placeOf(settings)}: ${what}. It holds ${now.entities} entities, ${now.facts} facts, ${now.claims} claims: ${now.id}\n`,
          );
        }
      }),
    );
}
