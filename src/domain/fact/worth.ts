import type { RecordedInView } from './fact-view.ts';

/** How well a fact stands, the foremost first. */
const STANDING: Readonly<Record<string, number>> = { ACCEPTED: 0, REPORTED: 1, DISPUTED: 2 };

/**
 * Of the facts on what an agreement is worth, the one that goes first: most sources, then best attested, then the later word.
 * An amount of a part of it stands for the whole only where nothing else is told.
 */
export function worthOf(values: readonly RecordedInView[]): RecordedInView | undefined {
  const whole = values.filter(({ qualifiers }) => qualifiers['scope'] === undefined);
  const among = whole.length > 0 || values.length > 1 ? whole : values;
  return among.toSorted(
    (a, b) =>
      b.sourceCount - a.sourceCount ||
      (STANDING[a.status] ?? 3) - (STANDING[b.status] ?? 3) ||
      b.knownSince.latest - a.knownSince.latest ||
      (a.key < b.key ? -1 : 1),
  )[0];
}
