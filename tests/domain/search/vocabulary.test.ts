import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { LEAST_LIKENESS, likeness, type Spelt } from '../../../src/domain/search/likeness.ts';
import { Vocabulary } from '../../../src/domain/search/vocabulary.ts';

const spelt = (fold: string): Spelt => ({ fold, words: fold.split(' ') });

/** The names like what was asked, each with its number, out of those that are looked at. */
const alike = (asked: Spelt, names: readonly Spelt[], numbers: Iterable<number>) =>
  [...numbers].flatMap((number) => {
    const like = likeness(asked, names[number] as Spelt);
    return like && like.score >= LEAST_LIKENESS ? [{ number, ...like }] : [];
  });

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 7 }),
  fc.constantFrom(
    'of',
    'the',
    'treaty',
    'treaties',
    'organization',
    'organisation',
    '中国',
    '中华人民共和国',
    'сша',
    '400',
  ),
);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const names = fc.array(name, { minLength: 1, maxLength: 60 });

/** What may become of a text: a part of it, letters gone or swapped, words turned round, its initials. */
const turned = (text: string, how: number, at: number): string => {
  const cut = at % text.length;
  const words = text.split(' ');
  return [
    text,
    text.slice(0, cut + 1),
    text.slice(0, cut) + text.slice(cut + 1),
    `${text.slice(0, cut)}b${text.slice(cut)}`,
    text.slice(0, cut) + (text[cut + 1] ?? '') + (text[cut] as string) + text.slice(cut + 2),
    words.toReversed().join(' '),
    words.map(([letter]) => letter).join(''),
    words.join(''),
    words.slice(1).join(' '),
  ][how % 9] as string;
};
const asked = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    name,
    fc
      .tuple(fc.constantFrom(...texts), fc.nat({ max: 80 }), fc.nat({ max: 80 }), fc.nat({ max: 40 }))
      .map(([text, one, other, at]) => turned(turned(text, one, at) || text, other, at * 7))
      .map((text) => text.replaceAll(/ +/g, ' ').trim())
      .filter((text) => text !== ''),
  );

describe('the names a vocabulary finds', () => {
  test('are all that are alike when every name is looked at', () => {
    fc.assert(
      fc.property(
        names.chain((texts) => fc.tuple(fc.constant(texts), fc.array(asked(texts), { minLength: 1, maxLength: 5 }))),
        ([texts, all]) => {
          const held = texts.map(spelt);
          const vocabulary = new Vocabulary(held);
          for (const one of all.map(spelt)) {
            const found = vocabulary.candidates(one, 400);
            expect(found).toEqual([...new Set(found)].toSorted((a, b) => a - b));
            expect(alike(one, held, found)).toEqual(alike(one, held, held.keys()));
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['fiji', 'fjii'],
    ['mig 29', 'mig29'],
    ['north atlantic treaty organization', 'nato'],
    ['treaty on the non proliferation of nuclear weapons', 'tnpnw'],
    ['中华人民共和国', '中华'],
    ['organisation mondiale des douanes', 'organizaton mondial'],
  ])('%s is found by %s', (fold, text) => {
    const held = [spelt('something else'), spelt(fold)];
    const found = new Vocabulary(held).candidates(spelt(text), 400);
    expect(alike(spelt(text), held, found).map(({ number }) => number)).toEqual([1]);
  });

  test('are, where they are too many, those most alike', () => {
    const held = ['x pacts', 'x pact', 'pacta sunt', 'paca', 'pact', 'pacts', 'pact of x', 'much longer pact'].map(
      spelt,
    );
    const vocabulary = new Vocabulary(held);
    const found = (most: number) => vocabulary.candidates(spelt('pact'), most).map((number) => held[number]?.fold);
    expect(found(1)).toEqual(['pact']);
    expect(found(4)).toEqual(['pacta sunt', 'pact', 'pacts', 'pact of x']);
    expect(found(6)).toEqual(['x pact', 'pacta sunt', 'pact', 'pacts', 'pact of x', 'much longer pact']);
    expect(found(7)).toEqual(['x pacts', 'x pact', 'pacta sunt', 'pact', 'pacts', 'pact of x', 'much longer pact']);
    expect(found(8)).toHaveLength(8);
  });
});
