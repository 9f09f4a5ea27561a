import { briefColumns, entityColumns } from '../entity/entity.cypher.ts';
import { carriedOf, type FactsOf, fetchedOf, pattern } from '../fact/fact.cypher.ts';
import type { Form } from '../page.ts';
import { factColumns } from '../../store/fact-record.ts';
import { hint, type Statement, statement } from '../../store/port.ts';

/** An order of agreements by their day of signature; those without one, for which `unsigned` stands, are last either way. */
const inOrderOfSignature = (unsigned: number, descending: boolean): AgreementOrder => ({
  order: `coalesce(a.signed, ${unsigned})`,
  descending,
  indexed: 'a.signed',
  unsigned,
});

interface AgreementOrder {
  readonly order: string;
  readonly descending: boolean;
  /** The property of an index by which this order goes, those `unsigned` left out. */
  readonly indexed?: string;
  readonly unsigned?: number;
}

export const AGREEMENT_ORDER: Record<'SIGNED_ON_ASC' | 'SIGNED_ON_DESC' | 'NAME_ASC', AgreementOrder> = {
  SIGNED_ON_ASC: inOrderOfSignature(99_991_232, false),
  SIGNED_ON_DESC: inOrderOfSignature(0, true),
  NAME_ASC: { order: 'a.fold', descending: false },
};

/** How agreements `a` are reached, and what must hold of them. */
export interface AgreementSearch {
  /**
   * `ofParty`: those `$party` is a party to, along `r`. `between`: those each of the `$sides` is a party to, itself or
   * through a body. `among`: those with these keys. `all`: every one.
   */
  readonly from: 'ofParty' | 'between' | 'among' | 'all';
  /** Number of sides, of `between`. */
  readonly sides: number;
  readonly kinds: boolean;
  readonly signed: boolean;
  /** The condition that a fact counts. */
  readonly counting: (r: string) => string;
  /** Of `between`: only among so many agreements, `$look`, the first in order that fit beside it. */
  readonly look?: 'side' | InOrder;
}

/** The first of all agreements by an order that an index keeps: which stand beyond a position, and the order. */
export interface InOrder {
  readonly where: string;
  readonly orderBy: string;
}

/** Spans that share a day: each begins before the other ends. */
const meet = (a: string, b: string): string => `${a}.from1 <= ${b}.to2 AND ${b}.from1 <= ${a}.to2`;

/** Agreements of the first side, each with the entity or body `w0` that is a party and the fact. */
const ofFirstSide = (counting: AgreementSearch['counting']): string =>
  `UNWIND $side0 AS w0 MATCH (p0:Entity {key: w0.key})-[r0:PARTY_TO]->(a:Agreement) WHERE ${counting('r0')} AND ${meet('w0', 'r0')}`;

/**
 * Agreements each side is a party to, on a day that all the facts share. Of a side, `side0` and the like are the entity and
 * its bodies, with the days they were so, `keys0` their keys; on a line, spans of which each two meet have a day in common. From
 * the agreements of the first side, which should have the fewest, back to those of their parties that are of the next: an
 * engine that set out from both ends would look at all pairs of their agreements. With `only`, a text that finds some agreements,
 * from these to their parties of the first side instead. Without, Neo4j is told to join the agreements
 * of both ends, which takes it half as long as to go back to all their parties.
 */
function between({ sides, counting }: AgreementSearch, carried: string, only?: string): string {
  let text =
    only === undefined
      ? ofFirstSide(counting)
      : `${only} MATCH (a)<-[r0:PARTY_TO]-(p0:Entity) WHERE p0.key IN $keys0 AND ${counting('r0')}
      UNWIND $side0 AS w0 WITH a, w0, r0, p0 WHERE w0.key = p0.key AND ${meet('w0', 'r0')}`;
  const spans = ['w0', 'r0'];
  for (let index = 1; index < sides; index++) {
    const [w, r, p] = [`w${index}`, `r${index}`, `p${index}`];
    const others = spans.filter((each) => each.startsWith('r'));
    const conditions = [
      `${w}.key = ${p}.key`,
      meet(w, r),
      ...spans.flatMap((each) => [meet(each, w), meet(each, r)]),
      ...others.map((other) => `${other}.key <> ${r}.key`),
    ];
    const join = only === undefined && index === 1 ? hint('USING JOIN ON a') : '';
    text += ` MATCH (a)<-[${r}:PARTY_TO]-(${p}:Entity) ${join} WHERE ${p}.key IN $keys${index} AND ${counting(r)}
      UNWIND $side${index} AS ${w} WITH ${carried}a, ${[...spans, w, r, p].join(', ')} WHERE ${conditions.join(' AND ')}`;
    spans.push(w, r);
  }
  return `${text} WITH DISTINCT ${carried}a WHERE true`;
}

/** Matches the agreements `a`; `carried` is what a statement has found before, and needs after. */
function matched(search: AgreementSearch, carried = ''): string {
  const start = {
    ofParty: () => `MATCH (e:Entity {key: $party})-[r:PARTY_TO]->(a:Agreement) WHERE ${search.counting('r')}`,
    between: () => between(search, carried),
    among: () => 'UNWIND $among AS key MATCH (a:Agreement:Entity {key: key}) WHERE true',
    all: () => 'MATCH (a:Agreement) WHERE true',
  }[search.from]();
  return `${start}${conditionsOf(search)}`;
}

