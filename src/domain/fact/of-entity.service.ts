import type { RecordedType } from '../../model/registry.ts';
import { PROPERTY_TYPES, RECORDED_TYPES, RELATION_TYPES } from '../../model/registry.ts';
import { isPartial, type View, viewText } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Params, Row, Statement } from '../../store/port.ts';
import { type Connection, connect, type Form, keyset, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { after, type Soon } from '../soon.ts';
import { knowledge } from '../source/source.service.ts';
import { factsFetched, linksFetched, positionOfLink, primeSources, wholly } from './along.ts';
import { inView } from './evaluate.ts';
import {
  countFactsOfEntities,
  countVaryingFactsOfEntities,
  degreesOfEntities,
  type FactsOf,
  factsOfEntities,
  factsOfEntitiesByType,
  formName,
  varyingFactsOfEntities,
} from './fact.cypher.ts';
import { linkAsStored, type LinkInView, positionOf, type RecordedInView } from './fact-view.ts';
import { counts, viewParams } from './view.cypher.ts';

/** Which facts of an entity: types, the way they point seen from it, a qualifier and its values. */
export interface Wanted {
  readonly types?: readonly RecordedType[];
  readonly direction: 'OUT' | 'IN' | 'BOTH';
  readonly qualifier?: { readonly name: string; readonly values: readonly string[] };
}

/** A page of an entity's facts, by beginning; many entities asked at once are answered in one trip. */
export async function factsOf(
  reading: Reading,
  entity: string,
  wanted: Wanted,
  view: View,
  page: Page,
): Promise<Connection<RecordedInView>> {
  const of = asPattern(wanted);
  const fetched = await take(reading, entity, of, wanted, view, page);
  return connect(
    page,
    fetched,
    ({ position }) => position,
    () => countOf(reading, entity, wanted, view),
  );
}

/** The same, of facts that point one way, with no more of them than the page's form tells. */
export function linksOf(
  reading: Reading,
  entity: string,
  wanted: Wanted,
  view: View,
  page: Page,
): Soon<Connection<LinkInView>> {
  const { form } = page;
  // What varies with what is known is judged by the whole fact.
  if (!form || form.columns === 'facts' || wanted.direction === 'BOTH' || isPartial(view))
    return factsOf(reading, entity, wanted, view, page);
  const own = wanted.direction === 'OUT' ? 'subject' : 'object';
  const fetched = fetchPage(reading, entity, asPattern(wanted), wanted, view, page, form, page.size + 1);
  return after(fetched, (rows) =>
    connect(
      page,
      linksFetched(reading, rows, page).map((row) => linkAsStored(row, entity, own, view, positionOfLink(row))),
      ({ position }) => position,
      () => countOf(reading, entity, wanted, view),
    ),
  );
}

/** Into an entity no property points: only relations can be its. */
function asPattern({ types, direction, qualifier }: Wanted): FactsOf {
  const asked = types && [...new Set(types)].toSorted();
  const possible =
    direction === 'IN' ? (asked ?? RELATION_TYPES).filter((type) => !PROPERTY_TYPES.includes(type)) : asked;
  const all = possible && possible.length === RECORDED_TYPES.length;
  return { types: all ? undefined : possible, direction, qualifier: qualifier?.name };
}

/**
 * One more row than the page has, where there are so many. In a part of what is known, rows fall out after they are
 * fetched, so it goes on until the page is full or nothing is left.
 */
async function take(
  reading: Reading,
  entity: string,
  of: FactsOf,
  wanted: Wanted,
  view: View,
  page: Page,
): Promise<RecordedInView[]> {
  const partial = isPartial(view);
  const taken: RecordedInView[] = [];
  let rest = page;
  for (;;) {
    const limit = partial ? rest.size * 2 + 10 : rest.size + 1;
    const rows = await fetchPage(reading, entity, of, wanted, view, rest, wholly(page), limit);
    const facts = factsFetched(reading, rows, page);
    taken.push(...(await inView(reading, facts, view)));
    const last = facts.at(-1);
    if (rows.length < limit || taken.length > page.size || !last) return taken;
    rest = { ...rest, beyond: positionOf(last) };
  }
}

function fetchPage(
  reading: Reading,
  entity: string,
  of: FactsOf,
  wanted: Wanted,
  view: View,
  page: Page,
  form: Form,
  limit: number,
): Soon<readonly Row[]> {
  // Of no type at all there is nothing, and no pattern.
  if (of.types?.length === 0) return [];
  const fetched = after(request(reading, of, wanted, view, page, form, limit), (asked) =>
    reading.batched(asked.name, entity, async (keys) => {
      const found = await reading.read(asked.statement, { ...asked.params, keys });
      const counting = asked.counts && (await countRequest(reading, of, wanted, view));
      for (const [key, , n, sources] of found) {
        reading.note(key as string);
        if (counting) reading.prime(counting.name, key as string, { n, varying: [] });
        primeSources(reading, sources);
      }
      return new Map(found.map(([key, list]) => [key as string, list as readonly Row[]]));
    }),
  );
  return after(fetched, (rows) => rows ?? []);
}

/** What fetches a page. */
interface Request extends Asked {
  /** Whether the statement counts as well. */
  readonly counts: boolean;
}

/** Made once for all entities of an operation that are asked the same. */
function request(
  reading: Reading,
  of: FactsOf,
  wanted: Wanted,
  view: View,
  page: Page,
  form: Form,
  limit: number,
): Soon<Request> {
  const { types, direction, qualifier } = of;
  const { beyond, upTo, backwards } = page;
  const withTotal = page.withTotal === true && !isPartial(view);
  const asked = [
    types,
    direction,
    qualifier,
    wanted.qualifier?.values,
    beyond,
    upTo,
    backwards,
    formName(form),
    limit,
    withTotal,
  ];
  return reading.once(view, `facts ${asked.join(' ')}`, () =>
    after(knowledge(reading, view), (known) => {
      const { where, orderBy, params: cursor } = keyset('r.begins', 'r.key', page);
      const fetching = (total: boolean) => factsOfEntities(of, counts('r', view), where, orderBy, form, total);
      const params: Params = { ...cursor, ...viewParams(view, known), limit, ...qualifierParam(wanted) };
      // The rows are the same with the total and without.
      return { ...asking(fetching(false), params), statement: fetching(withTotal), counts: withTotal };
    }),
  );
}

/**
 * What a page of an entity's facts would be asked by, for those who fetch it along with the entity: the pattern, the order (of
 * `q`), the limit, and the name under which the rows are to be put.
 */
export async function requestOf(
  reading: Reading,
  wanted: Wanted,
  view: View,
  page: Page,
  form: Form = wholly(page),
): Promise<{
  readonly name: string;
  readonly of: FactsOf;
  readonly form: Form;
  readonly orderBy: string;
  readonly limit: number;
}> {
  const limit = page.size + 1;
  const of = asPattern(wanted);
  const { name } = await request(reading, of, wanted, view, page, form, limit);
  return { name, of, form, orderBy: keyset('q.begins', 'q.key', page).orderBy, limit };
}

/** Fetches the first facts of each of several types of entities in one trip, and puts them where `factsOf` finds them. */
export async function fetchByType(
  reading: Reading,
  keys: readonly string[],
  types: readonly RecordedType[],
  direction: Wanted['direction'],
  view: View,
  page: Page,
): Promise<void> {
  if (types.length < 2 || keys.length === 0 || isPartial(view)) return;
  const names = new Map<string, string>();
  for (const type of types) names.set(type, (await requestOf(reading, { types: [type], direction }, view, page)).name);
  const { orderBy } = keyset('r.begins', 'r.key', page);
  const statement = factsOfEntitiesByType(types, direction, counts('r', view), orderBy);
  const params = { ...viewParams(view, await knowledge(reading, view)), keys, limit: page.size + 1 };
  // A type of which an entity has none gives no row.
  for (const key of keys) for (const name of names.values()) reading.prime(name, key, []);
  for (const [key, type, rows] of await reading.read(statement, params))
    reading.prime(names.get(type as string) as string, key as string, rows);
}

const qualifierParam = (wanted: Wanted): Params => (wanted.qualifier ? { qualifier: wanted.qualifier.values } : {});

/** A statement about one entity or many, its parameters, and the name under which what it gives is shared. */
interface Asked {
  readonly statement: Statement;
  readonly params: Params;
  readonly name: string;
}

const asking = (statement: Statement, params: Params): Asked => ({
  statement,
  params,
  name: `${statement.text} ${JSON.stringify(params)}`,
});

/** What counts an entity's facts; made once for all entities of an operation that are asked the same. */
function countRequest(reading: Reading, of: FactsOf, wanted: Wanted, view: View): Soon<Asked> {
  const asked = [of.types, of.direction, of.qualifier, wanted.qualifier?.values];
  return reading.once(view, `count ${asked.join(' ')}`, () =>
    after(knowledge(reading, view), (known) => {
      const count = isPartial(view) ? countVaryingFactsOfEntities : countFactsOfEntities;
      return asking(count(of, counts('r', view)), { ...viewParams(view, known), ...qualifierParam(wanted) });
    }),
  );
}

/** How many facts of an entity count. */
export async function countOf(reading: Reading, entity: string, wanted: Wanted, view: View): Promise<number> {
  const of = asPattern(wanted);
  if (of.types?.length === 0) return 0;
  const { statement, params, name } = await countRequest(reading, of, wanted, view);
  const found = await reading.batched(name, entity, async (keys) => {
    const rows = await reading.read(statement, { ...params, keys });
    return new Map(
      rows.map(([key, n, varying]) => [key as string, { n: n as number, varying: (varying ?? []) as readonly Row[] }]),
    );
  });
  if (!found) return 0;
  return (
    found.n +
    (
      await inView(
        reading,
        found.varying.map((row) => factFromRow(row)),
        view,
      )
    ).length
  );
}

/** How many facts of a type an entity has, pointing one way. */
export interface Degree {
  readonly type: RecordedType;
  readonly direction: 'OUT' | 'IN';
  readonly count: number;
}

/** How many facts of each type and direction an entity has that count, by type. A fact of the entity alone points out. */
export function degreesOf(reading: Reading, entity: string, view: View): Soon<readonly Degree[]> {
  const counted = after(degreesRequest(reading, view), ({ statement, params, name }) =>
    reading.batched(name, entity, async (keys) => {
      const byEntity = new Map<string, Degree[]>();
      for (const [key, type, subject, n] of await reading.read(statement, { ...params, keys })) {
        let degrees = byEntity.get(key as string);
        if (!degrees) byEntity.set(key as string, (degrees = []));
        degrees.push({
          type: type as RecordedType,
          direction: subject === true ? 'OUT' : 'IN',
          count: n as number,
        });
      }
      for (const degrees of byEntity.values()) degrees.sort(byType);
      return byEntity;
    }),
  );
  return after(counted, (degrees = []) => (isPartial(view) ? withVarying(reading, entity, view, degrees) : degrees));
}

/** Made once for all entities of an operation in one view. In a part of what is known it counts what does not vary with that. */
const degreesRequest = (reading: Reading, view: View): Soon<Asked> =>
  reading.once(view, 'degrees', () =>
    after(knowledge(reading, view), (known) => {
      const condition = isPartial(view) ? `r.varies IS NULL AND ${counts('r', view)}` : counts('r', view);
      return asking(degreesOfEntities(condition), viewParams(view, known));
    }),
  );

/** The same with the facts that vary with what is known, as the view has them. */
async function withVarying(
  reading: Reading,
  entity: string,
  view: View,
  degrees: readonly Degree[],
): Promise<readonly Degree[]> {
  const total = new Map(degrees.map((degree) => [`${degree.type} ${degree.direction}`, degree]));
  for (const fact of await varyingOf(reading, entity, view)) {
    const direction = fact.subject === entity ? 'OUT' : 'IN';
    const place = `${fact.type} ${direction}`;
    total.set(place, { type: fact.type, direction, count: (total.get(place)?.count ?? 0) + 1 });
  }
  return [...total.values()].toSorted(byType);
}

const byType = (a: Degree, b: Degree): number =>
  a.type < b.type ? -1 : a.type > b.type ? 1 : a.direction < b.direction ? 1 : -1;

async function varyingOf(reading: Reading, entity: string, view: View): Promise<RecordedInView[]> {
  const statement = varyingFactsOfEntities();
  const rows = await reading.batched(`${statement.name} ${viewText(view)}`, entity, async (keys) => {
    const found = await reading.read(statement, { keys });
    return new Map(found.map(([key, list]) => [key as string, list as readonly Row[]]));
  });
  return inView(
    reading,
    (rows ?? []).map((row) => factFromRow(row)),
    view,
  );
}
