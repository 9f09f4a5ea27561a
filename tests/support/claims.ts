import type { Amount } from '../../src/model/amount.ts';
import {
  type Claim,
  claimKey,
  type ClaimContent,
  type End,
  groupOf,
  type Mood,
  normalStatement,
  type SourceKind,
  type SourceStanding,
} from '../../src/model/claim.ts';
import { when } from '../../src/model/edtf.ts';
import { computeFact, type Fact } from '../../src/model/fact.ts';
import type { RecordedType } from '../../src/model/registry.ts';
import { factType } from '../../src/model/registry.ts';

/** A claim as a test tells it: dates as EDTF texts, `..` for an open end; what is left out has a plain default. */
export interface Told {
  readonly type?: RecordedType;
  readonly subject?: string;
  readonly object?: string;
  readonly value?: string;
  readonly amount?: Amount;
  readonly qualifiers?: Readonly<Record<string, string>>;
  readonly from?: string;
  readonly to?: string;
  readonly censored?: boolean;
  readonly mood?: Mood;
  readonly speaker?: string;
  readonly stated?: string;
  readonly source?: string;
  readonly locator?: string;
  readonly note?: string;
  readonly onClaim?: string;
  /** When it became public; 2000-01-01 unless told. */
  readonly public?: string;
  readonly recordedAt?: number;
  readonly retractedAt?: number;
  /** Instead of the key that follows from the content, where a test needs keys in a certain order. */
  readonly key?: string;
}

const endOf = (text: string | undefined): End | undefined =>
  text === undefined ? undefined : text === '..' ? 'open' : when(text);

const dateOf = (text: string | undefined): ReturnType<typeof when> | undefined =>
  text === undefined ? undefined : when(text);

/** What a told claim says, in normal form. */
export function content(told: Told): ClaimContent {
  const type = told.type ?? 'MEMBER_OF';
  const given = {
    type,
    subject: told.subject ?? 'country:aaa',
    object: told.object ?? (factType(type).object ? 'org:x' : undefined),
    value: told.value,
    amount: told.amount,
    qualifiers: told.qualifiers ?? {},
  };
  return {
    ...normalStatement(given),
    from: dateOf(told.from),
    to: endOf(told.to),
    censored: told.censored,
    mood: told.mood ?? 'ASSERTED',
    speaker: told.speaker,
    reportedBy: [],
    statedOn: dateOf(told.stated),
    source: told.source ?? 'source:a',
    locator: told.locator,
    note: told.note,
    onClaim: told.onClaim,
  };
}

/** A claim as the graph holds it, with its real key. */
export function claim(told: Told = {}): Claim {
  const said = content(told);
  return {
    ...said,
    key: told.key ?? claimKey(groupOf(said, said.from), said),
    spell: 1,
    publicOn: when(told.public ?? '2000-01-01'),
    recordedAt: told.recordedAt ?? 1000,
    retractedAt: told.retractedAt,
  };
}

/** Standing of sources: key to kind, or to kind and the data set it is a release of. */
export function book(
  kinds: Readonly<Record<string, SourceKind | readonly [kind: SourceKind, dataset: string]>>,
): ReadonlyMap<string, SourceStanding> {
  return new Map(
    Object.entries(kinds).map(([key, standing]) => {
      const [kind, dataset] = typeof standing === 'string' ? [standing, undefined] : standing;
      return [key, { key, kind, dataset }];
    }),
  );
}

/** News, all of it: the weakest sources there are. */
export const REPORTS = book({
  'source:a': 'REPORT',
  'source:b': 'REPORT',
  'source:c': 'REPORT',
  'source:d': 'REPORT',
});

/** The fact that claims of one spell make. */
export function fact(claims: readonly Claim[], sources: ReadonlyMap<string, SourceStanding> = REPORTS): Fact {
  const [first] = claims;
  if (!first) throw new TypeError('a fact needs a claim');
  const made = computeFact(groupOf(first, first.from), 1, claims, sources);
  if (!made) throw new TypeError('nothing was known');
  return made;
}
