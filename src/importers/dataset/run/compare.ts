import { sourceNumber } from '../../../domain/source/number.ts';
import { type Claim, type ClaimContent, endText } from '../../../model/claim.ts';
import { claimFromRow } from '../../../store/claim-record.ts';
import type { GraphStore, Row } from '../../../store/port.ts';
import { CLAIMS_IN_RANGE, COUNT_CLAIMS } from './compare.cypher.ts';
import type { Compared } from './report.ts';
import type { Told, ToldGroup } from './groups.ts';

/** Claims read from the graph at once, about. */
const AT_ONCE = 50_000;
/** Index numbers of groups are below this. */
const NUMBERS = 2 ** 50;

/** What the graph has of this release that its files do not, and how it differs from another release. */
export interface Comparison {
  /** Claims that stand and are no longer told, group by group. */
  readonly stale: AsyncGenerator<Claim[]>;
  compared(): Compared | undefined;
  /** Facts of the graph that the files say something of. */
  facts(): number;
}

/**
 * Lays the claims of the files beside those the graph has of this release, and of another one, in the order of their groups: a part
 * of the graph at a time, so that memory is bounded. `stale` must be read to its end before `compared` is known.
 */
export function compare(
  store: GraphStore,
  source: string,
  groups: AsyncGenerator<ToldGroup>,
  other: string | undefined,
): Comparison {
  const counts = { added: 0, changed: 0, unchanged: 0, dropped: 0 };
  let facts = 0;
  async function* stale(): AsyncGenerator<Claim[]> {
    let next = await groups.next();
    for await (const { claims, until } of claimsByParts(store, [source, ...(other === undefined ? [] : [other])])) {
      const known = new Map<string, { own: Claim[]; other: Claim[] }>();
      for (const claim of claims) {
        const name = claim.key.slice(6, 22);
        const group = known.get(name) ?? { own: [], other: [] };
        known.set(name, group);
        (claim.source === source ? group.own : group.other).push(claim);
      }
      while (!next.done && numberOf(next.value.group) < until) {
        const { group, told } = next.value;
        const there = known.get(group);
        known.delete(group);
        facts += new Set(there?.own.map(({ spell }) => spell)).size;
        if (other !== undefined) count(counts, told, there?.other ?? []);
        const gone = there
          ? staleAmong(
              there.own,
              told.map(({ key }) => key),
            )
          : [];
        if (gone.length > 0) yield gone;
        next = await groups.next();
      }
      for (const { own, other: others } of known.values()) {
        if (others.some(({ retractedAt }) => retractedAt === undefined)) counts.dropped++;
        const gone = staleAmong(own, []);
        if (gone.length > 0) yield gone;
      }
    }
  }
  return {
    stale: stale(),
    compared: () => (other === undefined ? undefined : { with: other, ...counts }),
    facts: () => facts,
  };
}

/**
 * All claims of some sources, retracted ones too, in the order of their groups: a part of the graph at a time, each with the
 * number that all groups of the parts to come reach.
 */
export async function* claimsByParts(
  store: GraphStore,
  sources: readonly string[],
): AsyncGenerator<{ claims: Claim[]; until: number }> {
  const total = ((await store.read(COUNT_CLAIMS))[0]?.[0] as number | undefined) ?? 0;
  const parts = Math.max(1, Math.ceil(total / AT_ONCE));
  const numbers = sources.map(sourceNumber);
  for (let part = 1; part <= parts; part++) {
    const isLast = part === parts;
    const from = Math.floor((NUMBERS / parts) * (part - 1));
    const to = isLast ? NUMBERS : Math.floor((NUMBERS / parts) * part);
    const rows = await store.read(CLAIMS_IN_RANGE, { from, to, numbers });
    yield { claims: rows.map(([columns]) => claimFromRow(columns as Row)), until: isLast ? Infinity : to };
  }
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
function numberOf(group: string): number {
  let value = 0;
  for (let at = 0; at < 10; at++) value = value * 32 + ALPHABET.indexOf(group[at] as string);
  return value;
}

/** Of a group's claims of one source, the standing ones that are not wanted. */
function staleAmong(claims: readonly Claim[], wanted: readonly string[]): Claim[] {
  const kept = new Set(wanted);
  return claims.filter(({ key, retractedAt }) => retractedAt === undefined && !kept.has(key));
}

function count(
  counts: { added: number; changed: number; unchanged: number },
  mine: readonly Told[],
  theirs: readonly Claim[],
): void {
  const standing = theirs.filter(({ retractedAt }) => retractedAt === undefined);
  if (standing.length === 0) counts.added++;
  else if (together(mine.map(({ dates }) => dates)) === together(standing.map(datesOf))) counts.unchanged++;
  else counts.changed++;
}

/** What a claim says of its fact beside the statement, in one text. */
export const datesOf = ({ from, to, censored, mood }: ClaimContent): string =>
  `${mood} ${from?.text}/${endText(to)} ${censored ?? ''}`;

const together = (dates: readonly string[]): string => [...new Set(dates)].toSorted().join(' ');
