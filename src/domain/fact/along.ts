import { groupOfClaimKey } from '../../model/claim.ts';
import { claimFromRow } from '../../store/claim-record.ts';
import { type FactRow, factFromRow, placeOf } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { comparePositions, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { positionOf } from './fact-view.ts';

/**
 * The facts of a page's rows, in the page's order. Where claims came along (each row a fact and the claims of its group), they
 * are put where `claimsOfGroup` finds them.
 */
export function factsWithClaims(reading: Reading, rows: readonly Row[], page: Page): FactRow[] {
  if (!page.withClaims) return rows.map((row) => factFromRow(row));
  const facts = rows.map(([columns, claims]) => {
    const fact = factFromRow(columns as Row);
    const { group } = placeOf(fact);
    const found = (claims as readonly Row[]).map((row) => claimFromRow(row));
    // The index number by which claims are found may be another group's as well.
    reading.prime(
      'claims',
      group,
      found.filter(({ key }) => groupOfClaimKey(key) === group),
    );
    return fact;
  });
  const turn = page.backwards ? -1 : 1;
  return facts.toSorted((a, b) => turn * comparePositions(positionOf(a), positionOf(b)));
}
