import { inForce, inOrderOfStages, latestStage } from '../../model/agreement.ts';
import { mayHold, mustHold } from '../../model/bounds.ts';
import { type Day, FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { isPartial, type View } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Params, Row } from '../../store/port.ts';
import { bodiesOf, type Signer, signersOf } from '../body/body.service.ts';
import { entityFromRow, type EntityRow } from '../entity/entity.service.ts';
import { inView } from '../fact/evaluate.ts';
import type { End } from '../fact/filter.ts';
import { endWindows, type Find } from '../fact/match.ts';
import { EVERY, matches } from '../fact/search.service.ts';
import type { RecordedInView } from '../fact/fact-view.ts';
import { factsOf, requestOf } from '../fact/of-entity.service.ts';
import { ALL_MILESTONES, type AskedAlong, MILESTONES } from './along.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import { type Connection, connect, keyset, MAX_SIZE, type Page, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import {
  AGREEMENT_ORDER,
  type AgreementSearch,
  type Asked,
  countOfAgreements,
  pageOfAgreements,
} from './agreement.cypher.ts';
import { type Look, looksFor } from './look.ts';
import { sharedAgreements } from './shared.ts';

/** An agreement in a list, as far as it was asked, and the fact by which a party was followed to it. */
export interface ListedAgreement {
  readonly key: string;
  readonly name: string;
  readonly agreementKind?: string;
  readonly row?: EntityRow;
  readonly fact?: RecordedInView;
  readonly position: Position;
}

/** Which agreements, every reference resolved. */
export interface AgreementConditions {
  /** Key of a party itself. */
  readonly party?: string;
  /** Keys each of which is a party, itself or through a body. */
  readonly between?: readonly string[];
  readonly kinds?: readonly string[];
  readonly signed?: { readonly first: Day; readonly last: Day };
  readonly status?: readonly string[];
  readonly where?: End;
  readonly orderBy: keyof typeof AGREEMENT_ORDER;
  /** Facts of each that are asked for as well, to be fetched in the same trip. */
  readonly along?: readonly AskedAlong[];
  readonly asked?: Asked;
}

const ALL: Asked = { wholly: true, reachedBy: true, total: false };

/** Agreements that fit, in the order asked. */
export async function listAgreements(
  reading: Reading,
  conditions: AgreementConditions,
  view: View,
  page: Page,
): Promise<Connection<ListedAgreement>> {
  const search = await prepare(reading, conditions, view);
  if (!search)
    return connect(
      page,
      [],
      () => [0, ''],
      async () => 0,
    );
  const found: ListedAgreement[] = [];
  for await (const each of matching(reading, conditions, search, view, page)) {
    found.push(each);
    if (found.length > page.size) break;
  }
  return connect(
    page,
    found,
    ({ position }) => position,
    async () => {
      if (!isSifted(conditions, view)) {
        if (search.total !== undefined) return search.total;
        const [row] = await reading.read(countOfAgreements(search.search), search.params);
        return row?.[0] as number;
      }
      let n = 0;
      for await (const _ of matching(reading, conditions, search, view, { size: 2000, backwards: false })) n++;
      return n;
    },
  );
}

interface Prepared {
  readonly search: AgreementSearch;
  readonly params: Params;
  /** Of several sides, how many facts make each a party, ascending. */
  readonly signs: readonly number[];
  /** How many there are in all, where a page told. */
  total?: number;
}

/** The search and its parameters; undefined where nothing can fit. */
async function prepare(reading: Reading, conditions: AgreementConditions, view: View): Promise<Prepared | undefined> {
  const { party, between, kinds, signed, where } = conditions;
  const params: Record<string, Params[string]> = { ...viewParams(view, await knowledge(reading, view)) };
  let from: AgreementSearch['from'] = 'all';
  let sides = 0;
  let signs: readonly number[] = [];
  let among = where?.keys && [...where.keys];
  if (party !== undefined) {
    from = 'ofParty';
    params['party'] = party;
  } else if (between && between.length > 0) {
    const ends = [...new Set(between)];
    if (isPartial(view)) {
      const bodies = await Promise.all(ends.map((key) => bodiesOf(reading, key, view)));
      const shared = await sharedAgreements(reading, bodies, view);
      among = among ? among.filter((key) => shared.has(key)) : [...shared];
    } else {
      from = 'between';
      sides = ends.length;
      const signers = await Promise.all(ends.map((key) => signersOf(reading, key, view)));
      const ordered = signers.toSorted((a, b) => signsOf(a) - signsOf(b));
      ordered.forEach((side, index) => {
        params[`side${index}`] = side.map(({ key, first, last }) => ({ key, from1: first, to2: last }));
        params[`keys${index}`] = [...new Set(side.map(({ key }) => key))];
      });
      signs = ordered.map(signsOf);
    }
  }
  if (where?.kinds && !where.kinds.includes('AGREEMENT')) return undefined;
  if (among && from === 'all') {
    if (among.length === 0) return undefined;
    from = 'among';
    params['among'] = among;
  }
  if (kinds) params['kinds'] = kinds;
  if (signed) Object.assign(params, { signedFirst: signed.first, signedLast: signed.last });
  return {
    search: { from, sides, kinds: kinds !== undefined, signed: signed !== undefined, counting: (r) => counts(r, view) },
    params,
    signs,
  };
}

