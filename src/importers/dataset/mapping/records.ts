import type { Cursor } from '../../seed/cursor.ts';
import { type Condition, patternOf, readCondition } from './conditions.ts';
import { type DateOf, readDate } from './dates.ts';
import { type EntityRule, readEntityRule } from './entities.ts';
import { type FactRule, readFactRule } from './facts.ts';
import { namesBelow, once, Scope, type Text } from './scope.ts';
import { readValue } from './values.ts';

/** How the rows of a file become entities and facts. */
export interface RecordRule {
  readonly file: string;
  /** A column for each organization or party becomes a row for each. */
  readonly wide?: WideRule;
  /** A list in a cell becomes a row for each element. */
  readonly each?: { readonly column: string; readonly split?: string; readonly as: string };
  readonly joins: readonly JoinRule[];
  readonly when?: Condition;
  readonly collapse?: CollapseRule;
  readonly entities: readonly EntityRule[];
  readonly facts: readonly FactRule[];
  readonly scope: Scope;
  readonly at: Cursor;
}

export interface WideRule {
  /** Which columns: their names match this pattern. */
  readonly match: RegExp;
  readonly except: ReadonlySet<string>;
  /** The new column that holds what tells the columns apart: the pattern's first group, or the whole name. */
  readonly as: string;
  /** New columns and the names of those they are taken from, in which `$1` is what tells them apart. */
  readonly columns: readonly { readonly name: string; readonly from: string }[];
  /** Texts that are passed over as if blank. */
  readonly ignore: ReadonlySet<string>;
  readonly at: Cursor;
}

export interface JoinRule {
  readonly name: string;
  readonly file: string;
  readonly by: string;
  readonly lower: boolean;
  readonly equals: Text;
  readonly at: Cursor;
}

/** Rows that tell one spell together. */
export interface CollapseRule {
  /** What must be the same for rows to be of one series; columns, or texts of `let`. */
  readonly by: readonly { readonly name: string; readonly text: Text; readonly isColumn: boolean }[];
  /** What must stay the same within a spell. */
  readonly same: readonly Text[];
  /** Names of the record's dates that tell from when until when each row speaks. */
  readonly from: { readonly name: string; readonly date: DateOf };
  readonly to: { readonly name: string; readonly date: DateOf };
  /** Days that may lie between two rows of one spell; infinite, any. */
  readonly gap: number;
  /** Rows that say only that nothing is known. */
  readonly missing?: Condition;
  /** Rows that tell the end of a spell others began. */
  readonly closes?: Condition;
}

const FIELDS = new Set([
  'from',
  'title',
  'wide',
  'each',
  'join',
  'let',
  'dates',
  'when',
  'collapse',
  'entities',
  'facts',
]);

/** Reads one of a mapping's `records`. */
export function readRecord(at: Cursor, files: ReadonlySet<string>, scope: Scope): RecordRule | undefined {
  at.entries(FIELDS);
  const file = at.get('from').string() ?? '';
  if (!files.has(file)) {
    (at.get('from').isMissing ? at : at.get('from')).problem(
      `"${file}" is none of the mapping's files: ${[...files].join(', ')}.`,
    );
    return undefined;
  }
  const wide = readWide(at.get('wide'), scope);
  const each = readEach(at.get('each'), scope);
  const joins = at
    .get('join')
    .entries()
    .flatMap(([name, value]) => readJoin(name, value, files, scope) ?? []);
  readTexts(at.get('let'), scope);
  for (const [name, value] of at.get('dates').entries()) {
    const date = readDate(value, scope);
    if (date) scope.dates.set(name, date);
  }
  const when = readCondition(at.get('when'), scope);
  const collapse = readCollapse(at.get('collapse'), scope);
  const entities = new Map(
    at
      .get('entities')
      .entries()
      .map(([name, value]) => [name, readEntityRule(name, value, scope)] as const),
  );
  const facts = at
    .get('facts')
    .list()
    .flatMap((fact) => readFactRule(fact, entities, scope) ?? []);
  if (entities.size === 0) at.problem('A record needs `entities`: what its rows name.');
  return { file, wide, each, joins, when, collapse, entities: [...entities.values()], facts, scope, at };
}

