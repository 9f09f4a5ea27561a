import MiniSearch from 'minisearch';
import { foldName } from '../../model/entity.ts';
import { kindOfKey } from '../../model/registry.ts';
import type { GraphStore, Row } from '../../store/port.ts';
import { GRAPH_STATE } from '../snapshot/snapshot.cypher.ts';
import { distance, LEAST_LIKENESS, likeness } from './likeness.ts';
import { NAMES_FROM } from './search.cypher.ts';

/** A name an entity goes by. */
interface Name {
  readonly key: string;
  readonly text: string;
  readonly fold: string;
  /** The language it is given in; absent for aliases. */
  readonly language?: string;
  readonly isMain: boolean;
}

/** An entity found by one of its names. */
export interface Found {
  readonly key: string;
  /** Its main name. */
  readonly name: string;
  /** The name that matched. */
  readonly matched: string;
  readonly because: string;
  /** From 0 to 1. */
  readonly score: number;
}

/** How many names the engine proposes for a closer look. */
const CANDIDATES = 400;
const ROWS = 2000;
/** How many letters of a key may differ from one that was asked. */
const MOST_APART = 2;

/**
 * All names of the graph, held in memory so that both engines find the same in the same order. Built when first asked, and
 * again when the graph has changed since; a name takes about 300 bytes.
 */
export class NameIndex {
  readonly #store: GraphStore;
  #content: string | undefined;
  #built: Promise<{ names: readonly Name[]; main: ReadonlyMap<string, string>; engine: MiniSearch }> | undefined;

  constructor(store: GraphStore) {
    this.#store = store;
  }

  /** Entities by likeness of a name to the text, the most alike first; names in the languages given go first among equals. */
  async find(text: string, languages: readonly string[] = []): Promise<Found[]> {
    const asked = foldName(text);
    if (asked === '') return [];
    const { names, main, engine } = await this.#current();
    const best = new Map<string, Found & { rank: number }>();
    for (const { id } of engine
      .search(asked, { prefix: true, fuzzy: fuzziness, combineWith: 'OR' })
      .slice(0, CANDIDATES)) {
      const name = names[id as number] as Name;
      const like = likeness(asked, name.fold);
      if (!like || like.score < LEAST_LIKENESS) continue;
      const rank =
        like.score + (name.isMain ? 0.002 : 0) + (name.language && languages.includes(name.language) ? 0.001 : 0);
      const known = best.get(name.key);
      if (known && known.rank >= rank) continue;
      const because = `${name.isMain ? 'name' : name.language ? `name in ${name.language}` : 'alias'}: ${like.because}`;
      best.set(name.key, {
        key: name.key,
        name: main.get(name.key) ?? name.text,
        matched: name.text,
        because,
        score: like.score,
        rank,
      });
    }
    return [...best.values()].toSorted((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1));
  }

  /** Entities of the same kind whose keys are most like one that names nothing: by letters that differ, then by letters they share. */
  async nearKeys(key: string, most: number): Promise<Pick<Found, 'key' | 'name'>[]> {
    const { main } = await this.#current();
    const kind = kindOfKey(key);
    const letters = [...new Set(key.slice(key.indexOf(':') + 1))];
    return [...main]
      .flatMap(([other, name]) => {
        const apart = kindOfKey(other) === kind ? distance(key, other, MOST_APART) : undefined;
        const rest = new Set(other.slice(other.indexOf(':') + 1));
        return apart === undefined
          ? []
          : [{ key: other, name, apart, shared: letters.filter((letter) => rest.has(letter)).length }];
      })
      .toSorted((a, b) => a.apart - b.apart || b.shared - a.shared || (a.key < b.key ? -1 : 1))
      .slice(0, most);
  }

  async #current() {
    const [row] = await this.#store.read(GRAPH_STATE);
    const content = (row?.[0] as string | undefined) ?? '';
    if (!this.#built || this.#content !== content) {
      this.#content = content;
      this.#built = this.#build();
      this.#built.catch(() => {
        this.#built = undefined;
      });
    }
    return this.#built;
  }

  async #build() {
    const names: Name[] = [];
    const main = new Map<string, string>();
    let after = '';
    for (;;) {
      const rows = await this.#store.read(NAMES_FROM, { after, limit: ROWS });
      for (const row of rows) {
        names.push(...namesOf(row));
        main.set(row[0] as string, row[1] as string);
      }
      if (rows.length < ROWS) break;
      after = rows.at(-1)?.[0] as string;
    }
    const engine = new MiniSearch({ fields: ['fold'], tokenize, processTerm: (term) => term });
    engine.addAll(names.map(({ fold }, id) => ({ id, fold })));
    return { names, main, engine };
  }
}

function namesOf([key, name, names, aliases]: Row): Name[] {
  const found = new Map<string, Name>();
  const add = (text: string, isMain: boolean, language?: string): void => {
    const fold = foldName(text);
    if (fold !== '' && !found.has(fold)) found.set(fold, { key: key as string, text, fold, language, isMain });
  };
  add(name as string, true);
  for (const [language, text] of Object.entries(names ? (JSON.parse(names as string) as Record<string, string>) : {}))
    add(text, false, language);
  for (const alias of aliases ? (JSON.parse(aliases as string) as string[]) : []) add(alias, false);
  return [...found.values()];
}

/** Words; of scripts written without spaces, each two characters together, and the whole. */
function tokenize(text: string): string[] {
  return text.split(' ').flatMap((word) => {
    if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) return [word];
    const characters = Array.from(word);
    return [word, ...characters.slice(1).map((character, index) => (characters[index] as string) + character)];
  });
}

/** How many letters of a word may differ where candidates are sought: see `likeness`. */
const fuzziness = (term: string): number => (term.length < 3 ? 0 : term.length < 6 ? 1 : 2);
