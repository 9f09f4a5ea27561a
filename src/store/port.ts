/** One fixed Cypher text, and the name it goes by in logs, tests and the lint of the portable subset. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** The same with hints for a planner that takes them; absent where there are none. They change how fast it is answered alone. */
  readonly hinted?: string;
}

/** What may stand in a parameter: JSON, and integers that are safe. Both engines store a safe integer as an integer. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
export type Params = Readonly<Record<string, Value>>;
/** The columns of one row, in the order the text returns them. */
export type Row = readonly Value[];

/** Runs statements within one transaction, in the order they are given, whether or not the one before was waited for. */
export interface Writer {
  run(statement: Statement, params?: Params): Promise<Row[]>;
}

/** What the domain asks of a graph engine. */
export interface GraphStore {
  readonly engine: 'neo4j' | 'embedded';
  /** Whether its indexes keep their entries in order, so that the first ones are found without looking at the others. */
  readonly hasOrderedIndexes: boolean;
  /** Runs a statement that only reads. */
  read(statement: Statement, params?: Params): Promise<Row[]>;
  /**
   * Runs the work in one write transaction: all of it holds, or nothing. The work may be run again after a passing
   * conflict, so it keeps no state of its own outside. Writers of one process queue.
   */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Creates the constraints and indexes the texts rely on; does nothing where they exist. */
  ensureSchema(): Promise<void>;
  /** Resolves when the engine answers; rejects with STORE_UNAVAILABLE otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A hint for the planner of Neo4j, to stand in the text of a statement; other engines do not see it. */
export const hint = (text: string): string => `/*+ ${text} */`;
const HINT = /\/\*\+ (.*?) \*\//g;

/** Names a text. Both are checked by the lint of the portable subset, which finds every statement by this call. */
export function statement(name: string, text: string): Statement {
  return text.includes('/*+')
    ? { name, text: text.replaceAll(HINT, ''), hinted: text.replaceAll(HINT, '$1') }
    : { name, text };
}

/** Rows of a statement that are sent together: the size both engines load fastest in. */
export const BATCH = 5000;

/** An index over the nodes of a label. */
export interface Index {
  readonly label: string;
  readonly property: string;
  /** Whether the property tells one node from all others. */
  readonly unique: boolean;
  /** Kept for its order alone, by engines whose indexes have one. */
  readonly ordered?: boolean;
}

/** The indexes the texts rely on. */
export const INDEXES: readonly Index[] = [
  { label: 'Entity', property: 'key', unique: true },
  { label: 'Entity', property: 'fold', unique: false },
  { label: 'Source', property: 'key', unique: true },
  { label: 'Source', property: 'number', unique: false },
  { label: 'Meta', property: 'key', unique: true },
  { label: 'Claim', property: 'g', unique: false },
  { label: 'Claim', property: 'speaker', unique: false },
  { label: 'Code', property: 'code', unique: false },
  { label: 'Name', property: 'fold', unique: false },
  { label: 'Agreement', property: 'signed', unique: false, ordered: true },
];
