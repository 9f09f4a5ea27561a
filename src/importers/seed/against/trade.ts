import type { SeedClaim } from '../claims.ts';
import { firstOfYear, lastOfYear, spanText, yearOf } from './dates.ts';
import type { Finding } from './finding.ts';
import { put, type SeedIndex } from './index.ts';
import { REFERENCES } from './references.ts';
import type { DataRow, DataTable } from './tables.ts';

const { label } = REFERENCES.desta;

/**
 * Compares agreements that bear a DESTA number with DESTA 2.2: the years of signature and of entry into force, and the
 * parties, those that acceded included. The data set names the members of a union that is a party one by one, which are
 * not lacking here, and uses a present-day state's number for all years, so that the state it continues agrees too.
 */
export async function compareTrade(seed: SeedIndex, treaties: DataTable): Promise<Finding[]> {
  const bases = new Map<string, DataRow>();
  const rows = new Map<string, DataRow[]>();
  for await (const row of treaties.rows()) {
    bases.set(row.cell('number'), row);
    if (row.cell('entry_type') === 'accession') put(rows, row.cell('base_treaty'), row);
  }
  const parties = new Map<string, SeedClaim[]>();
  for (const claim of seed.claims('PARTY_TO')) put(parties, claim.content.object ?? '', claim);
  const findings: Finding[] = [];
  for (const claim of seed.claims('MILESTONE')) {
    const row = rowOf(seed, claim.content.subject, bases);
    const column =
      claim.content.value === 'SIGNED' ? 'year' : claim.content.value === 'IN_FORCE' ? 'entryforceyear' : '';
    const year = Number(row?.cell(column));
    if (!row || !(year > 0) || !claim.content.from) continue;
    const { from } = claim.content;
    findings.push({
      label,
      type: 'MILESTONE',
      subject: claim.content.subject,
      value: claim.content.value,
      claims: [claim],
      agrees: yearOf(from.earliest) <= year && yearOf(from.latest) >= year,
      seedSays: from.text,
      says: String(year),
      row: row.place,
    });
  }
  for (const [agreement, claims] of parties) {
    const row = rowOf(seed, agreement, bases);
    if (!row) continue;
    const joined = [row, ...(rows.get(row.cell('number')) ?? [])];
    findings.push(...compareParties(seed, agreement, claims, joined));
  }
  return findings;
}

function rowOf(seed: SeedIndex, agreement: string, bases: ReadonlyMap<string, DataRow>): DataRow | undefined {
  return seed.codesOf('DESTA', agreement).flatMap(({ value }) => bases.get(value) ?? [])[0];
}

function compareParties(
  seed: SeedIndex,
  agreement: string,
  claims: readonly SeedClaim[],
  rows: readonly DataRow[],
): Finding[] {
  const [base] = rows;
  const named = new Map<string, { year: number; row: string }>();
  for (const row of rows)
    for (let at = 1; row.cell(`c${at}`) !== '' && at <= 91; at++) {
      const code = row.cell(`c${at}`).padStart(3, '0');
      if (!named.has(code)) named.set(code, { year: Number(row.cell('year')), row: row.place });
    }
  const found = { label, type: 'PARTY_TO' as const, object: agreement };
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const claim of claims) {
    const { subject, from, to } = claim.content;
    const codes = numbersOf(seed, subject);
    if (codes.length === 0) continue;
    const code = codes.find((each) => named.has(each));
    for (const each of codes) told.add(each);
    findings.push({
      ...found,
      subject,
      claims: [claim],
      agrees: code !== undefined,
      seedSays: spanText(from, to),
      says: code === undefined ? 'no party' : String(named.get(code)?.year),
      row: named.get(code ?? '')?.row ?? base?.place,
    });
  }
  const unions = new Set(claims.flatMap(({ content }) => withHeirs(seed, content.subject)));
  const represented = new Set(
    seed.claims('MEMBER_OF').flatMap(({ content }) => (unions.has(content.object ?? '') ? [content.subject] : [])),
  );
  for (const [code, { year, row }] of named) {
    const subject =
      seed.bearersWithin('ISON', code, firstOfYear(year), lastOfYear(year))[0] ?? seed.bearers('ISON', code)[0]?.entity;
    if (told.has(code) || subject === undefined || represented.has(subject)) continue;
    findings.push({
      ...found,
      subject,
      claims: [],
      agrees: false,
      seedSays: 'no party',
      says: String(year),
      row,
    });
  }
  return findings;
}

/** An organization and those that took its place: a union that is a party stands for its members. */
function withHeirs(seed: SeedIndex, key: string): string[] {
  if (!key.startsWith('org:')) return [];
  const heirs = seed.claims('SUCCEEDED_BY').filter(({ content }) => content.subject === key);
  return [key, ...heirs.map(({ content }) => content.object ?? '')];
}

/** The numbers a state may go by: its own, and those of the states that continue it. */
function numbersOf(seed: SeedIndex, subject: string): string[] {
  const continuing = seed
    .claims('SUCCEEDED_BY')
    .filter(({ content }) => content.subject === subject && content.qualifiers['manner'] !== 'SEPARATION')
    .map(({ content }) => content.object ?? '');
  return [subject, ...continuing].flatMap((each) => seed.codesOf('ISON', each).map(({ value }) => value));
}
