import { record } from '../../../domain/record/record.service.ts';
import { readMark } from '../../../domain/record/record.service.ts';
import { addDays, LAST_DAY } from '../../../model/day.ts';
import type { RecordedType } from '../../../model/registry.ts';
import type { GraphStore } from '../../../store/port.ts';
import type { FactRule } from '../mapping/facts.ts';
import type { RecordRule } from '../mapping/records.ts';
import type { Row } from '../row.ts';
import type { MeantBy } from './claims.ts';

/** Days from the first to the last. */
type Span = readonly [first: number, last: number];

/** What a release codes of one type of fact: where it says "no", apart from where it says nothing. */
export interface Coverage {
  readonly type: RecordedType;
  /** Spans in which the release codes a subject at all. */
  readonly subjects: Readonly<Record<string, readonly Span[]>>;
  /** Spans in which it does not know of a subject and an object. */
  readonly missing: Readonly<Record<string, Readonly<Record<string, readonly Span[]>>>>;
}

/** Gathers what is covered; as large as the subjects, and the pairs of which nothing is known, are many. */
export class CoverageBook {
  readonly #subjects = new Map<string, Span[]>();
  readonly #missing = new Map<string, Map<string, Span[]>>();
  #type: RecordedType | undefined;

  /** Notes the span a row stands for. */
  add(sort: 'covered' | 'missing', fact: FactRule, { collapse }: RecordRule, row: Row, meant: MeantBy): void {
    const from = collapse && row.dates?.get(collapse.from.name)?.when;
    const to = collapse && row.dates?.get(collapse.to.name)?.when;
    if (from === undefined || from === 'open') return;
    const span: Span = [from.earliest, to === undefined || to === 'open' ? LAST_DAY : to.latest];
    this.#type = fact.type;
    for (const subject of meant(fact.subject)?.parts ?? []) {
      const own: Span = [Math.max(span[0], subject.first), Math.min(span[1], subject.last)];
      if (own[0] > own[1]) continue;
      if (sort === 'covered') append(this.#subjects, subject.key, own);
      else {
        const objects = this.#missing.get(subject.key) ?? new Map<string, Span[]>();
        this.#missing.set(subject.key, objects);
        for (const object of (fact.object && meant(fact.object)?.parts) ?? []) append(objects, object.key, own);
      }
    }
  }

  /** All that was noted, in an order of its own; undefined where there is nothing. */
  get(): Coverage | undefined {
    if (this.#type === undefined) return undefined;
    return {
      type: this.#type,
      subjects: inOrder(this.#subjects),
      missing: Object.fromEntries(
        [...this.#missing]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([subject, objects]) => [subject, inOrder(objects)]),
      ),
    };
  }
}

/** Adds a span; one that goes on where another ends is part of it. */
function append(spans: Map<string, Span[]>, key: string, span: Span): void {
  const list = spans.get(key) ?? [];
  const last = list.at(-1);
  if (last && span[0] <= addDays(last[1], 1) && span[0] >= last[0])
    list[list.length - 1] = [last[0], Math.max(last[1], span[1])];
  else list.push(span);
  spans.set(key, list);
}

const inOrder = (spans: ReadonlyMap<string, readonly Span[]>): Record<string, readonly Span[]> =>
  Object.fromEntries([...spans].toSorted(([a], [b]) => (a < b ? -1 : 1)));

const keyOf = (source: string): string => `coverage:${source}`;

/** Keeps the coverage of a release in the graph, beside its claims. */
export async function saveCoverage(store: GraphStore, source: string, coverage: Coverage): Promise<void> {
  await record(store, { mark: { key: keyOf(source), value: JSON.stringify(coverage) } }, Date.now());
}

/** What a release codes; undefined where its mapping does not tell. */
export async function readCoverage(store: GraphStore, source: string): Promise<Coverage | undefined> {
  const text = await readMark(store, keyOf(source));
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as Coverage);
}

/**
 * What a release says of a pair on a day on which it has no fact of them: `no`, it codes the subject then; `missing`, it does not know;
 * `outside`, it does not cover the subject then.
 */
export function coverageOf(
  coverage: Coverage,
  subject: string,
  object: string,
  day: number,
): 'no' | 'missing' | 'outside' {
  const isIn = (spans: readonly Span[] | undefined): boolean =>
    spans?.some(([first, last]) => first <= day && last >= day) ?? false;
  if (isIn(coverage.missing[subject]?.[object])) return 'missing';
  return isIn(coverage.subjects[subject]) ? 'no' : 'outside';
}
