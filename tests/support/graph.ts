import type { ClaimContent } from '../../src/model/claim.ts';
import { claimKey, groupOf, normalStatement } from '../../src/model/claim.ts';
import { when } from '../../src/model/edtf.ts';
import { CURATED, type EntityPart } from '../../src/model/entity.ts';
import type { Source } from '../../src/model/source.ts';
import type { Batch } from '../../src/domain/record/record.service.ts';

// Small graphs in a few words. Dates are EDTF texts; what is left out is as it would be in a file.

export function source(key: string, more: Partial<Source> = {}): Source {
  return { key, kind: 'REPORT', title: `Title of ${key}`, publisher: 'A publisher', ...more };
}

export function entity(
  key: string,
  part: Partial<EntityPart> = {},
  contributor = CURATED,
): NonNullable<Batch['entities']>[number] {
  return { key, contributor, part: { name: `Name of ${key}`, ...part } };
}

type Told = Partial<Omit<ClaimContent, 'from' | 'to' | 'statedOn' | 'madePublic'>> &
  Pick<ClaimContent, 'type' | 'subject' | 'source'> & {
    readonly from?: string;
    /** `..`: still so. */
    readonly to?: string;
    readonly stated?: string;
    readonly public?: string;
  };

export function claim({ from, to, stated, public: madePublic, ...told }: Told): ClaimContent {
  const date = (text: string | undefined) => (text === undefined ? undefined : when(text));
  return {
    qualifiers: {},
    mood: 'ASSERTED',
    reportedBy: [],
    ...told,
    from: date(from),
    to: to === '..' ? 'open' : date(to),
    statedOn: date(stated),
    madePublic: date(madePublic),
  };
}

/** The key a claim is recorded under. */
export function keyOf(content: ClaimContent): string {
  const normal = { ...content, ...normalStatement(content) };
  return claimKey(groupOf(normal, normal.from), normal);
}
