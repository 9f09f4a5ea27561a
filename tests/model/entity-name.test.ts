import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { foldName } from '../../src/model/entity.ts';

describe('a folded name', () => {
  it.each([
    ['NATO', 'nato'],
    // Accents
    ['Côte d’Ivoire', 'cote d ivoire'],
    ['Türkiye', 'turkiye'],
    ['São Tomé and Príncipe', 'sao tome and principe'],
    ['Việt Nam', 'viet nam'],
    // An accent of its own, and one with its letter
    ['Cote\u0302', 'cote'],
    // Turkish: the capital with a dot, the small one without
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'isparta'],
    ['Isparta ılıca', 'isparta ilica'],
    // Letters Unicode does not take apart
    ['Preußen', 'preussen'],
    ['PREUẞEN', 'preussen'],
    ['Østerrike', 'osterrike'],
    ['Łódź', 'lodz'],
    ['Đà Nẵng', 'da nang'],
    ['Þingvellir', 'thingvellir'],
    ['Ægir', 'aegir'],
    ['Œuvre', 'oeuvre'],
    ['Ħal Qormi', 'hal qormi'],
    // Width and ligatures
    ['ＮＡＴＯ', 'nato'],
    ['ﬁne', 'fine'],
    // Other scripts stay, without case and accents
    ['РОССИЯ', 'россия'],
    ['Рособоронэкспорт', 'рособоронэкспорт'],
    ['Всё', 'все'],
    ['جامعة الدول العربية', 'جامعة الدول العربية'],
    ['مُحَمَّد', 'محمد'],
    ['中华人民共和国', '中华人民共和国'],
    ['ΕΛΛΆΔΑ', 'ελλαδα'],
    // Punctuation, digits, spaces
    ['S-400 "Triumf"', 's 400 triumf'],
    ['U.S.S.R.', 'u s s r'],
    ['  AT&T,  Inc. ', 'at t inc'],
    ['Guinea\u00a0Bissau\t(Republic)', 'guinea bissau republic'],
    ['!?', ''],
    ['', ''],
  ])('%j is %j', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  it('is the same whatever the case of Latin, Cyrillic and Greek letters', () => {
    // Without the letters whose capital is another letter's (ı, ſ) or has an accent of its own.
    const letter = fc.constantFrom(
      ...Array.from('abcdefghijklmnopqrstuvwxyzäöüéèñçøłæœþðđħŋабвгдежзийклмнопрстуфхцчшщъыьэюяёїєαβγδελμωάέ'),
    );
    fc.assert(
      fc.property(fc.string({ unit: letter }), (name) => {
        expect(foldName(name.toUpperCase())).toBe(foldName(name));
      }),
    );
  });

  it('is a fixed point, without capitals, accents, or spaces at its ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const folded = foldName(name);
        expect(foldName(folded)).toBe(folded);
        expect(folded).not.toMatch(/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}|\p{Lu}|^ | $| {2}/u);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['भारत', 'भरत'],
    ['ガーナ', 'カーナ'],
    ['กา', 'ก'],
  ])('keeps %s and %s apart: their marks are vowels, or make another sound', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });
});
