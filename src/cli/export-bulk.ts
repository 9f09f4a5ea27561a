import { Command } from 'commander';
import { importCommand } from '../exporters/bulk/arguments.ts';
import { exportStore } from '../exporters/bulk/from-store.ts';
import { snapshotId } from '../domain/snapshot/snapshot.service.ts';
import { progressBar } from './progress.ts';
import { withStore } from './store.ts';

/** `entente export-bulk`: the graph as the files of `neo4j-admin database import`. */
export function exportBulkCommand(): Command {
  return new Command('export-bulk')
    .description('Write the graph as the files of `neo4j-admin database import full`, and print the command to run')
    .argument('<folder>', 'empty folder to write to')
    .option('--database <name>', 'database the command is for', 'neo4j')
    .addHelpText(
      'after',
      `
Writes the graph that ENTENTE_DATA or NEO4J_URI names. A graph too large to be recorded one step at
a time is written straight from the files of a data set: entente import NAME FILES --bulk FOLDER

Example:
  entente export-bulk /tmp/entente-bulk
`,
    )
    .action((folder: string, { database }: { database: string }) =>
      withStore(async (store) => {
        const bar = progressBar('Writing facts');
        try {
          const { entities, facts, claims, content } = await exportStore(store, folder, bar.update);
          bar.stop();
          process.stderr.write(
            `${folder} holds ${entities} entities, ${facts} facts, ${claims} claims: ${snapshotId(content)}\n`,
          );
          process.stderr.write('With Neo4j stopped, run:\n');
          process.stdout.write(importCommand(folder, database));
        } finally {
          bar.stop();
        }
      }),
    );
}
