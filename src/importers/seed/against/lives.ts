import { addDays, LAST_DAY } from '../../../model/day.ts';
import { when, type When } from '../../../model/edtf.ts';
import type { SeedClaim } from '../claims.ts';
import { fromParts, lastDayOf, mayBeSame, spanText } from './dates.ts';
import type { Finding } from './finding.ts';
import { put, type SeedIndex } from './index.ts';
import { REFERENCES } from './references.ts';
import type { DataTable } from './tables.ts';

/** From when to when a list of states has a state. */
export interface Life {
  readonly from: When;
  /** The list begins here: nothing is said of the days before. */
  readonly isFirst: boolean;
  readonly to: When;
  /** Where the list stops: it may go on. */
  readonly isLast: boolean;
  readonly row: string;
}

/** The spells of a list of states by its code: Correlates of War state system (2016), or Gleditsch and Ward. */
export interface StateList {
  readonly label: string;
  readonly scheme: 'COW' | 'GW';
  readonly lives: ReadonlyMap<string, readonly Life[]>;
}

const LISTS_BEGIN = 18160101;

export async function readCowStates(spells: DataTable): Promise<StateList> {
  const { label, lastDay } = REFERENCES.cowStates;
  const lives = new Map<string, Life[]>();
  for await (const row of spells.rows()) {
    const from = fromParts(row.cell('styear'), row.cell('stmonth'), row.cell('stday'));
    const to = fromParts(row.cell('endyear'), row.cell('endmonth'), row.cell('endday'));
    if (from && to) put(lives, row.cell('ccode'), lifeOf(from, to, lastDay, row.place));
  }
  return { label, scheme: 'COW', lives };
}

export async function readGwStates(spells: DataTable): Promise<StateList> {
  const lives = new Map<string, Life[]>();
  for await (const row of spells.rows())
    put(lives, row.cell('gwcode'), lifeOf(when(row.cell('start')), when(row.cell('end')), LAST_DAY, row.place));
  return { label: REFERENCES.gwStates.label, scheme: 'GW', lives };
}

const lifeOf = (from: When, to: When, lastDay: number, row: string): Life => ({
  from,
  isFirst: from.earliest <= LISTS_BEGIN,
  to,
  isLast: to.latest >= lastDay,
  row,
});

/** What a list says of a state of this graph, its code's other bearers left out. A hand-over of the code is no end. */
export function livesOf(seed: SeedIndex, entity: string, { scheme, lives }: StateList): Life[] {
  return seed.codesOf(scheme, entity).flatMap(({ value, first, last }) =>
    (lives.get(value) ?? [])
      .filter((each) => each.from.earliest <= last && each.to.latest >= first)
      .map((each) => ({
        ...each,
        ...(first > each.from.latest ? { from: when(isoText(first)), isFirst: true } : {}),
        ...(last < each.to.earliest ? { to: when(isoText(last)), isLast: true } : {}),
      })),
  );
}

const isoText = (value: number): string =>
  `${String(value).padStart(8, '0').slice(0, 4)}-${String(value).slice(-4, -2)}-${String(value).slice(-2)}`;

/**
 * Compares the existence of states with a list of states, to the day; the last day agrees with the day after, which some
 * lists give. Where a list begins or stops, and where its code passes to another state, it says nothing.
 */
export function compareLives(seed: SeedIndex, list: StateList): Finding[] {
  const findings: Finding[] = [];
  const bySubject = new Map<string, SeedClaim[]>();
  for (const claim of seed.claims('EXISTENCE')) put(bySubject, claim.content.subject, claim);
  for (const [subject, claims] of bySubject) {
    if (!subject.startsWith('country:')) continue;
    const all = livesOf(seed, subject, list);
    const told = new Set<Life>();
    for (const claim of claims) {
      const { from, to } = claim.content;
      const own = all.filter((each) => meets(each, from?.earliest ?? 0, lastDayOf(to)));
      for (const each of own) told.add(each);
      if (own.length === 0) continue;
      const [first, last] = [own[0] as Life, own.at(-1) as Life];
      findings.push({
        label: list.label,
        type: 'EXISTENCE',
        subject,
        claims: [claim],
        agrees: own.length === 1 && beginsAlike(claim, first) && endsAlike(claim, last),
        seedSays: spanText(from, to),
        says: own.map(lifeText).join(', '),
        row: first.row,
      });
    }
    for (const each of all)
      if (!told.has(each))
        findings.push({
          label: list.label,
          type: 'EXISTENCE',
          subject,
          claims: [],
          agrees: false,
          seedSays: 'none',
          says: lifeText(each),
          row: each.row,
        });
  }
  return findings;
}

const meets = (life: Life, first: number, last: number): boolean =>
  life.from.earliest <= last && life.to.latest >= first;

const lifeText = ({ from, to, isLast }: Life): string => `${from.text}/${isLast ? '..' : to.text}`;

function beginsAlike({ content: { from } }: SeedClaim, life: Life): boolean {
  if (from === undefined) return true;
  return life.isFirst ? from.earliest <= life.from.latest : mayBeSame(from, life.from);
}

function endsAlike({ content: { to } }: SeedClaim, life: Life): boolean {
  if (to === undefined) return true;
  if (to === 'open') return life.isLast;
  return life.isLast ? addDays(to.latest, 1) >= life.to.earliest : mayBeSame(to, life.to, 1);
}
