import { LRUCache } from 'lru-cache';
import { badInput } from '../../model/errors.ts';
import { EVERYTHING, type Knowledge } from '../../model/claim.ts';
import type { Source } from '../../model/source.ts';
import { isPartial, knowledgeOf, type View } from '../../model/view.ts';
import { type Connection, connect, keyset, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { allOf, type Soon } from '../soon.ts';
import { COUNT_SOURCES, listOfSources, RELEASES_OF, SOURCES_BY_KEY } from './source.cypher.ts';

/** Sources read last, by their bodies: the same few come with every page of claims. */
const read = new LRUCache<string, Source>({ max: 500 });

/** The source of a body, the JSON text a source's node keeps. */
export function sourceIn(body: string): Source {
  let source = read.get(body);
  if (!source) read.set(body, (source = JSON.parse(body) as Source));
  return source;
}

/** A source by its key. */
export function sourceByKey(reading: Reading, key: string): Soon<Source | undefined> {
  return reading.batched('source', key, async (keys) => {
    const rows = await reading.read(SOURCES_BY_KEY, { keys });
    return new Map(rows.map(([found, body]) => [found as string, sourceIn(body as string)]));
  });
}

/** Sources by key, those there are. */
export async function sourcesByKey(reading: Reading, keys: Iterable<string>): Promise<ReadonlyMap<string, Source>> {
  const found = await allOf([...new Set(keys)].map((key) => sourceByKey(reading, key)));
  return new Map(found.filter((source) => source !== undefined).map((source) => [source.key, source]));
}

/** The state of knowledge a view asks for. A name that is no source, release or data set is refused. */
export function knowledge(reading: Reading, view: View): Soon<Knowledge> {
  return isPartial(view) ? knowledgeIn(reading, view) : EVERYTHING;
}

async function knowledgeIn(reading: Reading, view: View): Promise<Knowledge> {
  const [counting, preferred] = await Promise.all([
    releasesOf(reading, view.sources, 'at.sources'),
    releasesOf(reading, view.preferSources, 'at.preferSources'),
  ]);
  return knowledgeOf(view, (asked) => (asked === view.sources ? counting : preferred));
}

/** The sources that names stand for, in the order of the names. */
async function releasesOf(reading: Reading, names: readonly string[] | undefined, argument: string): Promise<string[]> {
  const found = await allOf((names ?? []).map((name) => releases(reading, name)));
  names?.forEach((name, index) => {
    if (!found[index]?.length)
      throw badInput(
        argument,
        `"${name}" is no source, release or data set of this graph. Ask \`sources\` for their ids.`,
      );
  });
  return found.flatMap((keys) => keys ?? []);
}

/** The keys of the sources a name stands for: itself, or the releases of a data set. */
export function releases(reading: Reading, name: string): Soon<readonly string[] | undefined> {
  return reading.batched('releases', name, async (names) => {
    const found = new Map<string, string[]>();
    for (const [asked, key] of await reading.read(RELEASES_OF, { names }))
      found.set(asked as string, [...(found.get(asked as string) ?? []), key as string]);
    return found;
  });
}

/** Sources, by key. */
export async function listSources(reading: Reading, page: Page): Promise<Connection<Source>> {
  const { where, orderBy, params } = keyset('s.key', 's.key', page);
  const rows = await reading.read(listOfSources(where, orderBy), { ...params, limit: page.size + 1 });
  const sources = rows.map(([body]) => sourceIn(body as string));
  return connect(
    page,
    sources,
    ({ key }) => [key, key],
    async () => (await reading.read(COUNT_SOURCES))[0]?.[0] as number,
  );
}
