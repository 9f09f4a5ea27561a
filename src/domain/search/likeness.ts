import { distance } from './distance.ts';

/** How a name is like what was asked: 1 is the same; and in which way, in words. */
export interface Likeness {
  readonly score: number;
  readonly because: string;
}

/** A folded text and its words. */
export interface Spelt {
  readonly fold: string;
  readonly words: readonly string[];
}

/** Below this a name is not taken for what was asked. */
export const LEAST_LIKENESS = 0.5;

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Compares two folded texts. In falling order: the same; the same words in another order; the name begins with what was
 * asked; all its words are in the name, whole or begun; the same but for letters wrong, missing, added or swapped; its words
 * so. Undefined where they are not alike. `Vocabulary` finds the names this can take for alike, and changes with it.
 */
export function likeness({ fold: asked, words }: Spelt, { fold: name, words: others }: Spelt): Likeness | undefined {
  if (asked === name) return { score: 1, because: 'the same' };
  const hasAll = words.every((word) => others.includes(word));
  if (hasAll && asked.length === name.length && sameWords(words, others))
    return { score: 0.97, because: 'the same words in another order' };
  const share = asked.length / name.length;
  if (name.startsWith(asked))
    return name[asked.length] === ' '
      ? { score: 0.85 + 0.1 * share, because: 'begins with it' }
      : { score: 0.8 + 0.1 * share, because: 'begins with these letters' };
  if (asked.length >= 2 && asked.length <= others.length && initials(others) === asked)
    return { score: 0.82, because: 'made of the initials' };
  if (hasAll) return { score: 0.75 + 0.1 * share, because: 'has all the words' };
  if (words.every((word) => others.some((other) => other.startsWith(word))))
    return { score: 0.65 + 0.1 * share, because: 'has words that begin so' };
  const apart = distance(asked, name, allowed(asked));
  if (apart !== undefined) return { score: 0.9 - apart / Math.max(asked.length, name.length), because: letters(apart) };
  return wordsAlike(words, others, asked.length);
}

/** How many letters may differ: none in two, one from three, two from six, three from twelve. */
export const allowed = (text: string): number => (text.length < 3 ? 0 : text.length < 6 ? 1 : text.length < 12 ? 2 : 3);

const letters = (n: number): string => (n === 1 ? 'one letter differs' : `${n} letters differ`);

const sameWords = (words: readonly string[], others: readonly string[]): boolean =>
  words.length === others.length && words.toSorted(byText).join(' ') === others.toSorted(byText).join(' ');

const SMALL_WORDS = new Set(['of', 'the', 'and', 'for', 'on', 'in', 'de', 'la', 'des', 'du', 'et', 'to']);

export const initials = (words: readonly string[]): string =>
  words
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => word[0] ?? '')
    .join('');

/** Every word asked, of so many letters and spaces together, is one of the name's, but for a few letters. */
function wordsAlike(words: readonly string[], others: readonly string[], asked: number): Likeness | undefined {
  let wrong = 0;
  for (const word of words) {
    const best = others.includes(word) ? 0 : leastApart(word, others);
    if (best === undefined) return undefined;
    wrong += best;
  }
  const share = Math.min(1, words.length / others.length);
  return { score: 0.5 + 0.25 * share + 0.1 - wrong / asked / 2, because: `its words, ${letters(wrong)}` };
}

/** How far the nearest of the words is from a word; undefined where none is near. */
function leastApart(word: string, others: readonly string[]): number | undefined {
  let least: number | undefined;
  for (const other of others) {
    const apart = distance(word, other, least === undefined ? allowed(word) : least - 1);
    if (apart !== undefined) least = apart;
    if (least === 1) return 1;
  }
  return least;
}
