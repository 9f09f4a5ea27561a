import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Reading } from '../domain/reading.ts';
import { buildApi } from '../graphql/schema.ts';
import { createApi, DEFAULT_LIMITS } from '../graphql/server.ts';
import { EntenteError } from '../model/errors.ts';
import { withStore } from './store.ts';

/** `entente query`: an operation in, its answer as JSON out; without a server. Exit code 1 where the answer has errors. */
export function queryCommand(): Command {
  return new Command('query')
    .description('Answer one GraphQL operation, as JSON')
    .argument('<file>', 'file with the operation; - for standard input')
    .option('--variables <json>', 'variables, as a JSON object', '{}')
    .option('--operation <name>', 'which operation of the file')
    .addHelpText('after', "\nExample:\n  echo '{ snapshot { id facts } }' | entente query -\n")
    .action((file: string, options: { variables: string; operation?: string }) => answer(file, options));
}

async function answer(file: string, options: { variables: string; operation?: string }): Promise<void> {
  const query = await operationIn(file);
  const variables = variablesIn(options.variables);
  await withStore(async (store, settings) => {
    const api = createApi(buildApi(), { ...DEFAULT_LIMITS, cost: settings.maxCost }, (error) => console.error(error));
    const { body } = await api.executeOperation(
      { query, variables, operationName: options.operation },
      { contextValue: { reading: new Reading(store) } },
    );
    if (body.kind !== 'single') throw new TypeError('an answer in parts was not asked for');
    process.stdout.write(`${JSON.stringify(body.singleResult, null, 2)}\n`);
    process.exitCode = body.singleResult.errors ? 1 : 0;
    await api.stop();
  });
}

async function operationIn(file: string): Promise<string> {
  try {
    return file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8');
  } catch {
    throw new EntenteError(
      'BAD_USER_INPUT',
      `${file} cannot be read. Give a file with a GraphQL operation, or - for standard input.`,
    );
  }
}

function variablesIn(json: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new EntenteError(
      'BAD_USER_INPUT',
      `--variables: ${json} is no JSON object. Give one such as '{"id": "country:tur"}'.`,
    );
  return value as Record<string, unknown>;
}
