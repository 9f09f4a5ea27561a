import type { Day } from '../../model/day.ts';
import { badInput } from '../../model/errors.ts';
import type { FactStatus } from '../../model/fact.ts';
import {
  type DerivedType,
  type EntityKind,
  type FactType,
  factType,
  isDerivedType,
  isRecordedType,
  kindOfKey,
  RECORDED_TYPES,
  type RecordedType,
} from '../../model/registry.ts';
import { spanOf } from '../../model/view.ts';
import { type ClaimCondition, type ClaimFilter, resolveClaimFilter } from '../claim/filter.ts';
import { keysNamed, type Ref, takeRef, takeRefs } from '../entity/entity.service.ts';
import type { Reading } from '../reading.ts';

type SpanArg = { readonly from?: string | null; readonly to?: string | null };

/** Which facts, as it is asked. */
export interface FactFilter {
  readonly types?: readonly FactType[] | null;
  readonly subject?: EntityFilter | null;
  readonly object?: EntityFilter | null;
  readonly about?: EntityFilter | null;
  readonly between?: readonly Ref[] | null;
  readonly value?: readonly string[] | null;
  readonly qualifiers?: readonly QualifierFilter[] | null;
  readonly agreementKind?: readonly string[] | null;
  readonly status?: readonly FactStatus[] | null;
  readonly during?: SpanArg | null;
  readonly began?: SpanArg | null;
  readonly sourceCountMax?: number | null;
  readonly contradicted?: boolean | null;
  readonly claim?: ClaimFilter | null;
  readonly has?: readonly FactFilter[] | null;
  readonly lacks?: readonly FactFilter[] | null;
  readonly withinMonths?: number | null;
}

export interface QualifierFilter {
  readonly name: string;
  readonly value?: readonly string[] | null;
  readonly entity?: Ref | null;
}

/** Which entities, as it is asked. */
export interface EntityFilter {
  readonly in?: readonly Ref[] | null;
  readonly kinds?: readonly EntityKind[] | null;
  readonly nameContains?: string | null;
  readonly with?: readonly HavingFilter[] | null;
  readonly without?: readonly HavingFilter[] | null;
}

export interface HavingFilter {
  readonly fact: FactFilter;
  readonly direction?: 'OUT' | 'IN' | 'BOTH' | null;
}

/** An entity must, or must not, have such a fact out of or into it. */
export interface Having {
  readonly conditions: Conditions;
  readonly direction: 'OUT' | 'IN' | 'BOTH';
}

/** An end of a fact: among these keys or of these kinds, never both, with such facts; absent members do not matter. */
export interface End {
  readonly keys?: ReadonlySet<string>;
  readonly kinds?: readonly EntityKind[];
  readonly with: readonly Having[];
  readonly without: readonly Having[];
}

/** Another fact between the same ends. */
export interface Beside {
  readonly conditions: Conditions;
  /** It began at most so many months after. */
  readonly withinMonths?: number;
}

/** Which facts, with every reference resolved and every member checked. */
export interface Conditions {
  readonly types?: readonly RecordedType[];
  readonly derived: readonly DerivedType[];
  readonly subject?: End;
  readonly object?: End;
  readonly about?: End;
  /** Keys; both ends are among these, or bodies of them. */
  readonly between?: readonly string[];
  readonly values?: ReadonlySet<string>;
  readonly qualifiers: readonly { readonly name: string; readonly values?: ReadonlySet<string> }[];
  readonly agreementKinds?: readonly string[];
  readonly status?: readonly FactStatus[];
  readonly during?: { readonly first: Day; readonly last: Day };
  readonly began?: { readonly first: Day; readonly last: Day };
  readonly sourceCountMax?: number;
  readonly contradicted?: boolean;
  readonly claim?: ClaimCondition;
  readonly has: readonly Beside[];
  readonly lacks: readonly Beside[];
}

export const NO_CONDITIONS: Conditions = { derived: [], qualifiers: [], has: [], lacks: [] };

const MOST_REFS = 500;
/** How deep `with`, `without`, `has`, `lacks` may stand in each other. */
const MOST_DEPTH = 2;
const MOST_MONTHS = 1200;

