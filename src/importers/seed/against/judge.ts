import type { SeedClaim } from '../claims.ts';
import type { Disagreement } from '../disagrees.ts';
import type { LeftOut } from '../left-out.ts';
import type { Where } from '../place.ts';
import type { Seed } from '../read.ts';
import type { Comparison } from './compare.ts';
import type { Finding } from './finding.ts';
import { put, type SeedIndex } from './index.ts';
import { REFERENCES } from './references.ts';

/** How many claims of a list there are, and what became of those a data set covers. */
export interface Share {
  readonly list: string;
  readonly claims: number;
  readonly covered: number;
  readonly agree: number;
  /** Of those in which a data set disagrees, the ones whose file says why. */
  readonly explained: number;
  /** The rest, which are problems. */
  readonly open: number;
  /** Facts a data set has and the files lack: explained, and not. */
  readonly leftOut: number;
  readonly lacking: number;
}

/** A disagreement, told. */
export interface Dispute extends Partial<Where> {
  readonly list: string;
  readonly dataset: string;
  readonly fact: string;
  readonly here: string;
  readonly there: string;
  readonly row?: string;
  /** Why the files are kept as they are; absent: not explained. */
  readonly why?: string;
}

export interface Judgement {
  readonly shares: readonly Share[];
  readonly disputes: readonly Dispute[];
}

/**
 * Judges what data sets say: a disagreement that no row explains is noted as a problem where the row stands, and so is an
 * explanation of what a data set does not, or no longer, say.
 */
export function judge(seed: Seed, { index, lists, compared }: Comparison): Judgement {
  const datasets = new Map(seed.sources.map(({ value }) => [value.key, value.dataset] as const));
  // A claim that cites a data set is not checked by that data set.
  const isOwn = ({ content }: SeedClaim, label: string): boolean =>
    label.replace(/ \S+$/, '') === datasets.get(content.source);
  const labels = new Set<string>(compared.map((name) => REFERENCES[name].label));
  const used = new Set<Disagreement>();
  const disputes: Dispute[] = [];
  const shares = lists.map(({ name, claims, findings }): Share => {
    const verdict = new Map<SeedClaim, 'agree' | 'explained' | 'open'>();
    let [leftOut, lacking] = [0, 0];
    for (const finding of findings) {
      if (finding.claims.length > 0 && finding.claims.every((claim) => isOwn(claim, finding.label))) continue;
      const explanations = finding.agrees ? [] : explanationsOf(finding, seed.leftOut);
      for (const each of explanations) used.add(each);
      const why = explanations[0]?.why;
      const outcome = finding.agrees ? 'agree' : why === undefined ? 'open' : 'explained';
      for (const claim of finding.claims) verdict.set(claim, worse(verdict.get(claim), outcome));
      if (finding.claims.length === 0 && why === undefined) lacking++;
      else if (finding.claims.length === 0) leftOut++;
      if (finding.agrees) continue;
      const at = finding.claims[0]?.at ?? placeOf(finding, index);
      disputes.push({ ...at?.where(), ...told(finding, name), why });
      if (outcome === 'open') at?.problem(complaint(finding));
    }
    const count = (outcome: string): number => [...verdict.values()].filter((each) => each === outcome).length;
    return {
      list: name,
      claims: claims.length,
      covered: verdict.size,
      agree: count('agree'),
      explained: count('explained'),
      open: count('open'),
      leftOut,
      lacking,
    };
  });
  const given = [...seed.claims, ...seed.leftOut].flatMap(({ disagrees }) => disagrees);
  for (const [text, same] of byText(given))
    if (labels.has(text.label) && !same.some((each) => used.has(each)))
      text.at.problem(
        `${text.label} does not say ${text.says} here, or does not disagree. Mend \`disagrees\`, or remove it.`,
      );
  return { shares, disputes };
}

/** A row of several subjects has one text for all of them: it is of use where one of them needs it. */
function byText(given: readonly Disagreement[]): Map<Disagreement, Disagreement[]> {
  const places = new Map<string, Disagreement[]>();
  for (const each of given) {
    const { file, line, column } = each.at.where();
    put(places, `${file}:${line}:${column} ${each.label} ${each.says}`, each);
  }
  return new Map([...places.values()].map((list) => [list[0] as Disagreement, list]));
}

const ORDER = ['agree', 'explained', 'open'] as const;

function worse(a: (typeof ORDER)[number] | undefined, b: (typeof ORDER)[number]): (typeof ORDER)[number] {
  return a && ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

function explanationsOf(finding: Finding, leftOut: readonly LeftOut[]): Disagreement[] {
  const fits = ({ label, says }: Disagreement): boolean => label === finding.label && says === finding.says;
  if (finding.claims.length > 0) return finding.claims.flatMap(({ disagrees }) => disagrees.filter(fits));
  const of = leftOut.filter(({ type, object }) => type === finding.type && object === finding.object);
  const own = of
    .filter(({ subject }) => subject === finding.subject)
    .flatMap(({ disagrees }) => disagrees.filter(fits));
  if (own.length > 0) return own;
  // Without a subject: whoever has a standing, or `more`, all further ones.
  return of
    .filter(({ subject }) => subject === undefined)
    .flatMap(({ disagrees }) =>
      disagrees.filter(
        ({ label, says }) => label === finding.label && (says === 'more' || finding.says.startsWith(`${says} `)),
      ),
    );
}

/** Where what is lacking would be looked for: at the description of what it is of. */
function placeOf({ type, subject, object }: Finding, index: SeedIndex): ReturnType<SeedIndex['placeOf']> {
  const isOfObject = type === 'MEMBER_OF' || type === 'PARTY_TO';
  return index.placeOf((isOfObject ? object : subject) ?? subject);
}

const factOf = ({ type, subject, object, value }: Finding): string =>
  [type, subject, object, value].filter((part) => part !== undefined).join(' ');

const told = (finding: Finding, list: string): Omit<Dispute, keyof Where> => ({
  list,
  dataset: finding.label,
  fact: factOf(finding),
  here: finding.seedSays,
  there: finding.says,
  row: finding.row,
});

function complaint(finding: Finding): string {
  const { label, says, seedSays, row } = finding;
  const there = `${says}${row === undefined ? '' : ` (${row})`}`;
  return finding.claims.length === 0
    ? `${label} has ${factOf(finding)} ${there}, which these files lack. Add it, or say why not under \`leftOut\`: \`${label} ${says}: reason\`.`
    : `${factOf(finding)} is ${seedSays} here, but ${there} in ${label}. Correct the row, or say who is right: \`disagrees\` \`${label} ${says}: reason\`.`;
}
