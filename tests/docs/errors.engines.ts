// The examples of docs/errors.md, asked of a running server and given to the program: each comes with the code and the sentence
// the page shows.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EntenteError } from '../../src/model/errors.ts';
import { type Running, startServer } from '../../src/server/server.ts';
import { readSettings } from '../../src/server/settings.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { blocksOf, type Code } from '../support/markdown.ts';
import { openSmall } from '../support/small.ts';

const blocks = blocksOf('docs/errors.md');
const rowsOf = (first: string): [string, string, string][] =>
  blocks.flatMap((block) => (block.kind === 'table' && block.head[0] === first ? [...block.rows] : [])) as [
    string,
    string,
    string,
  ][];
const codeIn = (language: string): string =>
  (blocks.find((block) => block.kind === 'code' && block.language === language) as Code).text;

let store: GraphStore;
let server: Running;
beforeAll(async () => {
  store = await openSmall();
  const settings = { host: '127.0.0.1', port: 0, logLevel: 'silent', maxCost: 200_000, cacheBytes: 0 };
  server = await startServer(store, settings);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

interface Answer {
  readonly data?: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function ask(query: string): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(new URL('/graphql', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

describe('docs/errors.md', () => {
  test('shows an answer as it comes', async () => {
    expect((await ask(codeIn('graphql'))).answer).toEqual(JSON.parse(codeIn('json')));
  });

  test('has examples', () => {
    expect(rowsOf('operation').length).toBeGreaterThan(6);
    expect(rowsOf('setting').length).toBeGreaterThan(1);
  });

  test.each(rowsOf('operation'))('%s', async (operation, code, sentence) => {
    const { status, answer } = await ask(operation);
    expect(answer.errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([[code, sentence]]);
    // Status 200 where it ran, 400 where it could not: what could not run has no data.
    expect(status).toBe(answer.data === undefined ? 400 : 200);
  });

  test.each(rowsOf('setting'))('%s', (setting, code, sentence) => {
    const [name = '', value] = setting.split('=');
    let error: unknown;
    try {
      readSettings({ [name]: value });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(EntenteError);
    expect([(error as EntenteError).code, (error as EntenteError).message]).toEqual([code, sentence]);
  });
});
