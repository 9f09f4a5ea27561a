import { FACT_STATUSES } from '../../model/fact.ts';
import { FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { badInput } from '../../model/errors.ts';
import { isPartial, type View } from '../../model/view.ts';
import type { Row } from '../../store/port.ts';
import { factsOf, countOf } from '../fact/of-entity.service.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import type { End } from '../fact/filter.ts';
import { type FactInView, inTurn } from '../fact/fact-view.ts';
import { endWindows, type Find } from '../fact/match.ts';
import { EVERY, matches } from '../fact/search.service.ts';
import { type Connection, connect, keyset, MAX_SIZE, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { countOfEntities, listOfEntities } from './entity.cypher.ts';
import { entityFromRow, type EntityRow } from './entity.service.ts';

/** Entities that fit, by key. With days, those that existed then or may have; in a part of what is known, those of which anything was. */
export async function listEntities(
  reading: Reading,
  where: End | undefined,
  view: View,
  page: Page,
): Promise<Connection<EntityRow>> {
  if (where?.keys?.size === 0 || where?.kinds?.length === 0)
    return connect(
      page,
      [],
      () => ['', ''],
      async () => 0,
    );
  const found: EntityRow[] = [];
  for await (const entity of matching(reading, where, view, page)) {
    found.push(entity);
    if (found.length > page.size) break;
  }
  return connect(
    page,
    found,
    ({ key }) => [key, key],
    () => count(reading, where, view),
  );
}

/** Existence is judged in the engine, but for a part of what is known: there, from the facts as they were known. */
function search(where: End | undefined, view: View) {
  const judged = view.valid !== undefined && !isPartial(view);
  return {
    list: {
      kinds: where?.kinds,
      among: where?.keys !== undefined,
      existence: judged ? counts('x2', view) : undefined,
      certain: view.certain,
    },
    params: { ...(where?.keys && { keys: [...where.keys] }) },
  };
}

async function* matching(reading: Reading, where: End | undefined, view: View, page: Page): AsyncGenerator<EntityRow> {
  const { list, params } = search(where, view);
  const known = await knowledge(reading, view);
  const partial = isPartial(view);
  const sifts = partial || (where !== undefined && isHaving(where));
  const limit = sifts ? Math.max(200, page.size + 1) : page.size + 1;
  let rest = page;
  for (;;) {
    const side = keyset('e.key', 'e.key', rest);
    const rows = await reading.read(listOfEntities(list, side.where, side.orderBy), {
      ...params,
      ...side.params,
      ...viewParams(view, known),
      limit,
    });
    const entities = rows.map(([columns]) => entityFromRow(columns as Row));
    const shown = partial ? await Promise.all(entities.map((entity) => isThere(reading, entity.key, view))) : undefined;
    const there = entities.filter((_, index) => !shown || shown[index]);
    yield* where && isHaving(where) ? await having(reading, there, where, view) : there;
    const last = entities.at(-1);
    if (entities.length < limit || !last) return;
    rest = { ...rest, beyond: [last.key, last.key] };
  }
}

async function count(reading: Reading, where: End | undefined, view: View): Promise<number> {
  if (isPartial(view) || (where && isHaving(where))) {
    let n = 0;
    for await (const _ of matching(reading, where, view, { size: 2000, backwards: false })) n++;
    return n;
  }
  const { list, params } = search(where, view);
  const [row] = await reading.read(countOfEntities(list), {
    ...params,
    ...viewParams(view, await knowledge(reading, view)),
  });
  return row?.[0] as number;
}

/** Whether anything was known of an entity, and it existed on the days asked, or may have. */
async function isThere(reading: Reading, key: string, view: View): Promise<boolean> {
  const everyDay: View = { ...view, valid: undefined, certain: false };
  const any = await factsOf(
    reading,
    key,
    { direction: 'BOTH' },
    { ...everyDay, status: FACT_STATUSES },
    { size: 1, backwards: false },
  );
  if (any.rows.length === 0) return false;
  if (!view.valid) return true;
  const existence = { types: ['EXISTENCE'], direction: 'OUT' } as const;
  const [then, ever] = await Promise.all([
    countOf(reading, key, existence, view),
    countOf(reading, key, existence, everyDay),
  ]);
  return then > 0 || (ever === 0 && !view.certain);
}

const isHaving = (where: End): boolean => where.with.length + where.without.length > 0;

const finder =
  (reading: Reading, view: View): Find =>
  (conditions, narrowed) =>
    matches(reading, conditions, view, EVERY, narrowed);

/** Of entities, those that have, and have not, such facts as the filter asks for, on a day of the view they share. */
async function having(reading: Reading, entities: readonly EntityRow[], where: End, view: View): Promise<EntityRow[]> {
  const keys = new Set(entities.map(({ key }) => key));
  const narrow = await endWindows(keys, where, finder(reading, view));
  const span = view.valid ?? { first: FIRST_DAY, last: LAST_DAY };
  return entities.filter(({ key }) => narrow(key, [span]).length > 0);
}

/** The facts that made an entity match: those its `with` conditions ask for, of each in turn. */
export async function reasonsFor(
  reading: Reading,
  key: string,
  where: End | undefined,
  view: View,
  most: number,
): Promise<FactInView[]> {
  if (most < 1 || most > MAX_SIZE)
    throw badInput('first', `${most} facts cannot be given at once. Ask for 1 to ${MAX_SIZE}.`);
  const lists: FactInView[][] = [];
  for (const { conditions, direction } of where?.with ?? []) {
    const list: FactInView[] = [];
    for await (const { fact } of finder(reading, view)(conditions, { touching: { keys: new Set([key]), direction } })) {
      list.push(fact);
      if (list.length >= most) break;
    }
    lists.push(list);
  }
  return inTurn(lists).slice(0, most);
}
