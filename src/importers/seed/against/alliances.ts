import { isoFromDay, LAST_DAY } from '../../../model/day.ts';
import { when, type When } from '../../../model/edtf.ts';
import type { SeedClaim } from '../claims.ts';
import { fromParts, lastDayOf, mayBeSame, spanText } from './dates.ts';
import type { Finding } from './finding.ts';
import { put, type SeedIndex } from './index.ts';
import { REFERENCES } from './references.ts';
import type { DataRow, DataTable } from './tables.ts';

/** A member of an alliance for a time, as a data set has it. */
interface Member {
  readonly code: string;
  /** When the alliance began, when the member's part in it did; absent: not known. */
  readonly begun?: When;
  readonly from?: When;
  /** Absent: beyond the last day of the data set. */
  readonly to?: When;
  /** When the whole alliance ended, where the data set says. */
  readonly ended?: When;
  readonly row: string;
}

interface Alliances {
  readonly label: string;
  readonly scheme: 'COWALLIANCE' | 'ATOP';
  readonly lastDay: number;
  readonly members: ReadonlyMap<string, readonly Member[]>;
}

const date = (row: DataRow, prefix: string): When | undefined =>
  fromParts(row.cell(`${prefix}_year`), row.cell(`${prefix}_month`), row.cell(`${prefix}_day`));

/** COW formal alliances 4.1, by member; 1 January 1816 is where it begins to look. */
export async function readCowAlliances(table: DataTable): Promise<Alliances> {
  const members = new Map<string, Member[]>();
  for await (const row of table.rows()) {
    const isOpen = row.cell('right_censor') === '1';
    put(members, row.cell('version4id'), {
      code: row.cell('ccode'),
      begun: date(row, 'all_st'),
      from: row.cell('left_censor') === '1' ? undefined : date(row, 'mem_st'),
      to: isOpen ? undefined : date(row, 'mem_end'),
      ended: isOpen ? undefined : date(row, 'all_end'),
      row: row.place,
    });
  }
  const { label, lastDay } = REFERENCES.cowAlliances;
  return { label, lastDay, scheme: 'COWALLIANCE', members };
}

/** ATOP 4.01, by member; a year of exit of 0 is still in effect when it was coded. */
export async function readAtop(table: DataTable): Promise<Alliances> {
  const members = new Map<string, Member[]>();
  for await (const row of table.rows()) {
    const from = fromParts(row.cell('yrent'), row.cell('moent'), row.cell('dayent'));
    const to = fromParts(row.cell('yrexit'), row.cell('moexit'), row.cell('dayexit'));
    put(members, row.cell('atopid'), { code: row.cell('member'), from, to, row: row.place });
  }
  const whole = [...members].map(([id, list]) => {
    const begun = list.map(({ from }) => from).toSorted(byEarliest)[0];
    const ended = list.some(({ to }) => to === undefined)
      ? undefined
      : list
          .map(({ to }) => to)
          .toSorted(byEarliest)
          .at(-1);
    return [id, list.map((member) => ({ ...member, begun, ended }))] as const;
  });
  const { label, lastDay } = REFERENCES.atop;
  return { label, lastDay, scheme: 'ATOP', members: new Map(whole) };
}

const byEarliest = (a: When | undefined, b: When | undefined): number => (a?.earliest ?? 0) - (b?.earliest ?? 0);

/**
 * Compares the beginning, the end and the parties of agreements that bear a code of the data set. It dates an alliance from
 * signature or from entry into force without saying which: either agrees. Of parties without dates only the presence is
 * compared; dates agree as far as both are told. A last day agrees with the day after.
 */
export function compareAlliances(seed: SeedIndex, set: Alliances): Finding[] {
  const milestones = new Map<string, SeedClaim[]>();
  for (const claim of seed.claims('MILESTONE')) put(milestones, claim.content.subject, claim);
  const parties = new Map<string, SeedClaim[]>();
  for (const claim of seed.claims('PARTY_TO')) put(parties, claim.content.object ?? '', claim);
  return [...new Set([...milestones.keys(), ...parties.keys()])].flatMap((agreement) => {
    const members = seed.codesOf(set.scheme, agreement).flatMap(({ value }) => set.members.get(value) ?? []);
    if (members.length === 0) return [];
    return [
      ...compareMilestones(set, agreement, members, milestones.get(agreement) ?? []),
      ...compareParties(seed, set, agreement, members, parties.get(agreement) ?? []),
    ];
  });
}

