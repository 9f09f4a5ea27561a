import type { SeedClaim } from '../claims.ts';
import type { Seed } from '../read.ts';
import { compareAlliances, readAtop, readCowAlliances } from './alliances.ts';
import { compareBodies } from './bodies.ts';
import { compareBorders } from './borders.ts';
import type { Finding } from './finding.ts';
import { SeedIndex } from './index.ts';
import { compareLives, readCowStates, readGwStates } from './lives.ts';
import { compareMemberships } from './memberships.ts';
import { REFERENCES, type ReferenceName } from './references.ts';
import { compareSuccessions } from './successions.ts';
import { type DataTable, findTables } from './tables.ts';
import { compareTrade } from './trade.ts';

/** One sort of fact of the curated graph, and what data sets say of it. */
export interface List {
  readonly name: string;
  /** All claims of that sort, whether a data set covers them or not. */
  readonly claims: readonly SeedClaim[];
  readonly findings: readonly Finding[];
}

/** What the data sets of a folder say of the curated graph. */
export interface Comparison {
  readonly index: SeedIndex;
  readonly lists: readonly List[];
  readonly compared: readonly ReferenceName[];
  /** Data sets of which the folder lacks a file. */
  readonly missing: readonly ReferenceName[];
}

/** Compares the curated graph with the data sets found under a folder. Rejects with BAD_USER_INPUT for no folder, BAD_DATA for a broken file. */
export async function compareSeed(seed: Seed, folder: string): Promise<Comparison> {
  const found = await findTables(folder);
  const index = new SeedIndex(seed);
  const table = (name: ReferenceName, file: string): DataTable => found.get(name)?.get(file) as DataTable;
  const has = (name: ReferenceName): boolean => found.has(name);
  const of = (
    type: Parameters<SeedIndex['claims']>[0],
    test: (claim: SeedClaim) => boolean = () => true,
  ): SeedClaim[] => index.claims(type).filter(test);
  const isOf = (kind: string) => (claim: SeedClaim) => claim.content.subject.startsWith(kind);
  const isTrade = (key: string): boolean => index.agreementKind(key) === 'TRADE';
  const isAlliance = (key: string): boolean => index.agreementKind(key) === 'ALLIANCE';

  const cow = has('cowStates') ? await readCowStates(table('cowStates', 'spells')) : undefined;
  const gw = has('gwStates') ? await readGwStates(table('gwStates', 'spells')) : undefined;
  const states = [cow, gw].filter((list) => list !== undefined);
  const alliances = [
    ...(has('cowAlliances') ? compareAlliances(index, await readCowAlliances(table('cowAlliances', 'members'))) : []),
    ...(has('atop') ? compareAlliances(index, await readAtop(table('atop', 'members'))) : []),
  ];
  const trade = has('desta') ? await compareTrade(index, table('desta', 'treaties')) : [];
  const agreements = (is: (key: string) => boolean): SeedClaim[] => [
    ...of('MILESTONE', ({ content }) => is(content.subject)),
    ...of('PARTY_TO', ({ content }) => is(content.object ?? '')),
  ];
  // An agreement of another kind may bear a code of alliances or of trade agreements: it is of that list too.
  const bears = (findings: readonly Finding[]): Set<string> =>
    new Set(findings.map(({ type, subject, object }) => (type === 'MILESTONE' ? subject : (object ?? ''))));
  const [allied, traded] = [bears(alliances), bears(trade)];
  const lists: List[] = [
    {
      name: 'memberships',
      claims: of('MEMBER_OF'),
      findings: has('igo') ? await compareMemberships(index, table('igo', 'organizations'), table('igo', 'years')) : [],
    },
    {
      name: 'organizations',
      claims: of('EXISTENCE', isOf('org:')),
      findings: has('igo') ? await compareBodies(index, table('igo', 'organizations')) : [],
    },
    {
      name: 'alliances',
      claims: agreements((key) => isAlliance(key) || allied.has(key)),
      findings: alliances,
    },
    { name: 'trade agreements', claims: agreements((key) => isTrade(key) || traded.has(key)), findings: trade },
    {
      name: 'states',
      claims: of('EXISTENCE', isOf('country:')),
      findings: states.flatMap((list) => compareLives(index, list)),
    },
    {
      name: 'successions',
      claims: of('SUCCEEDED_BY'),
      findings: states.flatMap((list) => compareSuccessions(index, list)),
    },
    {
      name: 'borders',
      claims: of('BORDERS'),
      findings: cow && has('contiguity') ? await compareBorders(index, table('contiguity', 'pairs'), cow) : [],
    },
  ];
  const names = Object.keys(REFERENCES) as ReferenceName[];
  return { index, lists, compared: names.filter(has), missing: names.filter((name) => !has(name)) };
}
