import { indexNumber } from '../../model/hash.ts';
import type { GraphStore, Params, Row, Statement, Value } from '../../store/port.ts';
import { groupOfClaimKey, readFactKey } from '../../model/claim.ts';
import { GRAPH_STATE } from '../../domain/snapshot/snapshot.cypher.ts';
import { EntenteError } from '../../model/errors.ts';
import {
  CLAIMS_OF,
  CODES_FROM,
  CODES_OF,
  ENTITIES_FROM,
  FACTS_FROM,
  FACTS_OF,
  FACTS_OUT_OF,
  META,
  NAMES_FROM,
  NAMES_OF,
  SOURCES,
} from './bulk.cypher.ts';
import { BulkFolder } from './folder.ts';
import type { Written } from './load.ts';

/** Rows of one answer: as many as are in memory at once, with what is read beside them. */
const ROWS = 10_000;
/** Keys sought by order at once. The embedded engine looks at all there are each time, so few trips are better. */
const KEYS = 50_000;

/**
 * Writes the files of a first load from a graph: all there is in it, as it is. Rejects with BAD_DATA where the graph
 * changes meanwhile; then nothing is left in the folder. `progress` is told how many facts are written, of how many.
 */
export async function exportStore(
  store: GraphStore,
  path: string,
  progress: (facts: number, total: number) => void = () => undefined,
): Promise<Written> {
  const [before] = await store.read(GRAPH_STATE);
  const [content = '0', facts = 0, entities = 0, claims = 0] = (before ?? []) as [string?, number?, number?, number?];
  const folder = new BulkFolder(path);
  try {
    const written = await writeAll(store, folder, (done) => progress(done, facts));
    const [after] = await store.read(GRAPH_STATE);
    const isWhole = written.facts === facts && written.entities === entities && written.claims === claims;
    if (!isWhole || JSON.stringify(after) !== JSON.stringify(before))
      throw new EntenteError(
        'BAD_DATA',
        `The graph changed while it was written (${written.facts} facts of ${facts}, ${written.claims} claims of ${claims}, ${written.entities} entities of ${entities}); nothing was kept. Export again while nothing is loaded.`,
      );
    folder.close();
    return { ...written, content };
  } catch (error) {
    folder.abandon();
    throw error;
  }
}

async function writeAll(
  store: GraphStore,
  folder: BulkFolder,
  progress: (facts: number) => void,
): Promise<Omit<Written, 'content'>> {
  const written = { entities: 0, claims: 0, facts: 0 };
  for (let after = ''; ;) {
    const rows = await store.read(ENTITIES_FROM, { after, limit: KEYS });
    for (const [key, labels, properties] of rows) {
      const { key: _, ...others } = properties as Params;
      const kind = (labels as readonly string[]).find((label) => label !== 'Entity') as string;
      folder.entity(kind, key as string, others);
    }
    written.entities += rows.length;
    const keys = rows.map(([key]) => key as string);
    for await (const facts of factsOf(store, keys)) {
      for (const [type, subject, object, properties] of facts)
        folder.relationship(type as string, subject as string, object as string, properties as Params);
      written.facts += facts.length;
      written.claims += await writeClaims(store, folder, facts);
      progress(written.facts);
    }
    if (rows.length < KEYS) break;
    after = keys.at(-1) as string;
  }
  await writeNodes(store, folder, 'Code', CODES_FROM, CODES_OF, 'codes');
  await writeNodes(store, folder, 'Name', NAMES_FROM, NAMES_OF, 'folds');
  for (const [properties] of await store.read(SOURCES)) folder.node('Source', properties as Params);
  for (const [properties] of await store.read(META)) folder.node('Meta', properties as Params);
  return written;
}

/** All facts that point out of entities, in lists that fit into memory. */
async function* factsOf(store: GraphStore, keys: readonly string[]): AsyncGenerator<readonly Row[]> {
  const degrees = await store.read(FACTS_OUT_OF, { keys });
  let together: string[] = [];
  let n = 0;
  for (const [key, degree] of degrees as unknown as [string, number][]) {
    if (degree > ROWS) {
      yield* factsOfHub(store, key);
      continue;
    }
    if (n + degree > ROWS) {
      yield await store.read(FACTS_OF, { keys: together });
      together = [];
      n = 0;
    }
    together.push(key);
    n += degree;
  }
  if (together.length > 0) yield store.read(FACTS_OF, { keys: together });
}

async function* factsOfHub(store: GraphStore, key: string): AsyncGenerator<readonly Row[]> {
  for (let after = ''; ;) {
    const rows = await store.read(FACTS_FROM, { key, after, limit: KEYS });
    yield rows;
    const last = rows.at(-1)?.[3] as Params | undefined;
    if (rows.length < KEYS || !last) return;
    after = last['key'] as string;
  }
}

/** Writes the claims of facts. Those of a group are written with its first spell: every group has one. */
async function writeClaims(store: GraphStore, folder: BulkFolder, facts: readonly Row[]): Promise<number> {
  const groups = new Set<string>();
  for (const [, , , properties] of facts) {
    const place = readFactKey(`fact:${(properties as Params)['key'] as string}`);
    if (place?.spell === 1) groups.add(place.group);
  }
  let written = 0;
  for (const some of chunks([...groups], ROWS))
    for (const [properties] of await store.read(CLAIMS_OF, { gs: [...new Set(some.map(indexNumber))] })) {
      const claim = properties as Params;
      // An index number may be shared by two groups; a claim is written with its own.
      if (!groups.has(groupOfClaimKey(`claim:${claim['id'] as string}`) ?? '')) continue;
      folder.node('Claim', claim);
      written++;
    }
  return written;
}

function* chunks<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** Writes nodes that are found by a text, which several may share. */
async function writeNodes(
  store: GraphStore,
  folder: BulkFolder,
  label: string,
  from: Statement,
  of: Statement,
  parameter: string,
): Promise<void> {
  for (let after = ''; ;) {
    const texts: Value[] = (await store.read(from, { after, limit: KEYS })).map(([text]) => text as Value);
    for (const some of chunks(texts, ROWS))
      for (const [properties] of await store.read(of, { [parameter]: some })) folder.node(label, properties as Params);
    if (texts.length < KEYS) return;
    after = texts.at(-1) as string;
  }
}
