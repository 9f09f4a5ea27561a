import { describe, expect, it } from '@jest/globals';
import { cellsOf, createdWith, propertiesIn } from '../../src/store/cells.ts';

const COLUMNS = ['key', 'from1', 'value'];

describe('properties as a list', () => {
  it('stand in the order of the columns, null where there is none', () => {
    expect(cellsOf(COLUMNS, { value: 'x', key: 'a' })).toEqual(['a', null, 'x']);
    expect(cellsOf(COLUMNS, { key: 'a', from1: 0, value: null })).toEqual(['a', 0, null]);
  });

  it('are read back as they were, without what was null', () => {
    expect(propertiesIn(COLUMNS, cellsOf(COLUMNS, { key: 'a', from1: 0 }))).toEqual({ key: 'a', from1: 0 });
  });

  it('refuse a property that no column holds, rather than lose it', () => {
    expect(() => cellsOf(COLUMNS, { key: 'a', q_role: 'SIGNATORY', other: 1 })).toThrow(
      'no column holds q_role, other',
    );
  });

  it('are taken by their place', () => {
    expect(createdWith(COLUMNS, 'row', 2)).toBe('{key: row[2], from1: row[3], value: row[4]}');
  });
});
