import { LABELS } from './against/references.ts';
import type { Place } from './place.ts';
import type { Cell } from './table.ts';

/** What a file says of a data set that disagrees with it, and why the file is kept as it is. */
export interface Disagreement {
  /** The data set and release, as `checked` names it. */
  readonly label: string;
  /** What it has: `1995/2007`, `none`. */
  readonly says: string;
  /** Who is right, and why. */
  readonly why: string;
  readonly at: Place;
}

/**
 * Reads `data set what-it-has: reason`, such as `cow-igo v3 1995/2007: the accession of December 1993 is certain`; several are
 * parted by ` | `. A text of another form, or of a data set that is not compared, is a problem at its place.
 */
export function readDisagreements(cell: Cell | undefined): Disagreement[] {
  if (!cell) return [];
  return cell.text.split(' | ').flatMap((text) => {
    const label = LABELS.find((each) => text.startsWith(`${each} `));
    const match = label === undefined ? null : /^(.+?): (.*\S)$/.exec(text.slice(label.length + 1));
    if (label === undefined || !match) {
      cell.problem(
        `"${text}" does not say which data set disagrees and why. Write \`data set what-it-has: reason\`; data sets are: ${LABELS.join(', ')}.`,
      );
      return [];
    }
    return [{ label, says: match[1] as string, why: match[2] as string, at: cell }];
  });
}

/** A disagreement as a claim's note tells it. */
export const disagreementNote = ({ label, says, why }: Disagreement): string => `${label} has ${says}: ${why}`;
