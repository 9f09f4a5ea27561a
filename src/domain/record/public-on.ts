import type { ClaimContent } from '../../model/claim.ts';
import { exactDay, when, type When } from '../../model/edtf.ts';
import type { Source } from '../../model/source.ts';

/** When a claim became public: as given, else when its source appeared, was copied at the latest, when it was stated, recorded. */
export function publicOn(content: ClaimContent, source: Source, recordedAt: number): When {
  if (content.madePublic) return content.madePublic;
  if (source.publishedOn) return source.publishedOn;
  if (source.retrievedOn !== undefined) return when(`../${source.retrievedOn}`);
  if (content.statedOn) return content.statedOn;
  const date = new Date(recordedAt);
  return exactDay(date.getUTCFullYear() * 10000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate());
}