function readWide(at: Cursor, scope: Scope): WideRule | undefined {
  if (at.isMissing) return undefined;
  at.entries(new Set(['match', 'except', 'as', 'columns', 'ignore']));
  const pattern = at.get('match').string() ?? '.*';
  const as = at.get('as').string() ?? '';
  if (as === '') at.problem('`wide` needs `as`: the name of the new column that tells which column it was.');
  const except = at.get('except').strings();
  for (const column of at.get('except').list()) scope.use(column.string() ?? '', column);
  const columns = at
    .get('columns')
    .entries()
    .map(([name, value]) => ({ name, from: value.string() ?? '$1' }));
  if (columns.length === 0)
    at.problem('`wide` needs `columns`: new columns and which they are taken from, such as { party: c$1 }.');
  for (const name of [as, ...columns.map((column) => column.name)]) scope.made.add(name);
  return {
    match: patternOf(`^(?:${pattern})$`, at.get('match')),
    except: new Set(except),
    as,
    columns,
    ignore: new Set(at.get('ignore').strings()),
    at,
  };
}

function readEach(at: Cursor, scope: Scope): RecordRule['each'] {
  if (at.isMissing) return undefined;
  at.entries(new Set(['column', 'split', 'as']));
  const [column, as] = [at.get('column').string() ?? '', at.get('as').string() ?? ''];
  if (column === '' || as === '')
    at.problem('`each` needs `column`, the cell with the list, and `as`, the new column.');
  scope.use(column, at.get('column'));
  scope.made.add(as);
  return { column, split: at.get('split').string(), as };
}

function readJoin(name: string, at: Cursor, files: ReadonlySet<string>, scope: Scope): JoinRule | undefined {
  at.entries(new Set(['file', 'by', 'lower', 'equals', 'columns']));
  const [file, by] = [at.get('file').string() ?? '', at.get('by').string() ?? ''];
  if (!files.has(file)) at.problem(`"${file}" is none of the mapping's files: ${[...files].join(', ')}.`);
  const equals = readValue(at.get('equals'), scope)?.text;
  if (by === '' || !equals) {
    at.problem('A join needs `file`, `by` (a column of it) and `equals` (a value of this record).');
    return undefined;
  }
  for (const column of at.get('columns').strings()) scope.made.add(`${name}.${column}`);
  if (at.get('columns').isMissing) at.problem('A join needs `columns`: which of that file are used, as `name.column`.');
  return { name, file, by, lower: at.get('lower').string() === 'true', equals, at };
}

/** Reads the texts of `let`, each after those it needs; notes those that need themselves. */
function readTexts(at: Cursor, scope: Scope): void {
  const entries = new Map(at.entries().map(([name, value]) => [name, value]));
  const done = new Set<string>();
  const read = (name: string, path: readonly string[]): void => {
    const value = entries.get(name);
    if (!value || done.has(name)) return;
    if (path.includes(name)) return value.problem(`"${name}" needs itself: ${[...path, name].join(' → ')}.`);
    for (const needed of namesBelow(value)) read(needed, [...path, name]);
    done.add(name);
    const text = readValue(value, scope)?.text;
    if (text) scope.texts.set(name, once(text));
  };
  for (const name of entries.keys()) read(name, []);
}

function readCollapse(at: Cursor, scope: Scope): CollapseRule | undefined {
  if (at.isMissing) return undefined;
  at.entries(new Set(['by', 'same', 'from', 'to', 'gap', 'missing', 'closes']));
  const text = (each: Cursor): Text => scope.named(each.string() ?? '', each);
  const by = at
    .get('by')
    .list()
    .map((each) => {
      const name = each.string() ?? '';
      return { name, text: text(each), isColumn: !scope.made.has(name) && !scope.texts.has(name) };
    });
  if (by.length === 0) at.problem('`collapse` needs `by`: the columns that are the same in all rows of a series.');
  else if (!by.some(({ isColumn }) => isColumn))
    at.get('by').problem('One of `by` must be a column of the file itself: its rows are sorted by it.');
  const end = (name: 'from' | 'to'): CollapseRule['from'] | undefined => {
    const date = at.get(name).string() ?? '';
    if (scope.dates.has(date)) return { name: date, date: scope.dates.get(date) as DateOf };
    at.problem(`\`collapse\` needs \`${name}\`: the name of one of the record's \`dates\`.`);
    return undefined;
  };
  const [from, to] = [end('from'), end('to')];
  const told = at.get('gap').string() ?? '1';
  const gap = told === 'any' ? Infinity : Number(told);
  if (!(gap >= 0)) at.get('gap').problem('`gap` is a number of days, or any.');
  if (!from || !to) return undefined;
  if (from.name === to.name) at.get('to').problem('`from` and `to` need a name each, though they may say the same.');
  const condition = (name: string): Condition | undefined => readCondition(at.get(name), scope);
  const same = at.get('same').list().map(text);
  return { by, same, from, to, gap, missing: condition('missing'), closes: condition('closes') };
}
