import { foldName } from '../../model/entity.ts';
import { kindOfKey } from '../../model/registry.ts';
import type { GraphStore, Row } from '../../store/port.ts';
import { GRAPH_STATE } from '../snapshot/snapshot.cypher.ts';
import { distance } from './distance.ts';
import { byText, LEAST_LIKENESS, type Likeness, likeness, type Spelt } from './likeness.ts';
import { NAMES_FROM } from './search.cypher.ts';
import { Vocabulary } from './vocabulary.ts';

/** A name an entity goes by. */
interface Name extends Spelt {
  readonly key: string;
  readonly text: string;
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

/** How many names are looked at closely. */
const CANDIDATES = 400;
/** Each page goes through all entities again on the embedded engine: of 200,000, pages of 2,000 took 9.9 s, of 20,000 1.3 s. */
const ROWS = 20_000;
/** How many letters of a key may differ from one that was asked. */
const MOST_APART = 2;

/** The names in order of their entities' keys, the main one by key, and the words of all. */
interface Built {
  readonly names: readonly Name[];
  readonly main: ReadonlyMap<string, string>;
  readonly vocabulary: Vocabulary;
}

/**
 * All names of the graph, held in memory so that both engines find the same in the same order. Built when first asked, and
 * again when the graph has changed since; a name takes about 330 bytes.
 */
export class NameIndex {
  readonly #store: GraphStore;
  #content: string | undefined;
  #built: Promise<Built> | undefined;

  constructor(store: GraphStore) {
    this.#store = store;
  }

  /** Entities by likeness of a name to the text, the most alike first; names in the languages given go first among equals. */
  async find(text: string, languages: readonly string[] = []): Promise<Found[]> {
    const asked = foldName(text);
    if (asked === '') return [];
    const { names, main, vocabulary } = await this.#current();
    const spelt: Spelt = { fold: asked, words: asked.split(' ') };
    const best = new Map<string, { name: Name; like: Likeness; rank: number }>();
    for (const number of vocabulary.candidates(spelt, CANDIDATES)) {
      const name = names[number] as Name;
      const like = likeness(spelt, name);
      if (!like || like.score < LEAST_LIKENESS) continue;
      const rank =
        like.score + (name.isMain ? 0.002 : 0) + (name.language && languages.includes(name.language) ? 0.001 : 0);
      const known = best.get(name.key);
      if (!known || known.rank < rank) best.set(name.key, { name, like, rank });
    }
    return [...best.values()]
      .toSorted((a, b) => b.rank - a.rank || byText(a.name.key, b.name.key))
      .map(({ name: { key, text: matched, language, isMain }, like: { because, score } }) => ({
        key,
        name: main.get(key) ?? matched,
        matched,
        because: `${isMain ? 'name' : language ? `name in ${language}` : 'alias'}: ${because}`,
        score,
      }));
  }

  /** Entities of the same kind whose keys are most like one that names nothing: by letters that differ, then by letters they share. */
  async nearKeys(key: string, most: number): Promise<Pick<Found, 'key' | 'name'>[]> {
    const { main } = await this.#current();
    const kind = kindOfKey(key);
    const letters = [...new Set(key.slice(key.indexOf(':') + 1))];
    return [...main]
      .flatMap(([other, name]) => {
        const apart = kindOfKey(other) === kind ? distance(key, other, MOST_APART) : undefined;
        if (apart === undefined) return [];
        const rest = new Set(other.slice(other.indexOf(':') + 1));
        return [{ key: other, name, apart, shared: letters.filter((letter) => rest.has(letter)).length }];
      })
      .toSorted((a, b) => a.apart - b.apart || b.shared - a.shared || byText(a.key, b.key))
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

  async #build(): Promise<Built> {
    const all: Row[] = [];
    let after = '';
    for (;;) {
      const rows = await this.#store.read(NAMES_FROM, { after, limit: ROWS });
      all.push(...rows);
      if (rows.length < ROWS) break;
      after = rows.at(-1)?.[0] as string;
    }
    const shared = new Map<string, string>();
    const names = all.toSorted(([a], [b]) => byText(a as string, b as string)).flatMap((row) => namesOf(row, shared));
    const main = new Map(all.map(([key, name]) => [key as string, name as string]));
    return { names, main, vocabulary: new Vocabulary(names) };
  }
}

/** The names of an entity, without those that fold to the same. Words are taken from those known, so that each is held once. */
function namesOf([key, name, names, aliases]: Row, known: Map<string, string>): Name[] {
  const found = new Map<string, Name>();
  const shared = (word: string): string => {
    const same = known.get(word);
    if (same === undefined) known.set(word, word);
    return same ?? word;
  };
  const add = (text: string, isMain: boolean, language?: string): void => {
    const fold = foldName(text);
    if (fold === '' || found.has(fold)) return;
    found.set(fold, { key: key as string, text, fold, words: fold.split(' ').map(shared), language, isMain });
  };
  add(name as string, true);
  for (const [language, text] of Object.entries(names ? (JSON.parse(names as string) as Record<string, string>) : {}))
    add(text, false, language);
  for (const alias of aliases ? (JSON.parse(aliases as string) as string[]) : []) add(alias, false);
  return [...found.values()];
}
