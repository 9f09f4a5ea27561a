import type { View } from '../../model/view.ts';
import { keyset, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { AGREEMENT_ORDER, type InOrder, NUMBER_OF_AGREEMENTS } from './agreement.cypher.ts';

/**
 * Only some agreements, looked at before all are: the first of those of the side with the fewest, or the first of all there are.
 * Where they fill a page, it is the same page; where not, more must be looked at.
 */
export interface Look {
  readonly among: 'side' | InOrder;
  readonly count: number;
}

/** Of a side so many are looked at. To look at all of them takes three times as long where there are as many as MANY. */
const LOOK = 500;
const MANY = 4 * LOOK;

/** So many times as many as should be needed are looked at first; and if they were too few, so many times as many again. */
const AMPLE = 1.3;
const AGAIN = 4;
/** To look at an agreement among all takes up to so many times as long as at one of a side. */
const DEARER = 2;

/**
 * What to look at, one after another, for a page of `limit` agreements that each of several sides is a party to. `signs` are how
 * many facts make each side a party, ascending. What states with very many agreements share is mostly among the newest of one of
 * them; and where both sign a good part of all agreements there are, among a few hundred of these, which an engine finds by an
 * index that keeps its entries in order.
 */
export async function looksFor(
  reading: Reading,
  signs: readonly number[],
  orderBy: keyof typeof AGREEMENT_ORDER,
  page: Page,
  limit: number,
  view: View,
): Promise<readonly Look[]> {
  const [fewest] = signs;
  if (fewest === undefined || fewest <= MANY || limit >= LOOK) return [];
  // As of a day, the newest are none: which were parties then is told by their facts.
  const among = reading.hasOrderedIndexes && !view.valid && inOrder(orderBy, page);
  if (among) {
    const [row] = await reading.read(NUMBER_OF_AGREEMENTS);
    const total = row?.[0] as number;
    const share = signs.reduce((product, each) => product * Math.min(1, each / total), 1);
    const looks: Look[] = [];
    for (let count = Math.ceil((AMPLE * limit) / share); count < fewest / DEARER; count *= AGAIN)
      looks.push({ among, count });
    if (looks.length > 0) return looks;
  }
  return [{ among: 'side', count: LOOK }];
}

/** The order by the index, and what lies beyond the page's cursors in it; undefined where no index keeps it, or no more do. */
function inOrder(orderBy: keyof typeof AGREEMENT_ORDER, page: Page): InOrder | undefined {
  const { indexed, unsigned, descending } = AGREEMENT_ORDER[orderBy];
  if (indexed === undefined || page.beyond?.[0] === unsigned || page.upTo?.[0] === unsigned) return undefined;
  const { where, orderBy: order } = keyset(indexed, 'a.key', page, descending);
  // Said by itself, so that the engine begins where the page does.
  const from = page.beyond
    ? `${indexed} ${descending === page.backwards ? '>=' : '<='} $beyondOrder`
    : `${indexed} IS NOT NULL`;
  return { where: `${from} AND ${where}`, orderBy: order };
}
