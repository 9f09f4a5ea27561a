import { factSearch } from '../../src/domain/fact/search.cypher.ts';
import { counts } from '../../src/domain/fact/view.cypher.ts';
import { keyset, type Page } from '../../src/domain/page.ts';
import { derivedType, DERIVED_NAMES, RECORDED_TYPES } from '../../src/model/registry.ts';
import { type At, DEFAULT_VIEW, type View, viewBelow } from '../../src/model/view.ts';

/**
 * Values for the parameters of every exported function of a `.cypher.ts` file that builds a statement, by the name of the
 * parameter, such that each of its forms is met. The lint of the portable subset looks at what they build; a builder with
 * a parameter that has no values here fails it.
 */

const view = (at: At): View => viewBelow(DEFAULT_VIEW, at);
const CERTAIN = view({ validOn: '2019-10-23', certain: true });
const VIEWS = [
  DEFAULT_VIEW,
  CERTAIN,
  view({ validOn: '2019-10-23', knownOn: '2020-12-07', sources: ['source:a'] }),
  view({ recordedBy: '2026-01-01T00:00:00Z' }),
];
const PAGES: readonly Page[] = [
  { size: 20, backwards: false },
  { size: 20, backwards: true, beyond: [1, 'a'], upTo: [0, 'b'] },
];
const BOOLEANS = [false, true];
const WAYS = ['OUT', 'IN', 'BOTH'];
const TYPES = [['MEMBER_OF', 'PARTY_TO']];

/** Every combination of one value of each list. */
export function combinations(lists: readonly (readonly unknown[])[]): unknown[][] {
  return lists.reduce<unknown[][]>((rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])), [[]]);
}

const FACTS_OF = [
  ...WAYS.map((direction) => ({ direction })),
  { direction: 'BOTH', types: ['MEMBER_OF'], qualifier: 'role' },
];
const LISTS = combinations([[undefined, ['COUNTRY'], ['COUNTRY', 'ORGANIZATION']], BOOLEANS, BOOLEANS, BOOLEANS]).map(
  ([kinds, among, certain, dated]) => ({
    kinds,
    among,
    certain,
    ...(dated === true && { existence: counts('x2', CERTAIN) }),
  }),
);
const LOOKS = [undefined, 'side', { where: 'a.signed <= $beyondOrder', orderBy: 'a.signed DESC, a.key ASC' }];
const AGREEMENTS = combinations([['ofParty', 'between', 'among', 'all'], BOOLEANS, VIEWS, LOOKS]).map(
  ([from, narrowed, at, look]) => ({
    from,
    sides: 2,
    kinds: narrowed,
    signed: narrowed,
    counting: (r: string) => counts(r, at as View),
    ...(from === 'between' && { look }),
  }),
);

/** Conditions of a search for facts, from none to all. */
const CONDITIONS = [
  { derived: [], qualifiers: [] },
  {
    types: ['PARTY_TO', 'MEMBER_OF'],
    subject: { keys: new Set(['country:a']), kinds: ['COUNTRY', 'PERSON'], with: [], without: [] },
    object: { keys: new Set(['org:b', 'org:c']), kinds: ['ORGANIZATION'], with: [], without: [] },
    about: { keys: new Set(['org:b', 'org:c', 'org:d']), kinds: [], with: [], without: [] },
    values: new Set(['x']),
    agreementKinds: ['TREATY'],
    status: ['ACCEPTED'],
    during: { first: 1, last: 2 },
    began: { first: 1, last: 2 },
    sourceCountMax: 1,
    contradicted: true,
    qualifiers: [{ name: 'role' }, { name: 'standing', values: new Set(['FULL']) }],
    derived: [],
  },
  { object: { keys: new Set(['org:b']), with: [], without: [] }, contradicted: false, derived: [], qualifiers: [] },
  { about: { keys: new Set(['org:b']), with: [], without: [] }, derived: [], qualifiers: [] },
];
const NARROWED = [
  {},
  { pairs: new Set(['a b']) },
  ...WAYS.map((direction) => ({ touching: { keys: new Set(['a']), direction } })),
];
/** Untyped on purpose: it follows a signature that changes while the house is built. */
const searchFor = factSearch as unknown as (...given: readonly unknown[]) => unknown;
const SEARCHES = combinations([CONDITIONS, NARROWED, VIEWS]).map((given) => searchFor(...given));
const GROUP_KEYS = [
  ...['TYPE', 'BEGAN_YEAR', 'SUBJECT', 'OBJECT', 'PAIR', 'ORGANIZATION', 'VALUE', 'AGREEMENT_KIND', 'STATUS'].map(
    (key) => [key],
  ),
  ['YEAR', 'TYPE'],
  ['SUBJECT', 'MONTH', 'OBJECT'],
];

