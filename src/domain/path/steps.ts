import {
  isRecordedType,
  type DerivedType,
  type FactType,
  RELATION_TYPES,
  type RecordedType,
} from '../../model/registry.ts';
import { isPartial, type View } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { derivedFacts } from '../derived/derived.service.ts';
import { inView } from '../fact/evaluate.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { degreesOf, stepsFrom, stepsToJudge, stepsWhereFew } from './path.cypher.ts';

/** A fact by which one entity is linked to another, as far as a search for paths needs it. */
export interface Step {
  /** Key of the fact. */
  readonly key: string;
  readonly first: number;
  readonly last: number;
  readonly sources: number;
}

/** Steps found from one entity to another, in the way asked. */
export interface Found {
  readonly key: string;
  readonly other: string;
  readonly step: Step;
}

/** What was found out of a side: how many facts its entities have, and the steps where these are few. */
export interface Weighed {
  readonly cost: number;
  readonly found?: readonly Found[];
}

/** The most facts entities may have for steps from them to be fetched before it is known what else would cost. */
const FEW = 250;

/** Fetches steps, and tells whether a bound cut them off. */
export class StepFinder {
  readonly #reading: Reading;
  readonly #view: View;
  readonly #recorded: readonly RecordedType[];
  readonly #derived: readonly DerivedType[];
  readonly #leastSources: number;
  #left: number;

  constructor(
    reading: Reading,
    types: readonly FactType[] | undefined,
    view: View,
    leastSources: number,
    bound: number,
  ) {
    this.#reading = reading;
    this.#view = view;
    this.#recorded = (types ? types.filter(isRecordedType) : RELATION_TYPES)
      .filter((type) => RELATION_TYPES.includes(type))
      .toSorted();
    this.#derived = types?.filter((type) => !isRecordedType(type)) ?? [];
    this.#leastSources = leastSources;
    this.#left = bound;
  }

  /** Whether everything asked for was given. */
  isCut = false;

  /** All steps from the entities, out of or into them. */
  async from(keys: readonly string[], way: 'OUT' | 'IN' | 'BOTH'): Promise<Found[]> {
    if (keys.length === 0 || this.#left <= 0) {
      this.isCut ||= keys.length > 0;
      return [];
    }
    const found = [...(await this.#recordedSteps(keys, way)), ...(await this.#derivedSteps(keys, way))];
    this.#left -= found.length;
    return found.filter(isApart);
  }

  /** Whether `whereFew` can be asked: not of what is computed of other facts, or judged by more than is stored. */
  get tellsFew(): boolean {
    return this.#recorded.length > 0 && this.#derived.length === 0 && !isPartial(this.#view) && this.#left > 2 * FEW;
  }

  /** How many facts one or two sets of entities have, and all steps from those that have few; in one trip. */
  async whereFew(
    sides: readonly { readonly frontier: readonly string[]; readonly way: 'OUT' | 'IN' | 'BOTH' }[],
  ): Promise<Weighed[]> {
    const view = this.#view;
    const ways = sides.map(({ way }) => way);
    const rows = await this.#reading.read(stepsWhereFew(this.#recorded, ways, counts('r', view)), {
      ...viewParams(view, await knowledge(this.#reading, view)),
      ...Object.fromEntries(sides.map(({ frontier }, side) => [`keys${side}`, frontier])),
      most: FEW,
      leastSources: this.#leastSources,
    });
    const weighed: Weighed[] = sides.map(() => ({ cost: 0, found: [] }));
    for (const [side, cost, steps] of rows as unknown as readonly [number, number, Row[]][]) {
      if (cost <= FEW) this.#left -= steps.length;
      weighed[side] = { cost, ...(cost <= FEW && { found: steps.map(foundIn).filter(isApart) }) };
    }
    return weighed;
  }

  /** How many facts the entities have. */
  async degrees(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (keys.length === 0 || this.#recorded.length === 0) return new Map(keys.map((key) => [key, 1]));
    const rows = await this.#reading.read(degreesOf(this.#recorded), { keys });
    return new Map(rows.map(([key, n]) => [key as string, n as number]));
  }

  async #recordedSteps(keys: readonly string[], way: 'OUT' | 'IN' | 'BOTH'): Promise<Found[]> {
    if (this.#recorded.length === 0) return [];
    const view = this.#view;
    const params = { ...viewParams(view, await knowledge(this.#reading, view)), keys, limit: this.#left + 1 };
    const counting = counts('r', view);
    if (isPartial(view)) {
      const rows = await this.#reading.read(stepsToJudge(this.#recorded, way, counting), params);
      this.#noteCut(rows);
      const facts = new Map(rows.map(([, , columns]) => factFromRow(columns as Row)).map((fact) => [fact.key, fact]));
      const counted = new Map((await inView(this.#reading, [...facts.values()], view)).map((fact) => [fact.key, fact]));
      return rows.flatMap(([key, other, columns]) => {
        const fact = counted.get(factFromRow(columns as Row).key);
        return fact && fact.sourceCount >= this.#leastSources
          ? [{ key: key as string, other: other as string, step: stepOf(fact) }]
          : [];
      });
    }
    const rows = await this.#reading.read(stepsFrom(this.#recorded, way, counting), {
      ...params,
      leastSources: this.#leastSources,
    });
    this.#noteCut(rows);
    return rows.map(foundIn);
  }

  async #derivedSteps(keys: readonly string[], way: 'OUT' | 'IN' | 'BOTH'): Promise<Found[]> {
    const among = new Set(keys);
    const ends = way === 'OUT' ? { subjects: among } : way === 'IN' ? { objects: among } : { about: among };
    const facts = (
      await Promise.all(this.#derived.map((type) => derivedFacts(this.#reading, type, ends, this.#view)))
    ).flat();
    return facts
      .filter((fact) => fact.sourceCount >= this.#leastSources)
      .flatMap((fact) => {
        const step = stepOf(fact);
        const there = among.has(fact.subject) && way !== 'IN' ? [{ key: fact.subject, other: fact.object, step }] : [];
        const back = among.has(fact.object) && way !== 'OUT' ? [{ key: fact.object, other: fact.subject, step }] : [];
        return [...there, ...back];
      });
  }

  #noteCut(rows: readonly unknown[]): void {
    if (rows.length > this.#left) this.isCut = true;
  }
}

const foundIn = ([key, other, fact, first, last, sources]: Row): Found => ({
  key: key as string,
  other: other as string,
  step: { key: `fact:${fact as string}`, first: first as number, last: last as number, sources: sources as number },
});

const isApart = ({ key, other }: Found): boolean => key !== other;

const stepOf = (fact: { key: string; bounds: { from1: number; to2: number }; sourceCount: number }): Step => ({
  key: fact.key,
  first: fact.bounds.from1,
  last: fact.bounds.to2,
  sources: fact.sourceCount,
});
