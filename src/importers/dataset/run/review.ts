import { stringify } from 'yaml';
import { type Cursor, YamlFile } from '../../seed/cursor.ts';
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
  /** The first place, `file:line:column`. */
  readonly first: string;
}

/** What a person answered to a name or code: the key of an entity, or `skip`: that facts with it are to be left out. */
export interface Answer {
  readonly use: string;
  /** Where it stands, `file:line:column`. */
  readonly place: string;
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
    entry.entries(new Set(['what', 'why', 'candidates', 'rows', 'first', 'use']));
    const [what, use] = [entry.get('what').string(), entry.get('use').string()];
    if (what === undefined) entry.problem('An entry needs `what`: the name or code that is answered.');
    else if (use !== undefined) {
      if (use !== 'skip' && !kindOfKey(use))
        entry.get('use').problem(`"${use}" is no key of an entity, such as country:tur, and not skip.`);
      const { line, column } = entry.get('use').where();
      answers.set(what, { use, place: `${path}:${line}:${column}`, asked: askedIn(entry) });
    }
  }
  return { answers, problems: file.problems };
}

function askedIn(entry: Cursor): Answer['asked'] {
  const rows = entry.get('rows').string();
  return {
    why: entry.get('why').string(),
    candidates: entry.get('candidates').strings(),
    count: rows === undefined ? undefined : Number(rows),
    first: entry.get('first').string(),
  };
}

const HEAD = `# Names and codes that the import could not settle by itself: nothing in the graph has them, or several entities do.
# Write after \`use:\` the key of the entity that is meant (such as country:tur), or skip to leave the facts out, and import again
# with --review and this file. What has no answer is left out again and stays in the list.
`;

/** The text of a review file: what was answered already, and what is unresolved. */
export function reviewText(dataset: string, unresolved: readonly Unresolved[], answers: Answers): string {
  const answered = [...answers].map(([what, { use, asked }]) => entryOf({ what, ...asked }, use));
  const open = unresolved.map((each) => entryOf(each, null));
  return HEAD + stringify({ dataset, unresolved: [...answered, ...open] }, { nullStr: '', lineWidth: 0 });
}

const entryOf = (
  { what, why, candidates = [], count, first }: Pick<Unresolved, 'what'> & Answer['asked'],
  use: string | null,
): object => ({
  what,
  ...(why !== undefined && { why }),
  ...(candidates.length > 0 && { candidates: [...candidates] }),
  ...(count !== undefined && { rows: count }),
  ...(first !== undefined && { first }),
  use,
});
