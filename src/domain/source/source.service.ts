import { badInput } from '../../model/errors.ts';
import { EVERYTHING, type Knowledge } from '../../model/claim.ts';
import type { Source } from '../../model/source.ts';
import { isPartial, knowledgeOf, type View } from '../../model/view.ts';
import { type Connection, connect, keyset, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { COUNT_SOURCES, listOfSources, RELEASES_OF, SOURCES_BY_KEY } from './source.cypher.ts';

/** A source by its key. */
export function sourceByKey(reading: Reading, key: string): Promise<Source | undefined> {
  return reading.batched('source', key, async (keys) => {
    const rows = await reading.read(SOURCES_BY_KEY, { keys });
    return new Map(rows.map(([found, body]) => [found as string, JSON.parse(body as string) as Source]));
  });
}

/** Sources by key, those there are. */
export async function sourcesByKey(reading: Reading, keys: Iterable<string>): Promise<ReadonlyMap<string, Source>> {
  const found = await Promise.all([...new Set(keys)].map((key) => sourceByKey(reading, key)));
  return new Map(found.filter((source) => source !== undefined).map((source) => [source.key, source]));
}

/** The state of knowledge a view asks for. A name that is no source, release or data set is refused. */
export async function knowledge(reading: Reading, view: View): Promise<Knowledge> {
  if (!isPartial(view)) return EVERYTHING;
  const [counting, preferred] = await Promise.all([
    releasesOf(reading, view.sources, 'at.sources'),
    releasesOf(reading, view.preferSources, 'at.preferSources'),
  ]);
  return knowledgeOf(view, (asked) => (asked === view.sources ? counting : preferred));
}

/** The sources that names stand for, in the order of the names. */
async function releasesOf(reading: Reading, names: readonly string[] | undefined, argument: string): Promise<string[]> {
  const found = await Promise.all((names ?? []).map((name) => releases(reading, name)));
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
export function releases(reading: Reading, name: string): Promise<readonly string[] | undefined> {
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
  const sources = rows.map(([body]) => JSON.parse(body as string) as Source);
  return connect(
    page,
    sources,
    ({ key }) => [key, key],
    async () => (await reading.read(COUNT_SOURCES))[0]?.[0] as number,
  );
}