function compareMilestones(
  { label, lastDay }: Alliances,
  agreement: string,
  members: readonly Member[],
  milestones: readonly SeedClaim[],
): Finding[] {
  const of = (value: string): SeedClaim[] => milestones.filter(({ content }) => content.value === value);
  const finding = (value: string, claims: SeedClaim[], says: string, agrees: boolean, row: string): Finding => ({
    label,
    type: 'MILESTONE',
    subject: agreement,
    value,
    claims,
    agrees,
    says,
    row,
    seedSays: claims.map(({ content }) => content.from?.text ?? '').join(', ') || 'none',
  });
  const findings: Finding[] = [];
  const first = members.toSorted((a, b) => byEarliest(a.begun, b.begun))[0] as Member;
  const { begun } = first;
  if (begun) {
    const [signed, inForce] = [of('SIGNED'), of('IN_FORCE')];
    const fits = (claims: readonly SeedClaim[]): boolean =>
      claims.some(({ content }) => content.from !== undefined && mayBeSame(content.from, begun));
    if (fits(signed)) findings.push(finding('SIGNED', signed, begun.text, true, first.row));
    if (fits(inForce)) findings.push(finding('IN_FORCE', inForce, begun.text, true, first.row));
    const [value, claims] = signed.length > 0 ? (['SIGNED', signed] as const) : (['IN_FORCE', inForce] as const);
    if (!fits(signed) && !fits(inForce)) findings.push(finding(value, claims, begun.text, false, first.row));
  }
  const terminated = of('TERMINATED');
  const isOpen = members.some(({ ended }) => ended === undefined);
  const last = members.toSorted((a, b) => byEarliest(a.ended, b.ended)).at(-1) as Member;
  if (!isOpen) {
    const ended = last.ended as When;
    const agrees = terminated.some(({ content }) => content.from !== undefined && mayBeSame(content.from, ended, 1));
    findings.push(finding('TERMINATED', terminated, ended.text, agrees, last.row));
  } else if (terminated.some(({ content }) => (content.from?.latest ?? LAST_DAY) <= lastDay))
    findings.push(finding('TERMINATED', terminated, 'none', false, last.row));
  return findings;
}

function compareParties(
  seed: SeedIndex,
  { label, lastDay }: Alliances,
  agreement: string,
  members: readonly Member[],
  parties: readonly SeedClaim[],
): Finding[] {
  const spells = new Map<string, Member[]>();
  for (const member of members) for (const [entity, own] of bearersOf(seed, member)) put(spells, entity, own);
  const findings: Finding[] = [];
  const found = { label, type: 'PARTY_TO' as const, object: agreement };
  for (const claim of parties) {
    const { subject, from, to } = claim.content;
    if (seed.codesOf('COW', subject).length === 0 || (from?.earliest ?? 0) > lastDay) continue;
    const own = spells.get(subject) ?? [];
    findings.push({
      ...found,
      subject,
      claims: [claim],
      agrees: own.some((each) => beginsAlike(claim, each)) && own.some((each) => endsAlike(claim, each, lastDay)),
      seedSays: spanText(from, to),
      says: own.map(memberText).join(', ') || 'no party',
      row: own[0]?.row,
    });
  }
  for (const [subject, own] of spells)
    if (!parties.some(({ content }) => content.subject === subject))
      findings.push({
        ...found,
        subject,
        claims: [],
        agrees: false,
        seedSays: 'no party',
        says: own.map(memberText).join(', '),
        row: own[0]?.row,
      });
  return findings;
}

/**
 * Whose part a member's row is: of the state that bore the code when it began and, where the part outlives that state, of
 * those that bear the code after it or continue it, each for its own time.
 */
function bearersOf(seed: SeedIndex, member: Member): [string, Member][] {
  const { code, from, begun, to } = member;
  const start = from ?? begun;
  if (!start) return [];
  const [first, last] = [start.earliest, to?.latest ?? LAST_DAY];
  const own = seed.bearers('COW', code).filter((each) => each.first <= start.latest && each.last >= first);
  const later = seed.bearers('COW', code).filter((each) => each.first > start.latest && each.first <= last);
  const heirs = own.flatMap((each) =>
    each.last < last
      ? seed
          .claims('SUCCEEDED_BY')
          .filter(({ content }) => content.subject === each.entity && content.qualifiers['manner'] === 'CONTINUATION')
          .map(({ content }) => ({ entity: content.object ?? '', first: content.from?.earliest ?? 0, last: LAST_DAY }))
      : [],
  );
  const parts = new Map([...heirs, ...later, ...own].map((each) => [each.entity, each] as const));
  return [...parts.values()].map((each) => [
    each.entity,
    {
      ...member,
      from: each.first > start.latest ? undefined : from,
      to: each.last < last ? dayOf(each.last) : to,
    },
  ]);
}

const dayOf = (value: number): When => when(isoFromDay(value));

const memberText = ({ from, to }: Member): string => spanText(from, to ?? 'open');

/** A part may be counted from the whole alliance's signature, and begin later by the party's own entry into force. */
function beginsAlike({ content: { from } }: SeedClaim, { begun, from: start }: Member): boolean {
  if (from === undefined || start === undefined || mayBeSame(from, start)) return true;
  return begun !== undefined && mayBeSame(start, begun) && from.latest >= start.earliest;
}

function endsAlike({ content: { to } }: SeedClaim, member: Member, lastDay: number): boolean {
  if (to === undefined) return true;
  if (member.to === undefined) return lastDayOf(to) >= lastDay;
  return to !== 'open' && mayBeSame(to, member.to, 1);
}
