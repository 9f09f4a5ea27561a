// The server as a browser and a program meet it: GraphQL by GET and POST, the pages, the end.
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openEmbedded } from '../../src/engines/embedded/embedded.store.ts';
import { type Running, startServer } from '../../src/server/server.ts';
import { readSettings } from '../../src/server/settings.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { openSmall } from '../support/small.ts';

// A limit only ends what hangs.
jest.setTimeout(30_000);

const SETTINGS = readSettings({ PORT: '0', LOG_LEVEL: 'silent' });

let store: GraphStore;
let server: Running;
beforeAll(async () => {
  store = await openSmall();
  server = await startServer(store, SETTINGS);
});
afterAll(async () => {
  await server.close();
  await store.close();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, server.url), { headers });
const post = (body: string, type = 'application/json') =>
  fetch(new URL('/graphql', server.url), { method: 'POST', body, headers: { 'content-type': type } });
const query = 'query Who($id: ID!) { node(id: $id) { ... on Country { key name } } }';
const turkey = { data: { node: { key: 'country:tur', name: 'Turkey' } } };

describe('/graphql', () => {
  test('answers a POST', async () => {
    const answer = await post(JSON.stringify({ query, variables: { id: 'country:tur' }, operationName: 'Who' }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await answer.json()).toMatchObject(turkey);
  });

  test('answers a GET the same, text beyond ASCII included', async () => {
    const parameters = new URLSearchParams({ query, variables: JSON.stringify({ id: 'country:tur' }) });
    expect(await (await get(`/graphql?${parameters.toString()}`)).json()).toMatchObject(turkey);
    const named = new URLSearchParams({ query: '{ country(ref: {name: "TÜRKİYE"}) { name(lang: ["tr"]) } }' });
    expect(await (await get(`/graphql?${named.toString()}`)).json()).toMatchObject({
      data: { country: { name: 'Türkiye' } },
    });
  });

  test('answers with the same text and headers however often it is asked, answers kept or not', async () => {
    const keepsNone = await startServer(store, { ...SETTINGS, cacheBytes: 0 });
    const body = JSON.stringify({ query: `${query} # again`, variables: { id: 'country:tur' } });
    const given = async (url: string) => {
      const answer = await fetch(new URL('/graphql', url), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      const { date: _, ...headers } = Object.fromEntries(answer.headers);
      return { status: answer.status, headers, text: await answer.text() };
    };
    const first = await given(server.url);
    expect(JSON.parse(first.text)).toMatchObject(turkey);
    for (const { url } of [server, keepsNone]) for (let n = 0; n < 4; n++) expect(await given(url)).toEqual(first);
    await keepsNone.close();
  });

  test('gives the cost with every answer, and a status by what went wrong', async () => {
    const answer = await post(JSON.stringify({ query: '{ facts(first: 5) { nodes { key } } }' }));
    expect(await answer.json()).toMatchObject({ extensions: { cost: expect.any(Number) as unknown } });
    for (const body of ['{"query": "{ nothing }"}', '{"query": "{ "}', '{}', 'no json', '[]']) {
      const wrong = await post(body);
      expect(wrong.status).toBe(400);
      const { errors } = (await wrong.json()) as { errors?: { extensions: { code: string } }[] };
      if (errors) expect(errors[0]?.extensions.code).toMatch(/^(GRAPHQL_|BAD_REQUEST)/);
    }
    const costly =
      '{ facts(first: 100) { nodes { subject { facts(first: 100) { nodes { object { facts(first: 100) { nodes { key } } } } } } } } }';
    const refused = await post(JSON.stringify({ query: costly }));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_TOO_COSTLY', limit: 200_000 } }],
    });
  });

  test('a field that fails leaves the rest of the answer', async () => {
    const answer = await post(
      JSON.stringify({
        query: '{ a: entity(ref: {name: "Georgia"}) { key } b: country(ref: {name: "Turkey"}) { key } }',
      }),
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      data: { a: null, b: { key: 'country:tur' } },
      errors: [{ path: ['a'] }],
    });
  });

  test('a body too large, and another method, are refused without a word of the inside', async () => {
    const large = await post(JSON.stringify({ query: `{ snapshot { id } } #${'x'.repeat(2_000_000)}` }));
    expect(large.status).toBe(413);
    const put = await fetch(new URL('/graphql', server.url), { method: 'PUT', body: '{}' });
    expect([404, 405, 415]).toContain(put.status);
    for (const text of [await large.text(), await put.text()])
      expect(text).not.toMatch(/node_modules|\bat \w+ \(|\.ts:|\.js:/);
  });

  test('fifty at once are all answered, each with its own', async () => {
    const keys = ['country:tur', 'country:rus', 'country:geo', 'org:nato', 'agreement:deal'];
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const body = {
          query: 'query ($id: ID!) { node(id: $id) { id } }',
          variables: { id: keys[index % keys.length] },
        };
        return (await (await post(JSON.stringify(body))).json()) as { data: { node: { id: string } } };
      }),
    );
    expect(answers.map(({ data }) => data.node.id)).toEqual(
      Array.from({ length: 50 }, (_, index) => keys[index % keys.length]),
    );
  });
});

