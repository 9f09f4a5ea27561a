import { distance } from './distance.ts';

/**
 * Texts by their length and the set of their letters, to find those that differ from a text in few letters without looking
 * at each in full. Takes 8 bytes a text, besides the text.
 */
export class Nearby {
  readonly #texts: readonly string[];
  /** Numbers of the texts, the shorter first. */
  readonly #numbers: Int32Array;
  /** The letters of each, in the same order. */
  readonly #letters: Int32Array;
  /** Where the texts of each length begin, and where the longest end. */
  readonly #starts: readonly number[];

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    const starts = [0];
    for (const { length } of texts) {
      while (starts.length < length + 2) starts.push(0);
      (starts[length + 1] as number)++;
    }
    for (let length = 1; length < starts.length; length++) (starts[length] as number) += starts[length - 1] as number;
    this.#starts = starts;
    this.#numbers = new Int32Array(texts.length);
    this.#letters = new Int32Array(texts.length);
    const next = [...starts];
    for (const [number, text] of texts.entries()) {
      const place = (next[text.length] as number)++;
      this.#numbers[place] = number;
      this.#letters[place] = lettersOf(text);
    }
  }

  /** Numbers of the texts that differ from one in at most so many letters, in no order that means anything. */
  within(text: string, most: number): number[] {
    const found: number[] = [];
    const letters = lettersOf(text);
    const end = this.#starts[Math.min(text.length + most + 1, this.#starts.length - 1)] as number;
    for (let place = this.#starts[Math.max(0, text.length - most)] ?? end; place < end; place++) {
      const others = this.#letters[place] as number;
      // One change takes at most one letter away and brings at most one.
      if (bits(letters & ~others) > most || bits(others & ~letters) > most) continue;
      const number = this.#numbers[place] as number;
      if (distance(text, this.#texts[number] as string, most) !== undefined) found.push(number);
    }
    return found;
  }
}

/** The set of a text's letters; those of one alphabet mostly have a bit each. */
function lettersOf(text: string): number {
  let letters = 0;
  for (let index = 0; index < text.length; index++) letters |= 1 << (text.charCodeAt(index) & 31);
  return letters;
}

/** How many bits are set. */
function bits(set: number): number {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
