import { spanText, yearOf } from './dates.ts';
import type { Finding } from './finding.ts';
import type { SeedIndex } from './index.ts';
import { REFERENCES } from './references.ts';
import type { DataRow, DataTable } from './tables.ts';

const { label, lastDay } = REFERENCES.igo;

/**
 * Compares when organizations existed with the years of COW IGO v3, which counts from the first meeting, signature or entry
 * into force without saying which: a year's difference agrees.
 */
export async function compareBodies(seed: SeedIndex, organizations: DataTable): Promise<Finding[]> {
  const rows = new Map<string, DataRow>();
  for await (const row of organizations.rows()) rows.set(row.cell('ionum'), row);
  return seed.claims('EXISTENCE').flatMap((claim) => {
    const { subject, from, to } = claim.content;
    const codes = seed.codesOf('COWIGO', subject);
    const row = codes.length === 1 ? rows.get(codes[0]?.value ?? '') : undefined;
    if (!row) return [];
    const [begun, ended] = [Number(row.cell('sdate')), Number(row.cell('deaddate'))];
    const isDead = row.cell('dead') === '1' && ended > 0;
    const beginsAlike = !from || !(begun > 0) || near(from.earliest, from.latest, begun);
    const endsAlike =
      !to || (to === 'open' ? !isDead : isDead ? near(to.earliest, to.latest, ended) : to.latest > lastDay);
    return [
      {
        label,
        type: 'EXISTENCE',
        subject,
        claims: [claim],
        agrees: beginsAlike && endsAlike,
        seedSays: spanText(from, to),
        says: `${begun > 0 ? begun : ''}/${isDead ? ended : '..'}`,
        row: row.place,
      },
    ];
  });
}

const near = (first: number, last: number, year: number): boolean =>
  yearOf(first) - 1 <= year && year <= yearOf(last) + 1;
