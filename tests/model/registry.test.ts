import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ENUMS, FACT_TYPES } from '../../src/model/generated/registry.ts';
import {
  ENTITY_KINDS,
  type FactTypeEntry,
  factType,
  PROPERTY_TYPES,
  RECORDED_TYPES,
  RELATION_TYPES,
  terms,
} from '../../src/model/registry.ts';

const FOLDER = new URL('../../schema/registry/', import.meta.url);

/** The entries of a folder of the registry, as their files have them. */
function entriesIn(folder: string): [file: string, entry: Record<string, unknown>][] {
  return readdirSync(new URL(folder, FOLDER)).map((file) => [
    file,
    parse(readFileSync(new URL(`${folder}/${file}`, FOLDER), 'utf8')) as Record<string, unknown>,
  ]);
}

const SENTENCE = /^[A-Z`].*\.$/s;
const enums = Object.keys(ENUMS);

describe.each(entriesIn('facts'))('%s', (file, raw) => {
  const entry = raw as unknown as FactTypeEntry;
  const qualifiers = Object.entries(entry.qualifiers ?? {});
  const ends = ['subject', ...(entry.object ? ['object'] : [])];

  it('is named as its file is, and generated from it', () => {
    expect(entry.name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(file).toBe(`${entry.name.toLowerCase().replaceAll('_', '-')}.yaml`);
    expect(FACT_TYPES[entry.name]).toEqual(raw);
  });

  it('has only members the registry knows', () => {
    const known =
      'name reads inverse began ended description subject object value amount symmetric dates once undated datesMean qualifiers exclusive order counterpart';
    expect(Object.keys(raw).filter((name) => !known.split(' ').includes(name))).toEqual([]);
  });

  it('reads in words, both ways where it has two ends', () => {
    expect(entry.reads).toMatch(/^[a-z][a-z ]*[a-z]$/);
    if (entry.object && entry.inverse !== undefined) expect(entry.inverse).toMatch(/^[a-z][a-z ]*[a-z]$/);
    if (!entry.object) expect(entry.inverse).toBeUndefined();
    if (entry.symmetric) expect([entry.inverse, entry.object]).toEqual([entry.reads, entry.subject]);
  });

  it('has words for every value or standing whose beginning it tells apart, and for none there is not', () => {
    for (const [words, isWhole] of [
      [entry.began, true],
      [entry.ended, false],
    ] as const) {
      if (words === undefined || typeof words === 'string') {
        if (words !== undefined) expect(words).toMatch(/^[a-z][a-z ]*[a-z]$/);
        continue;
      }
      expect(Object.keys(words)).toHaveLength(1);
      const [[by, told] = ['', {}]] = Object.entries(words);
      const all = terms((by === 'value' ? entry.value?.enum : entry.qualifiers?.[by]?.enum) as keyof typeof ENUMS);
      expect(isWhole ? Object.keys(told) : all).toEqual(isWhole ? all : expect.arrayContaining(Object.keys(told)));
      for (const text of Object.values(told)) expect(text).toMatch(/^[a-z][a-z ]*[a-z]$/);
    }
  });

  it('describes itself and each qualifier in sentences', () => {
    expect(entry.description).toMatch(SENTENCE);
    if (entry.datesMean !== undefined) expect(entry.datesMean).toMatch(SENTENCE);
    for (const [, { description }] of qualifiers) expect(description).toMatch(SENTENCE);
  });

  it('joins kinds there are', () => {
    for (const kinds of [entry.subject, entry.object ?? ENTITY_KINDS]) {
      expect(kinds.length).toBeGreaterThan(0);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(kinds.filter((kind) => !ENTITY_KINDS.includes(kind))).toEqual([]);
    }
  });

  it('takes a value of one sort', () => {
    if (!entry.value) return expect(entry.amount).toBeUndefined();
    expect(Object.keys(entry.value)).toHaveLength(1);
    if (entry.value.enum) expect(enums).toContain(entry.value.enum);
    if (entry.value.text) expect(entry.value.text).toMatch(SENTENCE);
    return undefined;
  });

  it('says what its dates mean', () => {
    expect(['spell', 'reached', 'day', 'timeless']).toContain(entry.dates);
    if (entry.dates !== 'timeless') {
      // Or as long as one of its ends lasts, which it must have.
      expect(['always', 'unknown', ...(entry.object ? ends : [])]).toContain(entry.undated);
      expect(entry.datesMean).toBeDefined();
    }
    if (entry.once !== undefined) expect(entry.dates).toBe('reached');
  });

  it('has qualifiers whose names, enums and defaults exist', () => {
    // A table of the seed has a column for each, beside these.
    const taken =
      'type subject object value amount low high unit basis source locator speaker via mood stated statedAs from fromAs to toAs censored words inferred quote note public label on checked';
    for (const [name, qualifier] of qualifiers) {
      expect(name).toMatch(/^[a-z][A-Za-z]*$/);
      expect(taken.split(' ')).not.toContain(name);
      if (qualifier.enum) expect(enums).toContain(qualifier.enum);
      if (qualifier.default !== undefined)
        expect(terms(qualifier.enum as keyof typeof ENUMS)).toContain(qualifier.default);
      expect(qualifier.entity && qualifier.enum).toBeFalsy();
    }
  });

  it('excludes by fields it has, that tell its facts apart', () => {
    const amounts = entry.value?.amount ? ['unit', 'basis'] : [];
    const telling = qualifiers.filter(([, { distinguishing }]) => distinguishing).map(([name]) => name);
    for (const { same, differ, reason } of entry.exclusive ?? []) {
      for (const name of same) expect([...ends, ...amounts, ...telling]).toContain(name);
      expect([...ends, ...telling, ...(entry.value ? ['value'] : [])]).toContain(differ);
      expect(same).not.toContain(differ);
      expect(['DIFFERENT_VALUE', 'DIFFERENT_OBJECT', 'OVERLAPPING_EXCLUSIVE']).toContain(reason);
    }
  });

  it('orders values it has', () => {
    for (const chain of entry.order ?? []) {
      expect(chain.length).toBeGreaterThan(1);
      expect(new Set(chain).size).toBe(chain.length);
      for (const value of chain) expect(terms(entry.value?.enum as keyof typeof ENUMS)).toContain(value);
    }
  });

  it('names counterparts in schemes there are', () => {
    for (const [scheme, name] of Object.entries(entry.counterpart ?? {})) {
      expect(['wikidata', 'cameo', 'ftm']).toContain(scheme);
      expect(name).toMatch(/\S/);
    }
  });
});

describe.each(entriesIn('enums'))('%s', (file, raw) => {
  it('is named as its file is, generated from it, and describes each of its terms', () => {
    const {
      name,
      description,
      terms: meanings,
    } = raw as { name: string; description: string; terms: Record<string, string> };
    expect(file).toBe(`${name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.yaml`);
    expect(ENUMS[name as keyof typeof ENUMS]).toEqual(raw);
    expect(description).toMatch(SENTENCE);
    expect(Object.keys(meanings).length).toBeGreaterThan(1);
    for (const [term, meaning] of Object.entries(meanings)) {
      expect(term).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(meaning).toMatch(SENTENCE);
    }
  });

  it('is used', () => {
    const used = Object.values(FACT_TYPES as unknown as Record<string, FactTypeEntry>).flatMap(
      ({ value, qualifiers }) => [value?.enum, ...Object.values(qualifiers ?? {}).map((each) => each.enum)],
    );
    // The kind of an agreement is a field of it, not of a fact.
    expect([...used, 'AgreementKind']).toContain(raw['name']);
  });
});

describe('the types together', () => {
  it('are as many as there are files, each of two ends or of one', () => {
    expect(RECORDED_TYPES).toHaveLength(entriesIn('facts').length);
    expect([...RELATION_TYPES, ...PROPERTY_TYPES].toSorted()).toEqual(RECORDED_TYPES);
    expect(PROPERTY_TYPES).toContain('EXISTENCE');
    expect(RELATION_TYPES).toContain('MEMBER_OF');
  });

  it('an unknown one is an error', () => {
    expect(() => factType('LIKES' as never)).toThrow('no such fact type: LIKES');
  });
});
