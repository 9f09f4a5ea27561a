#!/usr/bin/env node
import { Command } from 'commander';
import { EntenteError } from '../model/errors.ts';
import { checkCommand } from './check.ts';
import { exportBulkCommand } from './export-bulk.ts';
import { datasetsCommand } from './datasets.ts';
import { dropCommand } from './drop.ts';
import { importCommand } from './import.ts';
import { queryCommand } from './query.ts';
import { seedCommand } from './seed.ts';
import { serveCommand } from './serve.ts';

// Who reads our output may have had enough (`entente check | head`): that ends the command, and is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('entente')
  .description('A knowledge graph of relations between states: every fact with its sources, asked in GraphQL')
  .showHelpAfterError('(entente --help tells what can be done)')
  .addCommand(serveCommand())
  .addCommand(seedCommand())
  .addCommand(checkCommand())
  .addCommand(queryCommand())
  .addCommand(importCommand())
  .addCommand(datasetsCommand())
  .addCommand(dropCommand())
  .addCommand(exportBulkCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof EntenteError)) throw error;
  process.stderr.write(`entente: ${error.message}\n`);
  process.exitCode = 2;
}
