import type { Day } from '../../model/day.ts';
import { badInput } from '../../model/errors.ts';
import type { FactStatus } from '../../model/fact.ts';
import {
  type EntityKind,
  factType,
  isDerivedType,
  isRecordedType,
  RECORDED_TYPES,
  type FactType,
  type RecordedType,
  type DerivedType,
} from '../../model/registry.ts';
import { spanOf } from '../../model/view.ts';
import { keysNamed, type Ref, resolveRef } from '../entity/entity.service.ts';
import type { Reading } from '../reading.ts';
import type { ClaimCondition, ClaimFilter } from '../claim/filter.ts';
import { resolveClaimFilter } from '../claim/filter.ts';

/** Which facts, as it is asked. */
export interface FactFilter {
  readonly types?: readonly FactType[] | null;
  readonly subject?: EntityFilter | null;
  readonly object?: EntityFilter | null;
  readonly about?: EntityFilter | null;
  readonly value?: readonly string[] | null;
  readonly qualifiers?:
    | readonly { readonly name: string; readonly value?: readonly string[] | null; readonly entity?: Ref | null }[]
    | null;
  readonly agreementKind?: readonly string[] | null;
  readonly status?: readonly FactStatus[] | null;
  readonly during?: { readonly from?: string | null; readonly to?: string | null } | null;
  readonly began?: { readonly from?: string | null; readonly to?: string | null } | null;
  readonly sourceCountMax?: number | null;
  readonly contradicted?: boolean | null;
  readonly claim?: ClaimFilter | null;
}

/** Which entities, as it is asked. */
export interface EntityFilter {
  readonly in?: readonly Ref[] | null;
  readonly kinds?: readonly EntityKind[] | null;
  readonly nameContains?: string | null;
}

/** An end of a fact: among these keys, of these kinds; absent members do not matter. */
export interface End {
  readonly keys?: ReadonlySet<string>;
  readonly kinds?: readonly EntityKind[];
}

/** Which facts, with every reference resolved and every member checked. */
export interface Conditions {
  readonly types?: readonly RecordedType[];
  readonly derived: readonly DerivedType[];
  readonly subject?: End;
  readonly object?: End;
  readonly about?: End;
  readonly values?: ReadonlySet<string>;
  readonly qualifiers: readonly { readonly name: string; readonly values?: ReadonlySet<string> }[];
  readonly agreementKinds?: readonly string[];
  readonly status?: readonly FactStatus[];
  readonly during?: { readonly first: Day; readonly last: Day };
  readonly began?: { readonly first: Day; readonly last: Day };
  readonly sourceCountMax?: number;
  readonly contradicted?: boolean;
  readonly claim?: ClaimCondition;
}

const MOST_REFS = 500;

/** Resolves and checks a filter. `argument` is named in errors. Filters nest at most `depth` deep from here. */
export async function resolveFilter(
  reading: Reading,
  filter: FactFilter | null | undefined,
  argument: string,
): Promise<Conditions> {
  if (!filter) return { derived: [], qualifiers: [] };
  const [subject, object, about, qualifiers, claim] = await Promise.all([
    resolveEnd(reading, filter.subject, `${argument}.subject`),
    resolveEnd(reading, filter.object, `${argument}.object`),
    resolveEnd(reading, filter.about, `${argument}.about`),
    Promise.all(
      (filter.qualifiers ?? []).map((each, index) =>
        resolveQualifier(reading, each, `${argument}.qualifiers[${index}]`),
      ),
    ),
    filter.claim ? resolveClaimFilter(reading, filter.claim, `${argument}.claim`) : undefined,
  ]);
  const asked = filter.types ?? undefined;
  return {
    types: asked?.filter(isRecordedType),
    derived: asked?.filter(isDerivedType) ?? [],
    subject,
    object,
    about,
    values: filter.value ? new Set(filter.value) : undefined,
    qualifiers,
    agreementKinds: filter.agreementKind ?? undefined,
    status: filter.status ?? undefined,
    during: filter.during ? spanOf(`${argument}.during`, filter.during) : undefined,
    began: filter.began ? spanOf(`${argument}.began`, filter.began) : undefined,
    sourceCountMax: filter.sourceCountMax ?? undefined,
    contradicted: filter.contradicted ?? undefined,
    claim,
  };
}

/** The entities an end may be. A reference that names nothing is no mistake here: nothing fits it. */
export async function resolveEnd(
  reading: Reading,
  filter: EntityFilter | null | undefined,
  argument: string,
): Promise<End | undefined> {
  if (!filter) return undefined;
  if (filter.in && filter.in.length > MOST_REFS)
    throw badInput(
      `${argument}.in`,
      `${filter.in.length} entities cannot be asked at once. Give at most ${MOST_REFS}.`,
    );
  const [refs, named] = await Promise.all([
    filter.in
      ? Promise.all(filter.in.map((ref, index) => resolveRef(reading, ref, `${argument}.in[${index}]`)))
      : undefined,
    filter.nameContains ? keysNamed(reading, filter.nameContains, `${argument}.nameContains`) : undefined,
  ]);
  const among = refs && new Set(refs.filter((key) => key !== undefined));
  const keys = among && named ? new Set(named.filter((key) => among.has(key))) : (among ?? (named && new Set(named)));
  return { keys, kinds: filter.kinds ?? undefined };
}

async function resolveQualifier(
  reading: Reading,
  filter: { name: string; value?: readonly string[] | null; entity?: Ref | null },
  argument: string,
): Promise<{ name: string; values?: ReadonlySet<string> }> {
  const known = RECORDED_TYPES.some((type) => factType(type).qualifiers?.[filter.name] !== undefined);
  if (!known) throw badInput(`${argument}.name`, `"${filter.name}" is no qualifier of any type of fact.`);
  const entity = filter.entity ? await resolveRef(reading, filter.entity, `${argument}.entity`) : undefined;
  const values = [...(filter.value ?? []), ...(entity === undefined ? [] : [entity])];
  return { name: filter.name, values: filter.value || filter.entity ? new Set(values) : undefined };
}
