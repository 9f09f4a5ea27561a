import { type ClaimContent, normalStatement } from '../../model/claim.ts';
import { hasRivals, rivalsShare } from '../../model/contradiction.ts';
import { factType } from '../../model/registry.ts';

/**
 * Where a claim belongs in a load in parts: claims that are judged together have the same home. Those are the claims of a
 * group; of facts that may contradict each other; of facts that last as long as an agreement or event, and of what tells
 * how long that lasts.
 */
export function homeOf(content: ClaimContent): string {
  const { type, subject, object } = normalStatement(content);
  const entry = factType(type);
  if (object === undefined) return subject;
  if (entry.undated === 'subject') return subject;
  if (entry.undated === 'object') return object;
  if (hasRivals(entry) && rivalsShare(entry) === 'object') return `${type} ${object}`;
  return `${subject} ${object}`;
}