/** What agreements `a` themselves must be. */
function conditionsOf(search: Pick<AgreementSearch, 'kinds' | 'signed'>): string {
  const kinds = search.kinds ? ' AND a.agreementKind IN $kinds' : '';
  // Not `a.signed <= $signedLast`: Neo4j would go through the index of that, which takes it twice as long as to look at all.
  const bySignature = search.signed
    ? ' AND coalesce(a.signed, 99991232) <= $signedLast AND a.signedBy >= $signedFirst'
    : '';
  return `${kinds}${bySignature}`;
}

/** The same among the first agreements only, of the first side or of all, in an order and beyond a position. */
function matchedAmongFirst(search: AgreementSearch, look: 'side' | InOrder, beyond: string, orderBy: string): string {
  const fitting = conditionsOf(search);
  const found =
    look === 'side'
      ? `${ofFirstSide(search.counting)}${fitting} AND ${beyond} WITH DISTINCT a ORDER BY ${orderBy}`
      : `MATCH (a:Agreement) WHERE ${look.where}${search.signed ? ' AND a.signed <= $signedLast' : ''}${fitting} WITH a ORDER BY ${look.orderBy}`;
  return between(search, '', `${found} LIMIT $look`);
}

/** The same, with how many there are as `total`. Of all agreements, none is looked at twice: that takes far longer than to list them. */
const matchedAndCounted = (search: AgreementSearch): string =>
  search.from === 'all'
    ? `${matched(search)} WITH collect(a) AS every UNWIND every AS a WITH size(every) AS total, a WHERE true`
    : `${matched(search)} WITH count(a) AS total ${matched(search, 'total, ')}`;

/** Facts of each agreement that are fetched in the same trip: which, what of them without anything beside, and in which order (of `q`). */
export interface Along {
  readonly of: FactsOf;
  readonly form: Form;
  readonly orderBy: string;
}

/** Fetches facts of the agreement `a` along, as `along0` and so on: lists of what is fetched of them. */
function fetchedAlong({ of, form, orderBy }: Along, index: number, counting: (r: string) => string): string {
  const order = orderBy.replaceAll('q.', `q${index}.`);
  return `CALL (a) { MATCH ${pattern(of, 'a', `q${index}`, `p${index}`)} WHERE ${counting(`q${index}`)}
    WITH ${carriedOf(form, `q${index}`, `p${index}`)} ORDER BY ${order} LIMIT $along${index}Limit
    RETURN collect(${fetchedOf(form, `q${index}`, `p${index}`)}) AS along${index} }`;
}

/** What is asked of the agreements of a page: all their columns or their names and kinds alone, and the facts they were reached by. */
export interface Asked {
  readonly wholly: boolean;
  readonly reachedBy: boolean;
  /** The number of all of them. */
  readonly total: boolean;
}

/**
 * A page of agreements: what it is ordered by, columns of the entity, of the fact by which it was reached where that is asked,
 * how many there are in all where that is, and the lists of facts that are fetched along.
 */
export function pageOfAgreements(
  search: AgreementSearch,
  order: string,
  beyond: string,
  orderBy: string,
  along: readonly Along[],
  { wholly, reachedBy, total }: Asked,
): Statement {
  const [found, fact] = search.from === 'ofParty' && reachedBy ? ['a, r', factColumns('r')] : ['a', 'null'];
  const carried = total ? 'total, ' : '';
  const lists = along.map((each, index) => fetchedAlong(each, index, search.counting)).join(' ');
  const matching = total
    ? matchedAndCounted(search)
    : search.look
      ? matchedAmongFirst(search, search.look, beyond, orderBy)
      : matched(search);
  const looked = search.look ? (search.look === 'side' ? ':first' : ':newest') : '';
  return statement(
    `page-of-agreements:${search.from}:${along.length}${total ? ':total' : ''}${looked}`,
    `${matching} AND ${beyond} WITH ${carried}${found} ORDER BY ${orderBy} LIMIT $limit ${lists}
     RETURN ${[`${order} AS position`, `${wholly ? entityColumns('a') : briefColumns('a')} AS entity`, `${fact} AS fact`, total ? 'total' : 'null AS total', ...along.map((_, index) => `along${index}`)].join(', ')}`,
  );
}

/** How many agreements there are, of whatever sort. */
export const NUMBER_OF_AGREEMENTS = statement('number-of-agreements', 'MATCH (a:Agreement) RETURN count(a)');

/** How many agreements there are of a sort. */
export const countOfAgreements = (search: AgreementSearch): Statement =>
  statement(`count-of-agreements:${search.from}`, `${matched(search)} RETURN count(a)`);

/** Facts by which entities are parties, some of which vary with what is known: key of the party, fact columns. */
export const partyFacts = (counting: string): Statement =>
  statement(
    'party-facts',
    `UNWIND $keys AS key MATCH (e:Entity {key: key})-[r:PARTY_TO]->(a:Agreement) WHERE ${counting} RETURN ${factColumns('r')}`,
  );
