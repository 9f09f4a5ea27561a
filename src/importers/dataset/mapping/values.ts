import type { Cursor } from '../../seed/cursor.ts';
import { listIn, type Row, RowProblem } from '../row.ts';
import { patternOf, readCondition } from './conditions.ts';
import { namesIn, type Scope, type Text, template } from './scope.ts';

const FIELDS = new Set([
  'text',
  'list',
  'separator',
  'map',
  'else',
  'none',
  'match',
  'lower',
  'upper',
  'first',
  'when',
  'then',
  'otherwise',
]);

/** A value and the texts it may come to, where the mapping tells them. */
export interface Value {
  readonly text: Text;
  /** All texts it can be; absent: whatever the row says. */
  readonly can?: readonly { readonly text: string; readonly at: Cursor }[];
}

/**
 * A value: a text with columns in braces, or a map with `text`, then `none` (texts that mean nothing), `match` (a pattern;
 * its first group is taken), `lower`, `upper`, `map` (texts to texts; one not listed is `else`, or a problem), or with `first` (values
 * of which the first that is not blank counts), with `list` (a column; all elements of its list, with `separator` between), or with
 * `when`, `then`, `otherwise`.
 */
export function readValue(at: Cursor, scope: Scope): Value | undefined {
  if (at.isMissing) return undefined;
  if (!at.isMap && !at.isList) {
    const text = at.string() ?? '';
    return { text: template(text, at, scope), can: namesIn(text).length === 0 ? [{ text, at }] : undefined };
  }
  at.entries(FIELDS);
  if (!at.get('first').isMissing) {
    const values = at
      .get('first')
      .list()
      .flatMap((each) => readValue(each, scope) ?? []);
    return { text: (row) => firstOf(values, row), can: all(values) };
  }
  if (!at.get('list').isMissing) {
    const column = at.get('list').string() ?? '';
    scope.use(column, at.get('list'));
    const separator = at.get('separator').string() ?? ', ';
    return { text: (row) => listIn(row, column).join(separator) || undefined };
  }
  const when = readCondition(at.get('when'), scope);
  if (when) {
    const [then, otherwise] = [readValue(at.get('then'), scope), readValue(at.get('otherwise'), scope)];
    return {
      text: (row) => (when(row) ? then : otherwise)?.text(row),
      can: all([then, otherwise].filter((value) => value !== undefined)),
    };
  }
  if (at.get('text').isMissing) at.problem('A value in the long form needs `text`, `first` or `when`.');
  return changed(at, template(at.get('text').string() ?? '', at.get('text'), scope));
}

const firstOf = (values: readonly Value[], row: Row): string | undefined => {
  for (const { text } of values) {
    const found = text(row);
    if (found !== undefined) return found;
  }
  return undefined;
};

const all = (values: readonly Value[]): Value['can'] =>
  values.every(({ can }) => can !== undefined) ? values.flatMap(({ can }) => can ?? []) : undefined;

/** The steps from the text of a row to the value. */
function changed(at: Cursor, source: Text): Value {
  const none = new Set(at.get('none').strings());
  const pattern = at.get('match').isMissing ? undefined : patternOf(at.get('match').string() ?? '', at.get('match'));
  const [lower, upper] = [at.get('lower').string() === 'true', at.get('upper').string() === 'true'];
  const pairs = at.get('map').entries();
  const map = new Map(pairs.map(([from, to]) => [from, to.string()]));
  const other = at.get('else');
  const hasElse = !other.isMissing;
  const can = [...pairs.map(([, to]) => to), ...(hasElse ? [other] : [])].flatMap((to) => {
    const text = to.string();
    return text === undefined || text === '' ? [] : [{ text, at: to }];
  });
  const [column] = namesIn(at.get('text').string() ?? '');
  return {
    can: pairs.length > 0 ? can : undefined,
    text: (row) => {
      let text = source(row);
      if (text === undefined || none.has(text)) return undefined;
      if (pattern) {
        const found = pattern.exec(text);
        if (!found) return undefined;
        text = found[1] ?? found[0];
      }
      if (lower) text = text.toLowerCase();
      if (upper) text = text.toUpperCase();
      if (map.size === 0) return text;
      if (map.has(text)) return map.get(text) || undefined;
      if (hasElse) return other.string() || undefined;
      throw new RowProblem(`"${text}" is none of the values the mapping knows: ${[...map.keys()].join(', ')}.`, column);
    },
  };
}
