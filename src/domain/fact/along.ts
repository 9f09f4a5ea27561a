import { claimFromRow } from '../../store/claim-record.ts';
import { type FactRow, factFromRow, placeOf } from '../../store/fact-record.ts';
import { type LinkRow, linkFromRow } from '../../store/link-record.ts';
import type { Row, Value } from '../../store/port.ts';
import { comparePositions, type Form, type Page, type Position } from '../page.ts';
import type { Reading } from '../reading.ts';
import { sourceIn } from '../source/source.service.ts';
import { positionOf } from './fact-view.ts';

/** What is fetched of a page's facts where all of their columns are needed. */
export const wholly = ({ form }: Page): Form => ({ columns: 'facts', beside: form?.beside });

/**
 * The facts of a page's rows, in the page's order. Where claims came along (each row a fact and the claims of its group), they
 * are put where `claimsOfGroup` finds them.
 */
export function factsFetched(reading: Reading, rows: readonly Row[], page: Page): FactRow[] {
  if (!page.form?.beside) return rows.map((row) => factFromRow(row));
  const facts = rows.map(([columns, claims]) => {
    const fact = factFromRow(columns as Row);
    primeClaims(reading, fact.key, claims as readonly Row[]);
    return fact;
  });
  return inOrder(facts, positionOf, page);
}

/** The links of a page's rows, in the page's order; claims as above. */
export function linksFetched(reading: Reading, rows: readonly Row[], page: Page): LinkRow[] {
  if (!page.form?.beside) return rows.map((row) => linkFromRow(row));
  const links = rows.map(([columns, claims]) => {
    const link = linkFromRow(columns as Row);
    primeClaims(reading, link.key as string, claims as readonly Row[]);
    return link;
  });
  return inOrder(links, positionOfLink, page);
}

/** Where a link stands in a list; where only its end was fetched, nobody asks. */
export const positionOfLink = ({ begins, key }: LinkRow): Position => [begins ?? 0, key?.slice('fact:'.length) ?? ''];

/** What is fetched beside rows may disturb their order. */
function inOrder<T>(rows: readonly T[], position: (row: T) => Position, { backwards }: Page): T[] {
  const turn = backwards ? -1 : 1;
  return rows.toSorted((a, b) => turn * comparePositions(position(a), position(b)));
}

function primeClaims(reading: Reading, key: string, rows: readonly Row[]): void {
  const { group } = placeOf({ key });
  const claims = rows.map((row) => claimFromRow(row));
  // The index number by which claims are found may be another group's as well.
  reading.prime(
    'claims',
    group,
    claims.filter((claim) => claim.key.startsWith(group, 'claim:'.length)),
  );
}

/** Puts sources that came along where `sourceByKey` finds them. */
export function primeSources(reading: Reading, bodies: Value | undefined): void {
  for (const body of (bodies ?? []) as readonly string[]) {
    const source = sourceIn(body);
    reading.prime('source', source.key, source);
  }
}
