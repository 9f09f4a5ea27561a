// What `facts`, `members` and `claims` must answer, in plain TypeScript: every fact of the view's knowledge, filtered one by one.
import type { Claim } from '../../src/model/claim.ts';
import { EVERYTHING, isRetracted, type Knowledge } from '../../src/model/claim.ts';
import { beginning, type Fact, FACT_STATUSES, STATUSES_THAT_COUNT } from '../../src/model/fact.ts';
import { foldName } from '../../src/model/entity.ts';
import { kindOfKey } from '../../src/model/registry.ts';
import type { At } from '../../src/model/view.ts';
import { ENTITIES, SOURCES } from './arbitrary.ts';
import type { ClaimWhere, EndWhere, FactWhere } from './operations.ts';
import { factsKnown, type Judged } from './oracle.ts';

type Span = { readonly from?: string | null; readonly to?: string | null };
const dayOf = (iso: string): number => Number(iso.replaceAll('-', ''));
const first = (span: Span): number => (span.from ? dayOf(span.from) : 10101);
const last = (span: Span): number => (span.to ? dayOf(span.to) : 99991231);

/** The state of knowledge a view asks for; a data set stands for its releases. */
export function knowledgeIn(at: At): Knowledge {
  return {
    known: at.knownOn ? dayOf(at.knownOn) : EVERYTHING.known,
    recordedBy: at.recordedBy ? Date.parse(at.recordedBy) : EVERYTHING.recordedBy,
    ...(at.sources && {
      sources: new Set(
        SOURCES.filter(
          ({ key, dataset }) => at.sources?.includes(key) || (dataset !== undefined && at.sources?.includes(dataset)),
        ).map(({ key }) => key),
      ),
    }),
  };
}

/** Whether a fact counts in a view. Without a status asked: accepted, reported, disputed. */
function counts({ status, bounds }: Fact, at: At, statuses: readonly string[] = STATUSES_THAT_COUNT): boolean {
  if (!(at.status ?? statuses).includes(status)) return false;
  const days = at.validOn ? { from: at.validOn, to: at.validOn } : at.validDuring;
  if (!days) return true;
  const mayHold = bounds.from1 <= last(days) && bounds.to2 >= first(days);
  const mustHold = bounds.from2 <= first(days) && bounds.to1 >= last(days);
  return mayHold && (!at.certain || mustHold);
}

const namesOf = new Map(ENTITIES.map(({ key, part }) => [key, [part.name, ...(part.aliases ?? [])].map(foldName)]));

function isEnd(key: string, where: EndWhere | undefined): boolean {
  if (!where) return true;
  if (where.in && !where.in.some(({ id }) => id === key)) return false;
  if (where.kinds && !where.kinds.includes(kindOfKey(key) ?? '')) return false;
  return (
    !where.nameContains ||
    (namesOf.get(key) ?? []).some((name) => name.includes(foldName(where.nameContains as string)))
  );
}

function saysSo(claim: Claim, where: Partial<ClaimWhere>): boolean {
  const { speaker, reportedBy, source, mood, stated, dateInferred } = where;
  if (speaker && claim.speaker !== speaker.id) return false;
  if (reportedBy && !claim.reportedBy.includes(reportedBy.id)) return false;
  if (source && !knowledgeIn({ sources: [source] }).sources?.has(claim.source)) return false;
  if (mood && !mood.includes(claim.mood)) return false;
  if (stated && !(claim.statedOn && claim.statedOn.earliest <= last(stated) && claim.statedOn.latest >= first(stated)))
    return false;
  return dateInferred === undefined || (claim.dateInferred ?? false) === dateInferred;
}

const KIND_OF_AGREEMENT = new Map(ENTITIES.map(({ key, part }) => [key, part.agreementKind]));

function fits({ fact, contradicted }: Judged, where: Partial<FactWhere>): boolean {
  const object = fact.object ?? fact.subject;
  if (where.types && !where.types.includes(fact.type)) return false;
  if (!isEnd(fact.subject, where.subject) || !isEnd(object, where.object)) return false;
  // One end must be all of it: `in` and `kinds` of different ends do not add up.
  if (where.about && !isEnd(fact.subject, where.about) && !isEnd(object, where.about)) return false;
  if (where.value && !where.value.includes(fact.value ?? '')) return false;
  for (const { name, value } of where.qualifiers ?? []) {
    const given = fact.qualifiers[name];
    if (given === undefined || (value && !value.includes(given))) return false;
  }
  const kind = KIND_OF_AGREEMENT.get(fact.subject) ?? KIND_OF_AGREEMENT.get(object);
  if (where.agreementKind && !where.agreementKind.includes(kind ?? '')) return false;
  if (where.status && !where.status.includes(fact.status)) return false;
  if (where.during && !(fact.bounds.from1 <= last(where.during) && fact.bounds.to2 >= first(where.during)))
    return false;
  if (where.began && !(fact.from && fact.bounds.from1 <= last(where.began) && fact.bounds.from2 >= first(where.began)))
    return false;
  if (where.sourceCountMax !== undefined && fact.sourceCount > where.sourceCountMax) return false;
  if (where.contradicted !== undefined && contradicted !== where.contradicted) return false;
  const { claim } = where;
  return !claim || fact.claims.some((each) => saysSo(each, claim));
}

/** Keys of facts that fit, in the order of the list: by beginning as all that is known has it, then by key. */
export function expectedFacts(claims: ReadonlyMap<string, Claim>, where: Partial<FactWhere>, at: At): Fact[] {
  const begins = new Map(factsKnown(claims, SOURCES).map(({ fact }) => [fact.key, beginning(fact)]));
  return factsKnown(claims, SOURCES, knowledgeIn(at))
    .filter((judged) => counts(judged.fact, at) && fits(judged, where))
    .map(({ fact }) => fact)
    .toSorted((a, b) => (begins.get(a.key) ?? 0) - (begins.get(b.key) ?? 0) || (a.key < b.key ? -1 : 1));
}

/** Facts by which an organization has members of these standings. */
export const expectedMembers = (
  claims: ReadonlyMap<string, Claim>,
  organization: string,
  standing: readonly string[],
  at: At,
): Fact[] =>
  expectedFacts(claims, { types: ['MEMBER_OF'], object: { in: [{ id: organization }] } }, at).filter(({ qualifiers }) =>
    standing.includes(qualifiers['standing'] ?? ''),
  );

/** Claims that fit, by statement, undated last, then by key. What was only denied or considered was said as well. */
export function expectedClaims(
  claims: ReadonlyMap<string, Claim>,
  where: Partial<ClaimWhere> & { fact?: Partial<FactWhere> },
  at: At,
): Claim[] {
  // Naming just the statuses that count anyway is the same view as naming none.
  const { status, ...unnamed } = at;
  const names = status && FACT_STATUSES.filter((each) => status.includes(each)).join() !== STATUSES_THAT_COUNT.join();
  const facts = factsKnown(claims, SOURCES, knowledgeIn(at)).filter(
    (judged) => counts(judged.fact, names ? at : unnamed, FACT_STATUSES) && (!where.fact || fits(judged, where.fact)),
  );
  const said = ({ statedOn }: Claim): number => statedOn?.earliest ?? 99991232;
  return facts
    .flatMap((judged) => judged.fact.claims)
    .filter((claim) => !isRetracted(claim, knowledgeIn(at)) && saysSo(claim, where))
    .toSorted((a, b) => said(a) - said(b) || (a.key < b.key ? -1 : 1));
}
