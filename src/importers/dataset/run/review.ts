import { stringify } from 'yaml';
import { type Cursor, YamlFile } from '../../seed/cursor.ts';
import { type Day, FIRST_DAY, isoFromDay, LAST_DAY } from '../../../model/day.ts';
import { DateProblem, type When, when } from '../../../model/edtf.ts';
import { kindOfKey } from '../../../model/registry.ts';
import type { Problem } from '../../problem.ts';

/** A name or code that leads to no entity, or to several, and where it was met. */
export interface Unresolved {
  /** `code COW 8152`, `name Foo`. */
  readonly what: string;
  /** What is wrong: nothing has it, or several do. */
  readonly why: string;
  readonly candidates: readonly string[];
  /** How many rows' facts wait for it. */
  count: number;
  /** The first and the last date of those rows, in words; undefined where it is one, which `why` tells. */
  readonly dates?: string;
  /** The first place, `file:line:column`. */
  readonly first: string;
}

/** What a person answered for some days, or for all: the key of an entity, or `skip`: facts with it are to be left out. */
export interface Use {
  readonly use: string;
  readonly first: Day;
  readonly last: Day;
  /** Where it stands, `file:line:column`. */
  readonly place: string;
}

/** What a person answered to a name or code. */
export interface Answer {
  /** In the order of time; no two for one day. */
  readonly uses: readonly Use[];
  /** What was asked, as far as the file still has it. */
  readonly asked: Partial<Omit<Unresolved, 'what'>>;
}

/** Answers by what they are to. */
export type Answers = ReadonlyMap<string, Answer>;

/** Reads the answers of a review file; problems where one is no key. */
export function readReview(path: string, text: string): { answers: Answers; problems: readonly Problem[] } {
  const file = new YamlFile(path, text);
  const answers = new Map<string, Answer>();
  for (const entry of file.root.get('unresolved').list()) {
    entry.entries(new Set(['what', 'why', 'candidates', 'dates', 'rows', 'first', 'use']));
    const what = entry.get('what').string();
    const uses = usesIn(entry.get('use'));
    if (what === undefined) entry.problem('An entry needs `what`: the name or code that is answered.');
    else if (uses.length > 0) answers.set(what, { uses, asked: askedIn(entry) });
  }
  return { answers, problems: file.problems };
}

/** A key or `skip` for any day, or a list of such, each for its days. */
function usesIn(given: Cursor): Use[] {
  const uses: { use: Use; at: Cursor }[] = [];
  for (const at of given.list()) {
    if (at.isMap) at.entries(new Set(['use', 'from', 'to']));
    const text = at.isMap ? at.get('use') : at;
    const use = text.string();
    if (use === undefined) {
      if (at.isMap) at.problem('Each of several answers needs `use`: the key of an entity, or skip.');
      continue;
    }
    if (use !== 'skip' && !kindOfKey(use))
      text.problem(`"${use}" is no key of an entity, such as country:tur, and not skip.`);
    const first = (at.isMap ? dateIn(at.get('from')) : undefined)?.earliest ?? FIRST_DAY;
    const last = (at.isMap ? dateIn(at.get('to')) : undefined)?.latest ?? LAST_DAY;
    if (last < first) at.problem(`It ends (${isoFromDay(last)}) before it begins (${isoFromDay(first)}).`);
    const { file, line, column } = text.where();
    uses.push({ use: { use, first, last, place: `${file}:${line}:${column}` }, at });
  }
  const inTime = uses.toSorted((a, b) => a.use.first - b.use.first);
  for (const [index, { use, at }] of inTime.entries()) {
    const before = inTime[index - 1]?.use;
    if (before && before.last >= use.first)
      at.problem(
        `${use.use} and ${before.use} are both answered for ${dayOf(use.first)}; of a day only one can be meant.`,
      );
  }
  return inTime.map(({ use }) => use);
}

const dayOf = (day: Day): string => (day === FIRST_DAY ? 'any day' : isoFromDay(day));

function dateIn(given: Cursor): When | undefined {
  const text = given.string();
  if (text === undefined) return undefined;
  try {
    return when(text);
  } catch (error) {
    if (!(error instanceof DateProblem)) throw error;
    given.problem(error.message);
    return undefined;
  }
}

function askedIn(entry: Cursor): Answer['asked'] {
  const rows = entry.get('rows').string();
  return {
    why: entry.get('why').string(),
    candidates: entry.get('candidates').strings(),
    dates: entry.get('dates').string(),
    count: rows === undefined ? undefined : Number(rows),
    first: entry.get('first').string(),
  };
}

const HEAD = `# Names and codes that the import could not settle by itself: nothing in the graph has them, or several entities do.
# Write after \`use:\` the key of the entity that is meant (such as country:tur), or skip to leave the facts out, and import again
# with --review and this file. What has no answer is left out again and stays in the list. Where it means one entity until some
# day and another after it: a list of such, each with from, to or both, as in - { use: country:tur, to: 1990-10-02 }
`;

/** The text of a review file: what was answered already, and what is unresolved. */
export function reviewText(dataset: string, unresolved: readonly Unresolved[], answers: Answers): string {
  const answered = new Map([...answers].map(([what, { uses, asked }]) => [what, entryOf({ what, ...asked }, uses)]));
  // What is answered for other days only is asked again in its own place.
  const open = unresolved.map((each) => entryOf(each, answers.get(each.what)?.uses ?? []));
  for (const { what } of unresolved) answered.delete(what);
  return HEAD + stringify({ dataset, unresolved: [...answered.values(), ...open] }, { nullStr: '', lineWidth: 0 });
}

const entryOf = (
  { what, why, candidates = [], dates, count, first }: Pick<Unresolved, 'what'> & Answer['asked'],
  uses: readonly Use[],
): object => ({
  what,
  ...(why !== undefined && { why }),
  ...(candidates.length > 0 && { candidates: [...candidates] }),
  ...(dates !== undefined && { dates }),
  ...(count !== undefined && { rows: count }),
  ...(first !== undefined && { first }),
  use: useOf(uses),
});

function useOf(uses: readonly Use[]): unknown {
  const [one] = uses;
  if (!one) return null;
  if (uses.length === 1 && one.first === FIRST_DAY && one.last === LAST_DAY) return one.use;
  return uses.map(({ use, first, last }) => ({
    use,
    ...(first !== FIRST_DAY && { from: isoFromDay(first) }),
    ...(last !== LAST_DAY && { to: isoFromDay(last) }),
  }));
}
