import { groupOfClaimKey } from '../../model/claim.ts';
import type { Source } from '../../model/source.ts';
import { claimFromRow } from '../../store/claim-record.ts';
import { type FactRow, factFromRow, placeOf } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { comparePositions, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import type { Form } from './fact.cypher.ts';
import { positionOf } from './fact-view.ts';

/** What is fetched of the facts of a page. */
export const formOf = ({ withClaims }: Page): Form => (withClaims ? `facts-with-${withClaims}` : 'facts');

/**
 * The facts of a page's rows, in the page's order. Where claims came along (each row a fact and the claims of its group) and
 * their sources, they are put where `claimsOfGroup` and `sourceByKey` find them.
 */
export function factsFetched(reading: Reading, rows: readonly Row[], page: Page): FactRow[] {
  if (!page.withClaims) return rows.map((row) => factFromRow(row));
  const facts = rows.map(([columns, claims, sources]) => {
    const fact = factFromRow(columns as Row);
    const { group } = placeOf(fact);
    const found = (claims as readonly Row[]).map((row) => claimFromRow(row));
    // The index number by which claims are found may be another group's as well.
    reading.prime(
      'claims',
      group,
      found.filter(({ key }) => groupOfClaimKey(key) === group),
    );
    for (const body of (sources as readonly string[] | undefined) ?? []) {
      const source = JSON.parse(body) as Source;
      reading.prime('source', source.key, source);
    }
    return fact;
  });
  const turn = page.backwards ? -1 : 1;
  return facts.toSorted((a, b) => turn * comparePositions(positionOf(a), positionOf(b)));
}