/** How many facts make those of a side parties. */
const signsOf = (side: readonly Signer[]): number => side.reduce((sum, { signs }) => sum + signs, 0);

/** The order of a page's rows: by what agreements are ordered by, then by key, as the engine was asked for them. */
const inPageOrder =
  (descending: boolean, backwards: boolean) =>
  (a: Row, b: Row): number => {
    const [x, y] = [a[0] as Position[0], b[0] as Position[0]];
    if (x !== y) return (x < y ? -1 : 1) * (descending === backwards ? 1 : -1);
    const [p, q] = [(a[1] as Row)[0] as string, (b[1] as Row)[0] as string];
    return (p < q ? -1 : 1) * (backwards ? -1 : 1);
  };

const alongParams = (along: readonly { limit: number }[]): Params =>
  Object.fromEntries(along.map(({ limit }, index) => [`along${index}Limit`, limit]));

async function* matching(
  reading: Reading,
  conditions: AgreementConditions,
  prepared: Prepared,
  view: View,
  page: Page,
): AsyncGenerator<ListedAgreement> {
  const { search, params, signs } = prepared;
  const { order, descending } = AGREEMENT_ORDER[conditions.orderBy];
  const sifts = isSifted(conditions, view);
  const limit = sifts ? Math.max(200, page.size + 1) : page.size + 1;
  const wanted = conditions.asked ?? ALL;
  // What is sifted is counted one by one.
  const asked = { ...wanted, total: wanted.total && !sifts };
  let rest = page;
  for (;;) {
    const side = keyset(order, 'a.key', rest, descending);
    const along = await Promise.all(
      (conditions.along ?? []).map((each) => requestOf(reading, each.wanted, view, each.page, each.form)),
    );
    const all = { ...alongParams(along), ...params, ...side.params, limit };
    const fetch = (look?: Look): Promise<Row[]> =>
      reading.read(
        pageOfAgreements({ ...search, look: look?.among }, order, side.where, side.orderBy, along, asked),
        look ? { ...all, look: look.count } : all,
      );
    const looks = asked.total ? [] : await looksFor(reading, signs, conditions.orderBy, rest, limit, view);
    let fetched: Row[] = [];
    for (const look of [...looks, undefined]) {
      fetched = await fetch(look);
      if (fetched.length === limit) break;
    }
    if (conditions.party !== undefined && fetched.length > 0) reading.note(conditions.party);
    // What is fetched along may disturb the order.
    const rows = along.length > 0 ? fetched.toSorted(inPageOrder(descending, rest.backwards)) : fetched;
    if (asked.total && rows[0]) prepared.total = rows[0][3] as number;
    for (const [, columns, , , ...lists] of rows)
      along.forEach(({ name }, index) => reading.prime(name, (columns as Row)[0] as string, lists[index]));
    const listed = await Promise.all(rows.map((row) => asListed(reading, row, view, asked)));
    const fitting = sifts
      ? await Promise.all(listed.map(async (each) => each !== undefined && fits(reading, each, conditions, view)))
      : undefined;
    const left = listed.filter(
      (each, index) => each !== undefined && (!fitting || fitting[index]),
    ) as ListedAgreement[];
    yield* conditions.where ? await having(reading, left, conditions.where, view) : left;
    const last = rows.at(-1);
    if (rows.length < limit || !last) return;
    rest = { ...rest, beyond: [last[0] as Position[0], (last[1] as Row)[0] as string] };
  }
}

/** A listed agreement, unless the fact by which it was reached does not count in the view. */
async function asListed(
  reading: Reading,
  [order, columns, fact]: Row,
  view: View,
  { wholly }: Asked,
): Promise<ListedAgreement | undefined> {
  const entity = wholly ? entityFromRow(columns as Row) : undefined;
  const [key, name, kind] = columns as [string, string, string | null];
  const listed = {
    key,
    name,
    agreementKind: (entity ? entity.agreementKind : kind) ?? undefined,
    row: entity,
    position: [order as Position[0], key] as const,
  };
  if (fact === null) return listed;
  const [shown] = await inView(reading, [factFromRow(fact as Row)], view);
  return shown && { ...listed, fact: shown };
}

