import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { Problem } from '../problem.ts';
import type { Where } from './place.ts';

/** A place in a YAML file that knows what is wrong around it. Every value is read as text. */
export class YamlFile {
  readonly path: string;
  readonly text: string;
  readonly problems: Problem[] = [];
  readonly #lines = new LineCounter();
  readonly root: Cursor;
  /** What is no YAML is not looked into: all that is missing then would be a mistake. */
  #isBroken = false;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    const document = parseDocument(text, { schema: 'failsafe', lineCounter: this.#lines, prettyErrors: false });
    for (const error of document.errors) this.problem(error.pos[0], `This is no YAML: ${error.message}.`);
    this.#isBroken = document.errors.length > 0;
    this.root = new Cursor(this, this.#isBroken ? null : document.contents, 0);
  }

  problem(offset: number, message: string): void {
    if (this.#isBroken) return;
    this.problems.push({ ...this.where(offset), message });
  }

  /** The place of a character, counted from the file's beginning. */
  where(offset: number): Where {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.path, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  placeOf(offset: number): { line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }
}

/** A value of the file, or the lack of one; asking it for the wrong sort of thing notes a problem and gives nothing. */
export class Cursor {
  readonly file: YamlFile;
  readonly offset: number;
  readonly #node: Node | null;

  constructor(file: YamlFile, node: Node | null, offset: number) {
    this.file = file;
    this.#node = node;
    this.offset = node?.range?.[0] ?? offset;
  }

  get isMissing(): boolean {
    return this.#node === null;
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  problem(message: string): void {
    this.file.problem(this.offset, message);
  }

  where(): Where {
    return this.file.where(this.offset);
  }

  /** The text of a scalar; undefined where there is none. */
  string(): string | undefined {
    if (this.#node === null) return undefined;
    if (isScalar(this.#node)) {
      const value = (this.#node as Scalar<string | null>).value;
      return value === null || value === '' ? undefined : value;
    }
    this.problem('A single value is expected here, not a list or map.');
    return undefined;
  }

  /** The elements of a list; a single value is a list of one. */
  list(): Cursor[] {
    if (this.#node === null) return [];
    if (isSeq(this.#node)) return this.#node.items.map((item) => new Cursor(this.file, item as Node, this.offset));
    return [this];
  }

  strings(): string[] {
    return this.list()
      .map((each) => each.string())
      .filter((text) => text !== undefined);
  }

  get(name: string): Cursor {
    const pair = isMap(this.#node) ? this.#pair(name) : undefined;
    return new Cursor(this.file, (pair?.value ?? null) as Node | null, this.offset);
  }

  #pair(name: string): { key: unknown; value: unknown } | undefined {
    return (this.#node as YAMLMap).items.find(({ key }) => isScalar(key) && key.value === name);
  }

  /** Names and values of a map; `names`, where given, are the only ones that may occur. */
  entries(names?: ReadonlySet<string>): [name: string, value: Cursor, key: Cursor][] {
    if (this.#node === null) return [];
    if (!isMap(this.#node)) {
      this.problem('A map (name: value) is expected here.');
      return [];
    }
    return this.#node.items.flatMap(({ key, value }) => {
      const at = new Cursor(this.file, key as Node, this.offset);
      const name = at.string();
      if (name === undefined) return [];
      if (names && !names.has(name)) at.problem(`"${name}" is not known here. Known are: ${[...names].join(', ')}.`);
      return [[name, new Cursor(this.file, value as Node | null, at.offset), at] as [string, Cursor, Cursor]];
    });
  }
}
