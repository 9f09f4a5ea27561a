import type { Cursor } from '../../seed/cursor.ts';
import { listIn, type Row } from '../row.ts';
import { type Scope, type Text, template } from './scope.ts';

export type Condition = (row: Row) => boolean;

const TESTS = new Set(['not', 'above', 'below', 'matches', 'blank', 'has']);

/**
 * A condition: a map of columns to what they must be (all must hold), or a list of such maps (one must hold). What a column
 * must be is a text, a list of texts, or a map of tests: `not`, `above`, `below` (numbers), `matches` (a pattern), `blank`, `has`
 * (an element of a list, or of a text parted by commas).
 */
export function readCondition(at: Cursor, scope: Scope): Condition | undefined {
  if (at.isMissing) return undefined;
  if (at.isList) {
    const any = at.list().map((each) => readAll(each, scope));
    return (row) => any.some((condition) => condition(row));
  }
  return readAll(at, scope);
}

function readAll(at: Cursor, scope: Scope): Condition {
  const tests = at.entries().map(([name, wanted, place]) => {
    const value = scope.named(name, place);
    return wanted.isMap ? readTests(name, value, wanted, scope) : isOne(value, wanted, scope);
  });
  return (row) => tests.every((test) => test(row));
}

function isOne(value: Text, wanted: Cursor, scope: Scope): Condition {
  const texts = wanted.list().map((each) => template(each.string() ?? '', each, scope));
  if (texts.length === 0)
    wanted.problem('What must it be? Give a text, a list of texts, or tests such as { blank: true }.');
  return (row) => {
    const told = value(row);
    return texts.some((text) => text(row) === told);
  };
}

function readTests(name: string, value: Text, wanted: Cursor, scope: Scope): Condition {
  const tests = wanted.entries(TESTS).map(([test, given]): Condition => {
    if (test === 'not') {
      const is = isOne(value, given, scope);
      return (row) => !is(row);
    }
    const text = given.string() ?? '';
    if (test === 'blank') {
      const blank = text === 'true';
      return (row) => (value(row) === undefined) === blank;
    }
    if (test === 'has')
      return (row) => listIn(row, name).some((each) => each.split(',').some((element) => element.trim() === text));
    if (test === 'matches') {
      const pattern = patternOf(text, given);
      return (row) => pattern.test(value(row) ?? '');
    }
    const bound = Number(text);
    if (!Number.isFinite(bound)) given.problem(`"${text}" is no number.`);
    return (row) => {
      const told = value(row);
      const number = Number(told);
      return told !== undefined && (test === 'above' ? number > bound : number < bound);
    };
  });
  return (row) => tests.every((test) => test(row));
}

/** A pattern (regular expression); what is none is noted and matches nothing. */
export function patternOf(text: string, at: Cursor): RegExp {
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    at.problem(`"${text}" is no pattern: ${(error as Error).message}.`);
    return /(?!)/;
  }
}