const isSifted = (conditions: AgreementConditions, view: View): boolean =>
  (conditions.where !== undefined && conditions.where.with.length + conditions.where.without.length > 0) ||
  conditions.status !== undefined ||
  (conditions.party !== undefined && isPartial(view)) ||
  (conditions.where?.keys !== undefined && (conditions.party !== undefined || conditions.between !== undefined)) ||
  isPartial(view);

/** Of agreements, those that have, and have not, such facts as the filter asks for. */
async function having(
  reading: Reading,
  listed: readonly ListedAgreement[],
  where: End,
  view: View,
): Promise<readonly ListedAgreement[]> {
  if (where.with.length + where.without.length === 0) return listed;
  const keys = new Set(listed.map(({ key }) => key));
  const find: Find = (further, narrowed) => matches(reading, further, view, EVERY, narrowed);
  const narrow = await endWindows(keys, where, find);
  const span = view.valid ?? { first: FIRST_DAY, last: LAST_DAY };
  return listed.filter(({ key }) => narrow(key, [span]).length > 0);
}

async function fits(
  reading: Reading,
  listed: ListedAgreement,
  conditions: AgreementConditions,
  view: View,
): Promise<boolean> {
  const { where, status } = conditions;
  if (where?.keys && !where.keys.has(listed.key)) return false;
  if (isPartial(view) && !(await isKnown(reading, listed.key, view))) return false;
  return status === undefined || hasStatus(reading, listed, status, view);
}

/** Whether anything was known of an agreement: a fact of it counts, on whatever day. */
async function isKnown(reading: Reading, key: string, view: View): Promise<boolean> {
  const everyDay: View = { ...view, valid: undefined, certain: false };
  const { rows } = await factsOf(reading, key, { direction: 'BOTH' }, everyDay, { size: 1, backwards: false });
  return rows.length > 0;
}

/** Whether an agreement is in one of the stages: IN_FORCE by the rule, any other as the latest one reached. */
async function hasStatus(
  reading: Reading,
  agreement: ListedAgreement,
  status: readonly string[],
  view: View,
): Promise<boolean> {
  const stage = await stageOf(reading, agreement.key, view);
  if (stage !== undefined && stage !== 'IN_FORCE' && status.includes(stage)) return true;
  return status.includes('IN_FORCE') && isInForce(reading, agreement, view);
}

/** Whether an agreement may be in force on the days of the view (with `certain`: must be on all); without days, now. */
async function isInForce(reading: Reading, { key, agreementKind }: ListedAgreement, view: View): Promise<boolean> {
  const facts = await everyFact(reading, key, { ...view, valid: undefined, certain: false });
  const bounds = inForce(agreementKind, facts);
  if (!bounds) return false;
  const { first, last } = view.valid ?? { first: FIRST_DAY, last: LAST_DAY };
  return view.certain && view.valid ? mustHold(bounds, first, last) : mayHold(bounds, first, last);
}

/** The latest stage an agreement has reached in the view. */
export async function stageOf(reading: Reading, key: string, view: View): Promise<string | undefined> {
  return latestStage(await milestonesOf(reading, key, view));
}

/** All milestones of an agreement that count, in the order they were reached. */
export async function milestonesOf(reading: Reading, key: string, view: View): Promise<RecordedInView[]> {
  const { rows } = await factsOf(reading, key, MILESTONES, view, ALL_MILESTONES);
  return inOrderOfStages(rows.map(({ node }) => node));
}

const everyFact = (reading: Reading, key: string, view: View): Promise<RecordedInView[]> =>
  everyFactOf(reading, key, ['MILESTONE', 'EXISTENCE'], view);

/** All facts of an agreement of property types; it has a handful. */
export async function everyFactOf(
  reading: Reading,
  key: string,
  types: readonly ('MILESTONE' | 'EXISTENCE' | 'VALUE')[],
  view: View,
): Promise<RecordedInView[]> {
  const { rows } = await factsOf(reading, key, { types, direction: 'OUT' }, view, { size: MAX_SIZE, backwards: false });
  return rows.map(({ node }) => node);
}

/** Of facts of one property, the one that goes first: most sources, then best attested, then first. */
export function preferred(facts: readonly RecordedInView[]): RecordedInView | undefined {
  const rank: Record<string, number> = { ACCEPTED: 0, REPORTED: 1, DISPUTED: 2 };
  return facts.toSorted(
    (a, b) =>
      b.sourceCount - a.sourceCount || (rank[a.status] ?? 3) - (rank[b.status] ?? 3) || (a.key < b.key ? -1 : 1),
  )[0];
}
