import { daysSpanned } from '../../../model/day.ts';
import { when, type When } from '../../../model/edtf.ts';
import type { SeedClaim } from '../claims.ts';
import { lastDayOf, mayBeSame, spanText } from './dates.ts';
import type { Finding } from './finding.ts';
import { put, type SeedIndex } from './index.ts';
import { type Life, livesOf, type StateList } from './lives.ts';
import { REFERENCES } from './references.ts';
import type { DataTable } from './tables.ts';

const { label, lastDay } = REFERENCES.contiguity;

interface Spell {
  readonly from: When;
  readonly to: When;
  readonly row: string;
}

/**
 * Compares land borders with COW direct contiguity (type 1: land or river; by month). A pair is coded only while both are
 * in the COW state system, so where a spell begins with the later of the two, or ends with the earlier, it says nothing of
 * the time before or after. `states` is that system.
 */
export async function compareBorders(seed: SeedIndex, pairs: DataTable, states: StateList): Promise<Finding[]> {
  const coded = await readPairs(seed, pairs);
  const claims = new Map<string, SeedClaim[]>();
  for (const claim of seed.claims('BORDERS'))
    if ((claim.content.qualifiers['contiguity'] ?? 'LAND') === 'LAND')
      put(claims, pairOf(claim.content.subject, claim.content.object ?? ''), claim);
  const findings: Finding[] = [];
  for (const pair of new Set([...claims.keys(), ...coded.keys()])) {
    const [subject = '', object = ''] = pair.split(' ');
    const both = [livesOf(seed, subject, states), livesOf(seed, object, states)] as const;
    const spells = coded.get(pair) ?? [];
    const told = new Set<Spell>();
    for (const claim of claims.get(pair) ?? []) {
      const { from, to } = claim.content;
      const [first, last] = [from?.earliest ?? 0, lastDayOf(to)];
      const own = spells.filter((spell) => spell.from.earliest <= last && spell.to.latest >= first);
      for (const spell of own) told.add(spell);
      if (!bothWithin(both, first, Math.min(last, lastDay))) continue;
      findings.push({
        label,
        type: 'BORDERS',
        subject: claim.content.subject,
        object: claim.content.object,
        claims: [claim],
        agrees:
          own.length > 0 &&
          beginsAlike(from, own[0] as Spell, both) &&
          endsAlike(to, own.at(-1) as Spell, both) &&
          own.slice(1).every((spell) => both.some((lives) => beginsAt(lives, spell.from))),
        seedSays: spanText(from, to),
        says: own.length === 0 ? 'none' : own.map(spellText).join(', '),
        row: own[0]?.row,
      });
    }
    for (const spell of spells)
      if (!told.has(spell))
        findings.push({
          label,
          type: 'BORDERS',
          subject,
          object,
          claims: [],
          agrees: false,
          seedSays: 'none',
          says: spellText(spell),
          row: spell.row,
        });
  }
  return findings;
}

const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

async function readPairs(seed: SeedIndex, pairs: DataTable): Promise<Map<string, Spell[]>> {
  const coded = new Map<string, Spell[]>();
  for await (const row of pairs.rows()) {
    if (row.cell('conttype') !== '1') continue;
    const [from, to] = [monthOf(row.cell('begin')), monthOf(row.cell('end'))];
    const [low, high] = (['statelno', 'statehno'] as const).map((column) => seed.bearers('COW', row.cell(column)));
    // A spell that runs through several bearers of a code is one of each, for as long as they bear it.
    for (const a of low ?? [])
      for (const b of high ?? []) {
        const first = Math.max(from.earliest, a.first, b.first);
        const last = Math.min(to.latest, a.last, b.last);
        // A hand-over within the month in which a spell begins or ends is told of the other bearer.
        const isShort = (first > from.latest && first >= to.earliest) || (last < to.earliest && last <= from.latest);
        if (first > last || isShort) continue;
        put(coded, pairOf(a.entity, b.entity), {
          from: first > from.latest ? monthOfDay(first) : from,
          to: last < to.earliest ? monthOfDay(last) : to,
          row: row.place,
        });
      }
  }
  for (const list of coded.values()) list.sort((a, b) => a.from.earliest - b.from.earliest);
  return coded;
}

const monthOf = (cell: string): When => when(`${cell.slice(0, 4)}-${cell.slice(4, 6)}`);
const monthOfDay = (value: number): When => monthOf(String(value).padStart(8, '0'));

type Both = readonly [readonly Life[], readonly Life[]];

/** Whether both are in the state system for more than a month of a span: what is coded by month says nothing of less. */
const bothWithin = ([a, b]: Both, first: number, last: number): boolean =>
  a.some((one) =>
    b.some(
      (other) =>
        daysSpanned(
          Math.max(one.from.earliest, other.from.earliest, first),
          Math.min(one.to.latest, other.to.latest, last),
        ) > 31,
    ),
  );

const beginsAt = (lives: readonly Life[], from: When): boolean => lives.some((life) => mayBeSame(life.from, from));
const endsAt = (lives: readonly Life[], to: When): boolean => lives.some((life) => mayBeSame(life.to, to, 1));

function beginsAlike(from: SeedClaim['content']['from'], spell: Spell, both: Both): boolean {
  if (from === undefined || mayBeSame(from, spell.from)) return true;
  return from.earliest <= spell.from.latest && both.some((lives) => beginsAt(lives, spell.from));
}

function endsAlike(to: SeedClaim['content']['to'], spell: Spell, both: Both): boolean {
  const isLast = spell.to.latest >= lastDay;
  if (to === undefined) return true;
  if (to === 'open') return isLast;
  if (isLast || mayBeSame(to, spell.to, 1)) return isLast ? to.latest >= lastDay : true;
  return to.latest >= spell.to.earliest && both.some((lives) => endsAt(lives, spell.to));
}

const spellText = ({ from, to }: Spell): string => `${from.text}/${to.latest >= lastDay ? '..' : to.text}`;
