import { allowed, byText, initials, type Spelt } from './likeness.ts';
import { Nearby } from './nearby.ts';

/** In which ways words asked are in a name, a bit each. What is there whole is also there begun, and but for a few letters. */
const [WHOLE, BEGUN, NEAR] = [0b111, 0b010, 0b100];
const ONLY_WHOLE = WHOLE & ~BEGUN & ~NEAR;

/** The words of all names, to find the names that `likeness` can take for what was asked without comparing every one. */
export class Vocabulary {
  readonly #names: readonly Spelt[];
  readonly #words: Postings;
  readonly #initials: Postings;
  readonly #nearWords: Nearby;
  readonly #nearNames: Nearby;
  /** The ways in which each name has the words asked so far, and the one word; of the last search until the next begins. */
  readonly #ways: Uint8Array;
  readonly #waysOfWord: Uint8Array;

  constructor(names: readonly Spelt[]) {
    this.#names = names;
    this.#words = new Postings(names.map(({ words }) => words));
    this.#initials = new Postings(names.map(({ words }) => [initials(words)].filter((each) => each.length > 1)));
    this.#nearWords = new Nearby(this.#words.words);
    this.#nearNames = new Nearby(names.map(({ fold }) => fold));
    this.#ways = new Uint8Array(names.length);
    this.#waysOfWord = new Uint8Array(names.length);
  }

  /**
   * Numbers, ascending, of all names that may be like the text: that have its words, all whole or begun, or all but for a few
   * letters; that have its letters but for a few, in whatever words; whose initials it is. Where they are more than `most`,
   * mostly as `likeness` would have them: those that begin with it or have just its words, then those that have all its
   * words, then those with words that begin so, then the others; of each the shorter first.
   */
  candidates(asked: Spelt, most: number): number[] {
    const ways = this.#ways.fill(0);
    const found = this.#withWords([...new Set(asked.words)]);
    const add = (numbers: Iterable<number>, way: number): void => {
      for (const number of numbers) {
        if (ways[number] === 0) found.push(number);
        (ways[number] as number) |= way;
      }
    };
    add(this.#nearNames.within(asked.fold, allowed(asked.fold)), NEAR);
    if (asked.words.length === 1) add(this.#initials.of(asked.fold), WHOLE);
    return found.length > most ? this.#first(found, most, asked.fold) : found.toSorted((a, b) => a - b);
  }

  /** Numbers of the names that have all the words in one way; leaves the ways in `#ways`. */
  #withWords(words: readonly string[]): number[] {
    const [first, ...rest] = words;
    let found = this.#mark(first as string, this.#ways);
    for (const word of rest) {
      if (found.length === 0) break;
      this.#mark(word, this.#waysOfWord.fill(0));
      found = found.filter((number) => ((this.#ways[number] as number) &= this.#waysOfWord[number] as number) !== 0);
    }
    return found;
  }

  /** Notes in which ways names have a word; gives those that do. */
  #mark(word: string, ways: Uint8Array): number[] {
    const found: number[] = [];
    const mark = (place: number, way: number): void => {
      for (const number of this.#words.at(place)) {
        if (ways[number] === 0) found.push(number);
        (ways[number] as number) |= way;
      }
    };
    const { words } = this.#words;
    for (let place = this.#words.place(word); place < words.length; place++) {
      const text = words[place] as string;
      if (!text.startsWith(word)) break;
      mark(place, text === word ? WHOLE : BEGUN);
    }
    if (allowed(word) > 0) for (const near of this.#nearWords.within(word, allowed(word))) mark(near, NEAR);
    return found;
  }

  /** The first so many of the names by the ways in which they have the words, then by length, then by number; ascending. */
  #first(found: readonly number[], most: number, asked: string): number[] {
    // One number for each stands for all three, as sorting by a function costs more than all the rest.
    const order = Float64Array.from(found, (number) => {
      const { fold } = this.#names[number] as Spelt;
      const ways = this.#ways[number] as number;
      const isWhole = (ways & ONLY_WHOLE) !== 0;
      const isClose = fold.startsWith(asked) || (isWhole && fold.length <= asked.length);
      const group = isClose ? 0 : isWhole ? 1 : ways & BEGUN ? 2 : 3;
      return (group * 1024 + Math.min(fold.length, 1023)) * 2 ** 32 + number;
    }).toSorted();
    return Array.from(order.subarray(0, most), (each) => each % 2 ** 32).toSorted((a, b) => a - b);
  }
}

/** Texts in order, and under each the numbers of what has it. */
class Postings {
  readonly words: readonly string[];
  readonly #numbers: Int32Array;
  /** Where the numbers of each word begin, and where the last one's end. */
  readonly #starts: Int32Array;

  /** Takes the texts of each number in turn. */
  constructor(texts: readonly (readonly string[])[]) {
    const numbers = new Map<string, number[]>();
    for (const [number, each] of texts.entries())
      for (const text of new Set(each)) {
        const known = numbers.get(text);
        if (known) known.push(number);
        else numbers.set(text, [number]);
      }
    const sorted = [...numbers].toSorted(([a], [b]) => byText(a, b));
    this.words = sorted.map(([word]) => word);
    this.#numbers = Int32Array.from(sorted.flatMap(([, each]) => each));
    this.#starts = new Int32Array(sorted.length + 1);
    for (const [place, [, each]] of sorted.entries())
      this.#starts[place + 1] = (this.#starts[place] as number) + each.length;
  }

  /** The place of the first text that is the one given or comes after it. */
  place(text: string): number {
    let [low, high] = [0, this.words.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] as string) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The numbers under the text at a place. */
  at(place: number): Int32Array {
    return this.#numbers.subarray(this.#starts[place], this.#starts[place + 1]);
  }

  /** The numbers under a text. */
  of(text: string): Int32Array {
    const place = this.place(text);
    return this.words[place] === text ? this.at(place) : new Int32Array();
  }
}