/** Resolves and checks a filter. `argument` is named in errors; `depth` is how deep it stands in others. */
export async function resolveFilter(
  reading: Reading,
  filter: FactFilter | null | undefined,
  argument: string,
  depth = 0,
): Promise<Conditions> {
  if (!filter) return NO_CONDITIONS;
  if (filter.withinMonths !== undefined && filter.withinMonths !== null && !argument.match(/\.(has|lacks)\[\d+\]$/))
    throw badInput(`${argument}.withinMonths`, 'it compares with the fact beside, so it stands only in has or lacks.');
  const [subject, object, about, between, qualifiers, claim, has, lacks] = await Promise.all([
    resolveEnd(reading, filter.subject, `${argument}.subject`, depth),
    resolveEnd(reading, filter.object, `${argument}.object`, depth),
    resolveEnd(reading, filter.about, `${argument}.about`, depth),
    filter.between ? takeSome(reading, filter.between, `${argument}.between`) : undefined,
    Promise.all(
      (filter.qualifiers ?? []).map((each, index) =>
        resolveQualifier(reading, each, `${argument}.qualifiers[${index}]`),
      ),
    ),
    filter.claim ? resolveClaimFilter(reading, filter.claim, `${argument}.claim`) : undefined,
    resolveBeside(reading, filter.has, `${argument}.has`, depth),
    resolveBeside(reading, filter.lacks, `${argument}.lacks`, depth),
  ]);
  if (filter.claim?.fact) throw badInput(`${argument}.claim.fact`, 'the claim is of this very fact. Leave it out.');
  const asked = filter.types ?? undefined;
  return {
    types: asked?.filter(isRecordedType),
    derived: asked?.filter(isDerivedType) ?? [],
    subject,
    object,
    about,
    between,
    values: filter.value ? new Set(filter.value) : undefined,
    qualifiers,
    agreementKinds: filter.agreementKind ?? undefined,
    status: filter.status ?? undefined,
    during: filter.during ? spanOf(`${argument}.during`, filter.during) : undefined,
    began: filter.began ? spanOf(`${argument}.began`, filter.began) : undefined,
    sourceCountMax: filter.sourceCountMax ?? undefined,
    contradicted: filter.contradicted ?? undefined,
    claim,
    has,
    lacks,
  };
}

async function resolveBeside(
  reading: Reading,
  filters: readonly FactFilter[] | null | undefined,
  argument: string,
  depth: number,
): Promise<Beside[]> {
  if (!filters || filters.length === 0) return [];
  mustNotBeDeeper(argument, depth);
  return Promise.all(
    filters.map(async (filter, index) => {
      const months = filter.withinMonths ?? undefined;
      if (months !== undefined && (months < 0 || months > MOST_MONTHS))
        throw badInput(
          `${argument}[${index}].withinMonths`,
          `${months} months is out of bounds. Give 0 to ${MOST_MONTHS}.`,
        );
      return {
        conditions: await resolveFilter(reading, filter, `${argument}[${index}]`, depth + 1),
        withinMonths: months,
      };
    }),
  );
}

function mustNotBeDeeper(argument: string, depth: number): void {
  if (depth >= MOST_DEPTH)
    throw badInput(
      argument,
      `with, without, has and lacks stand at most ${MOST_DEPTH} deep in each other. Ask in two steps.`,
    );
}

/** The entities an end may be. */
export async function resolveEnd(
  reading: Reading,
  filter: EntityFilter | null | undefined,
  argument: string,
  depth = 0,
): Promise<End | undefined> {
  if (!filter) return undefined;
  const [refs, named, having, lacking] = await Promise.all([
    filter.in ? takeSome(reading, filter.in, `${argument}.in`) : undefined,
    filter.nameContains ? keysNamed(reading, filter.nameContains, `${argument}.nameContains`) : undefined,
    resolveHaving(reading, filter.with, `${argument}.with`, depth),
    resolveHaving(reading, filter.without, `${argument}.without`, depth),
  ]);
  const kinds = filter.kinds ?? undefined;
  const among = refs && new Set(refs);
  const given = refs && named ? named.filter((key) => among?.has(key)) : (refs ?? named);
  if (!given) return { kinds, with: having, without: lacking };
  const keys = given.filter((key) => !kinds || kinds.includes(kindOfKey(key) as EntityKind));
  return { keys: new Set(keys), with: having, without: lacking };
}

/** The keys that references name, not too many. */
function takeSome(reading: Reading, refs: readonly Ref[], argument: string): Promise<string[]> {
  if (refs.length > MOST_REFS)
    throw badInput(argument, `${refs.length} entities cannot be asked at once. Give at most ${MOST_REFS}.`);
  return takeRefs(reading, refs, argument);
}

async function resolveHaving(
  reading: Reading,
  filters: readonly HavingFilter[] | null | undefined,
  argument: string,
  depth: number,
): Promise<Having[]> {
  if (!filters || filters.length === 0) return [];
  mustNotBeDeeper(argument, depth);
  return Promise.all(
    filters.map(async ({ fact, direction }, index) => ({
      conditions: await resolveFilter(reading, fact, `${argument}[${index}].fact`, depth + 1),
      direction: direction ?? 'BOTH',
    })),
  );
}

async function resolveQualifier(
  reading: Reading,
  filter: QualifierFilter,
  argument: string,
): Promise<{ name: string; values?: ReadonlySet<string> }> {
  const known = RECORDED_TYPES.some((type) => factType(type).qualifiers?.[filter.name] !== undefined);
  if (!known) throw badInput(`${argument}.name`, `"${filter.name}" is no qualifier of any type of fact.`);
  const entity = filter.entity ? await takeRef(reading, filter.entity, `${argument}.entity`) : undefined;
  const values = [...(filter.value ?? []), ...(entity === undefined ? [] : [entity])];
  return { name: filter.name, values: filter.value || filter.entity ? new Set(values) : undefined };
}