type Values = Readonly<Record<string, readonly unknown[]>>;

const COMMON: Values = {
  of: FACTS_OF,
  counting: VIEWS.map((at) => counts('r', at)),
  where: PAGES.map((page) => keyset('r.begins', 'r.key', page).where),
  beyond: PAGES.map((page) => keyset('r.begins', 'r.key', page).where),
  orderBy: PAGES.map((page) => keyset('r.begins', 'r.key', page).orderBy),
  order: ['r.begins'],
  type: RECORDED_TYPES,
  types: TYPES,
  direction: WAYS,
  way: WAYS,
  ways: [['BOTH'], ['OUT', 'IN']],
  bySpeaker: BOOLEANS,
  anchored: BOOLEANS,
  among: BOOLEANS,
  counted: [
    { claims: false, ends: false, relations: false },
    { claims: true, ends: true, relations: true },
  ],
  '{ wholly, reachedBy, total }': combinations([BOOLEANS, BOOLEANS]).map(([wholly, total]) => ({
    wholly,
    reachedBy: wholly,
    total,
  })),
  form: combinations([
    ['facts', 'links', 'ends'],
    [undefined, 'claims', 'sources'],
  ]).map(([columns, beside]) => ({
    columns,
    beside,
  })),
  withTotal: BOOLEANS,
  search: SEARCHES,
  parts: [
    ...SEARCHES.map((search) => [{ search }]),
    RECORDED_TYPES.slice(0, 2).map((type) => ({ type, search: SEARCHES[0] })),
  ],
  keys: GROUP_KEYS,
  rule: DERIVED_NAMES.map(derivedType),
  anchor: ['subject', 'object'],
  end: ['subject', 'object'],
  along: [
    [],
    [
      {
        of: { types: ['MILESTONE'], direction: 'OUT' },
        form: { columns: 'links' },
        orderBy: 'q.begins ASC, q.key ASC',
      },
    ],
  ],
  list: LISTS,
};

/** Where a name means something else in a file. */
const IN_FILE: Readonly<Record<string, Values>> = {
  'agreement.cypher.ts': { search: AGREEMENTS },
  'derived.cypher.ts:tiedPairs': { counting: VIEWS.map((at) => (r: string) => counts(r, at)) },
  'derived.cypher.ts:legFacts': { counting: VIEWS.map((at) => (r: string) => counts(r, at)) },
  'derived.cypher.ts:alsoFacts': { rule: DERIVED_NAMES.map(derivedType).filter(({ also }) => also !== undefined) },
};

/** The values of a parameter of a function in a file; undefined where there are none. */
export function valuesFor(file: string, builder: string, parameter: string): readonly unknown[] | undefined {
  return IN_FILE[`${file}:${builder}`]?.[parameter] ?? IN_FILE[file]?.[parameter] ?? COMMON[parameter];
}

/** The names of a function's parameters, as it is written; one that is taken apart at once is its pattern. */
export function parametersOf(builder: (...given: never[]) => unknown): string[] {
  const source = builder.toString().replace(/^(?:async )?(?:function)?\s*\w*\s*/, '');
  const bare = /^(\w+)\s*=>/.exec(builder.toString());
  if (bare) return [bare[1] ?? ''];
  const names = [''];
  let depth = 0;
  for (const letter of source) {
    if ('([{'.includes(letter) && depth++ === 0) continue;
    if (')]}'.includes(letter) && --depth === 0) break;
    if (letter === ',' && depth === 1) names.push('');
    else names.push((names.pop() ?? '') + letter);
  }
  return names.map((name) => name.replace(/=[^>].*$/s, '').trim()).filter((name) => name !== '');
}

/** Exported functions that make a part of a text, or parameters: seen in what the others build. */
export const PIECES: ReadonlySet<string> = new Set([
  'entityColumns',
  'fetchedBeside',
  'fetchedOf',
  'carriedOf',
  'formName',
  'eachFetched',
  'briefColumns',
  'versionOf',
  'factSearch',
  'pattern',
  'counts',
  'viewParams',
  'statusNumbers',
]);