describe('the editor', () => {
  test('loads nothing from another host', async () => {
    const page = await get('/graphiql');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await page.text();
    // What a browser would fetch by itself: sources and links of tags, imports, addresses in styles, workers, web sockets.
    const loads = [
      ...html.matchAll(/<(?:script|img|iframe|source|embed|link)\b[^>]*?\s(?:src|href)\s*=\s*["']?([^"'\s>]+)/gi),
      ...html.matchAll(/@import\s+(?:url\()?["']?([^"')\s]+)/gi),
      ...html.matchAll(/\burl\(\s*["']?([^"')]+)/gi),
    ].map(([, address]) => address as string);
    const elsewhere = loads.filter((address) => /^(?:[a-z]+:)?\/\//i.test(address));
    expect(elsewhere).toEqual([]);
    expect(html).toContain('/graphql');
  });
});

describe('the first page', () => {
  const links = async (): Promise<string[]> => {
    const html = await (await get('/')).text();
    return [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => (href as string).replaceAll('&amp;', '&'));
  };

  test('says what it holds, and needs no script and nothing from elsewhere', async () => {
    const html = await (await get('/')).text();
    expect(html).toMatch(/12 entities, 14 facts and 14 claims/);
    expect(html).not.toMatch(/<script|src=|https?:/);
  });

  test('has three questions to click, each of which is answered without errors', async () => {
    const questions = (await links()).filter((href) => href.startsWith('/graphql?'));
    expect(questions).toHaveLength(3);
    for (const href of questions) {
      const answer = (await (await get(href)).json()) as { data?: object; errors?: object[] };
      expect(answer.errors).toBeUndefined();
      expect(Object.keys(answer.data ?? {}).length).toBeGreaterThan(0);
    }
  });

  test('has no link that leads nowhere', async () => {
    const all = await links();
    expect(all.length).toBeGreaterThan(5);
    for (const href of all) expect([href, (await get(href)).status]).toEqual([href, 200]);
  });
});

describe('health', () => {
  test('it lives, and is ready while the graph answers', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ status: 'live' });
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'ready', engine: 'embedded' });
  });

  test('with a graph that is closed it lives but is not ready, and the pages still come', async () => {
    const closed = openEmbedded({});
    const other = await startServer(closed, SETTINGS);
    await closed.close();
    const at = async (path: string) => {
      const answer = await fetch(new URL(path, other.url));
      return [answer.status, await answer.text()] as const;
    };
    expect((await at('/health/live'))[0]).toBe(200);
    const [status, text] = await at('/health/ready');
    expect(status).toBe(503);
    expect(JSON.parse(text)).toMatchObject({ status: 'not ready', engine: 'embedded' });
    expect(text).not.toMatch(/node_modules|\bat \w+ \(|\.ts:|\.js:/);
    expect((await at('/'))[0]).toBe(200);
    expect((await at('/graphql?query={snapshot{id}}'))[1]).toContain('STORE_UNAVAILABLE');
    await other.close();
  });
});
