import { badInput } from '../model/errors.ts';

/** Arguments of every list. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Where a row stands in a list: the value it is ordered by, then its key. */
export type Position = readonly [order: number | string, key: string];

/** The lists there are, and whether they are ordered by numbers or by texts. A cursor is of one of them. */
const LISTS = {
  facts: 'number',
  claims: 'number',
  entities: 'string',
  neighbors: 'string',
  sources: 'string',
  agreements: 'number',
  agreementsByName: 'string',
  contradictions: 'number',
  changes: 'number',
  happenings: 'number',
  groups: 'number',
  hits: 'number',
  rounds: 'number',
} as const;
export type List = keyof typeof LISTS;

/** Which rows of a list are wanted. */
export interface Page {
  /** The list cursors are of; absent where none are given. */
  readonly list?: List;
  readonly size: number;
  /** Rows are taken from the end, backwards. */
  readonly backwards: boolean;
  /** Only rows after this one; going backwards, before it. */
  readonly beyond?: Position;
  /** Only rows before this one; going backwards, after it. */
  readonly upTo?: Position;
  /** Of facts: what is fetched of each; absent, all its columns. */
  readonly form?: Form;
  /** Of an entity's facts: the total is asked for as well, and is counted in the same trip. */
  readonly withTotal?: boolean;
}

/** What is fetched of facts. */
export interface Form {
  /**
   * All columns, with the names of both ends; or, of the facts of an entity, `links`: to whom they lead, and what lists them; or
   * `ends`: no more than to whom they lead, and in which capacity.
   */
  readonly columns: 'facts' | 'links' | 'ends';
  /** What is fetched in the same trip: the claims of their groups, or these and the sources they were read in. */
  readonly beside?: 'claims' | 'sources';
}

export const DEFAULT_SIZE = 20;
export const MAX_SIZE = 100;

/** Checks the arguments of a list. 20 rows when neither `first` nor `last` is given, 1 to 100 otherwise. */
export function pageOf(args: PageArgs, list: List, along: Pick<Page, 'form' | 'withTotal'> = {}): Page {
  const { first, last, after, before } = args;
  if (isGiven(first) && isGiven(last)) throw badInput('last', 'first and last exclude each other. Give one of them.');
  const backwards = isGiven(last);
  const size = backwards ? last : (first ?? DEFAULT_SIZE);
  if (size < 1 || size > MAX_SIZE)
    throw badInput(
      backwards ? 'last' : 'first',
      `${size} rows cannot be given at once. Ask for 1 to ${MAX_SIZE}, and go on with a cursor.`,
    );
  const from = isGiven(after) ? readCursor('after', after, list) : undefined;
  const to = isGiven(before) ? readCursor('before', before, list) : undefined;
  const [beyond, upTo] = backwards ? [to, from] : [from, to];
  return { list, size, backwards, beyond, upTo, form: along.form, withTotal: along.withTotal };
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

/** The cursor of a row: opaque to callers, list and position as base64url. */
export function cursorOf(list: List, [order, key]: Position): string {
  return Buffer.from(JSON.stringify([list, order, key])).toString('base64url');
}

const LONGEST_CURSOR = 2000;

function readCursor(argument: string, text: string, list: List): Position {
  const bad = (): never => {
    throw badInput(
      argument,
      `"${text.slice(0, 60)}" is not a cursor of this list. Give one as an answer gave it, in a row's cursor or in pageInfo.`,
    );
  };
  if (text.length > LONGEST_CURSOR) return bad();
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return bad();
  }
  if (!Array.isArray(value) || value.length !== 3) return bad();
  const [name, order, key] = value as [unknown, unknown, unknown];
  const sort = LISTS[list];
  if (name !== list || typeof key !== 'string' || typeof order !== sort) return bad();
  if (sort === 'number' && !Number.isSafeInteger(order)) return bad();
  return [order as number | string, key];
}

/** A page as it is answered. */
export interface Connection<T> {
  readonly list: List;
  readonly rows: readonly { readonly node: T; readonly position: Position }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts the whole list; runs only when asked for. */
  readonly count: () => Promise<number>;
}

/** Makes a page of rows fetched in the page's direction, one more than wanted where there are more. */
export function connect<T>(
  page: Page,
  fetched: readonly T[],
  position: (row: T) => Position,
  count: () => Promise<number>,
): Connection<T> {
  const more = fetched.length > page.size;
  const wanted = fetched.slice(0, page.size);
  const rows = (page.backwards ? wanted.toReversed() : wanted).map((node) => ({ node, position: position(node) }));
  const came = page.beyond !== undefined;
  return {
    list: page.list ?? 'facts',
    rows,
    hasNextPage: page.backwards ? came : more,
    hasPreviousPage: page.backwards ? more : came,
    count,
  };
}

/**
 * The condition that a row lies on the page's side of its cursors, its order, and the parameters of both, for a list
 * ordered by `order` (turned round where `descending`), then by `key` ascending.
 */
export function keyset(
  order: string,
  key: string,
  page: Page,
  descending = false,
): { where: string; orderBy: string; params: Record<string, string | number> } {
  const up = descending === page.backwards;
  const [onward, back] = up ? ['>', '<'] : ['<', '>'];
  const [keyOn, keyBack] = page.backwards ? ['<', '>'] : ['>', '<'];
  const conditions: string[] = [];
  const params: Record<string, string | number> = {};
  if (page.beyond) {
    conditions.push(`(${order} ${onward} $beyondOrder OR (${order} = $beyondOrder AND ${key} ${keyOn} $beyondKey))`);
    params['beyondOrder'] = page.beyond[0];
    params['beyondKey'] = page.beyond[1];
  }
  if (page.upTo) {
    conditions.push(`(${order} ${back} $upToOrder OR (${order} = $upToOrder AND ${key} ${keyBack} $upToKey))`);
    params['upToOrder'] = page.upTo[0];
    params['upToKey'] = page.upTo[1];
  }
  return {
    where: conditions.length > 0 ? conditions.join(' AND ') : 'true',
    orderBy: `${order} ${up ? 'ASC' : 'DESC'}, ${key} ${page.backwards ? 'DESC' : 'ASC'}`,
    params,
  };
}

/** The order of positions: by what the list is ordered by, then by key, both ascending. */
export function comparePositions(a: Position, b: Position): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}

/** Whether a position lies between a page's cursors. */
export function isOnPage(page: Page, position: Position): boolean {
  const turn = page.backwards ? -1 : 1;
  if (page.beyond && turn * comparePositions(position, page.beyond) <= 0) return false;
  return !page.upTo || turn * comparePositions(position, page.upTo) < 0;
}

/** A page of a whole list that is at hand, in the order of positions. */
export function pageThrough<T>(page: Page, list: readonly T[], position: (row: T) => Position): Connection<T> {
  const inside = list.filter((row) => isOnPage(page, position(row)));
  const fetched = (page.backwards ? inside.toReversed() : inside).slice(0, page.size + 1);
  return connect(page, fetched, position, async () => list.length);
}
