import { LAST_DAY, type Day } from '../../../model/day.ts';
import type { RecordedType } from '../../../model/registry.ts';
import type { SeedClaim } from '../claims.ts';
import type { Place } from '../place.ts';
import type { Seed } from '../read.ts';

/** Who bears a code, from the first day to the last. */
export interface Bearer {
  readonly entity: string;
  readonly value: string;
  readonly first: Day;
  readonly last: Day;
}

/** The curated graph, to be asked what it asserts of a type, and who bears which code when. */
export class SeedIndex {
  readonly #claims = new Map<RecordedType, SeedClaim[]>();
  readonly #byCode = new Map<string, Bearer[]>();
  readonly #byEntity = new Map<string, Bearer[]>();
  readonly #places = new Map<string, Place>();
  readonly #kinds = new Map<string, string>();

  constructor(seed: Seed) {
    for (const claim of seed.claims) {
      if (claim.content.mood !== 'ASSERTED') continue;
      const { type } = claim.content;
      this.#claims.set(type, [...(this.#claims.get(type) ?? []), claim]);
    }
    for (const { entity, value } of seed.codes) {
      const bearer = {
        entity,
        value: value.value,
        first: value.from?.earliest ?? 0,
        last: value.to === undefined || value.to === 'open' ? LAST_DAY : value.to.latest,
      };
      put(this.#byCode, `${value.scheme} ${value.value}`, bearer);
      put(this.#byEntity, `${value.scheme} ${entity}`, bearer);
    }
    for (const { key, value, at } of seed.entities) {
      if (!this.#places.has(key)) this.#places.set(key, at);
      if (value.agreementKind !== undefined) this.#kinds.set(key, value.agreementKind);
    }
  }

  /** What is asserted of a type; what is denied, planned or expected is left out. */
  claims(type: RecordedType): readonly SeedClaim[] {
    return this.#claims.get(type) ?? [];
  }

  /** All who ever bore a code. */
  bearers(scheme: string, value: string): readonly Bearer[] {
    return this.#byCode.get(`${scheme} ${value}`) ?? [];
  }

  /** All codes an entity ever bore. */
  codesOf(scheme: string, entity: string): readonly Bearer[] {
    return this.#byEntity.get(`${scheme} ${entity}`) ?? [];
  }

  /** Whoever bore a code on some day of a span. */
  bearersWithin(scheme: string, value: string, first: Day, last: Day): string[] {
    return this.bearers(scheme, value)
      .filter((bearer) => bearer.first <= last && bearer.last >= first)
      .map(({ entity }) => entity);
  }

  agreementKind(key: string): string | undefined {
    return this.#kinds.get(key);
  }

  /** Where an entity is described first. */
  placeOf(key: string): Place | undefined {
    return this.#places.get(key);
  }
}

export function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
