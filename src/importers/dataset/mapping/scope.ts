import type { Cursor } from '../../seed/cursor.ts';
import { type Row, textIn } from '../row.ts';
import type { DateOf } from './dates.ts';

/** Works out a text for a row; undefined where what it needs is blank. Throws RowProblem. */
export type Text = (row: Row) => string | undefined;

/** What the rules of one record may name: columns of its file, and what the record itself defines. */
export class Scope {
  /** Columns of the file that are named, and where in the mapping. */
  readonly columns = new Map<string, Cursor[]>();
  /** Columns that come about within the record: of `wide`, `each`, `join`. */
  readonly made = new Set<string>();
  /** Schemes by whose codes entities are looked up, and where; those in which the mapping itself gives codes. */
  readonly schemes: { readonly scheme: string; readonly at: Cursor }[] = [];
  readonly brought = new Set<string>();
  readonly texts = new Map<string, Text>();
  readonly dates = new Map<string, DateOf>();
  readonly coverage: { readonly from?: number; readonly to?: number };
  /** Values that begin with `$`: `$release`, and what the mapping's options are set to. */
  readonly settings: ReadonlyMap<string, string | undefined>;

  constructor(coverage: Scope['coverage'], settings: Scope['settings']) {
    this.coverage = coverage;
    this.settings = settings;
  }

  /** The text a name stands for. */
  named(name: string, at: Cursor): Text {
    if (name.startsWith('$')) {
      if (!this.settings.has(name))
        at.problem(
          `"{${name}}" is not known. Known are: ${[...this.settings.keys()].map((each) => `{${each}}`).join(', ')}.`,
        );
      const value = this.settings.get(name);
      return () => value;
    }
    const text = this.texts.get(name);
    if (text) return text;
    this.use(name, at);
    return (row) => textIn(row, name);
  }

  /** Notes that a column is needed. */
  use(name: string, at: Cursor): void {
    if (this.made.has(name)) return;
    const list = this.columns.get(name);
    if (list) list.push(at);
    else this.columns.set(name, [at]);
  }
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

/** Names a template has in braces. */
export const namesIn = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map((match) => match[1] as string);

/** Names that texts, and conditions, below a place of the mapping have. */
export function namesBelow(at: Cursor): string[] {
  if (at.isMissing) return [];
  if (at.isList) return at.list().flatMap(namesBelow);
  if (!at.isMap) return namesIn(at.string() ?? '');
  return at
    .entries()
    .flatMap(([name, value]) => [
      ...(name === 'when'
        ? value.list().flatMap((each) => (each.isMap ? each.entries().map(([column]) => column) : []))
        : []),
      ...namesBelow(value),
    ]);
}

/** A text with columns in braces. Without one of them there is no text at all. */
export function template(text: string, at: Cursor, scope: Scope): Text {
  if (/[{}]/.test(text.replaceAll(PLACEHOLDER, '')))
    at.problem(`"${text}" has a brace without its partner. A column stands in braces: '{column}'.`);
  const names = namesIn(text);
  if (names.length === 0) return () => text;
  const parts = text.split(PLACEHOLDER);
  const values = names.map((name) => scope.named(name, at));
  if (names.length === 1 && parts[0] === '' && parts[2] === '') return values[0] as Text;
  return (row) => {
    let result = parts[0] ?? '';
    for (const [index, value] of values.entries()) {
      const part = value(row);
      if (part === undefined) return undefined;
      result += part + (parts[index * 2 + 2] ?? '');
    }
    return result;
  };
}

/** Works a text out at most once for each row. */
export function once(text: Text): Text {
  const known = new WeakMap<Row, { value: string | undefined }>();
  return (row) => {
    const found = known.get(row);
    if (found) return found.value;
    const value = text(row);
    known.set(row, { value });
    return value;
  };
}
