import grafeo, { type GrafeoDB } from '@grafeo-db/js';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntenteError } from '../../model/errors.ts';
import { type GraphStore, INDEXES, type Params, type Row, type Statement, type Writer } from '../../store/port.ts';

/**
 * The form of the data folder this version writes. A folder of a higher number is left alone; one of form 1, whose claims have
 * their key as `key`, is brought to this form when it is used.
 */
const FORMAT = 2;
const CLAIMS_OF_FORM_1 = 'MATCH (c:Claim) WHERE c.key IS NOT NULL SET c.id = c.key, c.key = null RETURN count(c)';

export interface EmbeddedSettings {
  /** Folder that holds the graph; created where it is missing. Absent: in memory, for tests. */
  readonly folder?: string;
  /** Returns rows without an order at random, to find code that relies on one. For tests. */
  readonly shuffle?: boolean;
}

/** The Grafeo engine, inside this process. */
export function openEmbedded(settings: EmbeddedSettings): GraphStore {
  if (settings.folder === undefined)
    return new EmbeddedStore(grafeo.GrafeoDB.create(null, { shuffleUnordered: settings.shuffle ?? false }));
  const isOlder = claimFolder(settings.folder) < FORMAT;
  const path = join(settings.folder, 'graph.grafeo');
  try {
    const db = existsSync(path) ? grafeo.GrafeoDB.open(path) : grafeo.GrafeoDB.create(path);
    db.setCheckpointTriggers({ walBytes: 256 * 1024 * 1024 });
    return new EmbeddedStore(db, isOlder ? settings.folder : undefined);
  } catch (error) {
    throw unusable(error, settings.folder);
  }
}

const markerIn = (folder: string): string => join(folder, 'entente.json');

const mark = (folder: string): void => writeFileSync(markerIn(folder), `${JSON.stringify({ format: FORMAT })}\n`);

/** Checks that the folder is ours to use, before the engine touches it; returns its form. */
function claimFolder(folder: string): number {
  const marker = markerIn(folder);
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(marker)) {
      mark(folder);
      return FORMAT;
    }
    const told = JSON.parse(readFileSync(marker, 'utf8')) as { format?: unknown } | null;
    const format = told?.format;
    if (format === FORMAT || format === 1) return format;
    if (typeof format === 'number' && format > FORMAT)
      throw new EntenteError(
        'STORE_NEWER',
        `${folder} was written by a newer version of Entente (form ${format}, this version reads ${FORMAT}). Nothing was touched. Use that version, or another folder with ENTENTE_DATA.`,
      );
    throw new EntenteError(
      'STORE_UNAVAILABLE',
      `${marker} does not tell which form the data has. Nothing was touched. Restore it, or use another folder with ENTENTE_DATA.`,
    );
  } catch (error) {
    if (error instanceof EntenteError) throw error;
    if (error instanceof SyntaxError)
      throw new EntenteError(
        'STORE_UNAVAILABLE',
        `${marker} cannot be read as JSON. Nothing was touched. Restore it, or use another folder with ENTENTE_DATA.`,
      );
    throw new EntenteError(
      'STORE_UNAVAILABLE',
      `${folder} cannot be used as data folder (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Choose another with ENTENTE_DATA.`,
    );
  }
}

function unusable(error: unknown, folder: string): EntenteError {
  const text = error instanceof Error ? error.message : String(error);
  if (text.includes('GRAFEO-X001'))
    return new EntenteError(
      'STORE_LOCKED',
      `${folder} is in use by another process. Stop that one, or use another folder with ENTENTE_DATA.`,
    );
  return new EntenteError('STORE_UNAVAILABLE', `The graph in ${folder} cannot be opened: ${text}`);
}

class EmbeddedStore implements GraphStore {
  readonly engine = 'embedded';
  readonly hasOrderedIndexes = false;
  readonly #db: GrafeoDB;
  #writers: Promise<unknown> = Promise.resolve();
  #open = true;
  /** Where the folder is still of an older form. */
  #older: string | undefined;

  constructor(db: GrafeoDB, older?: string) {
    this.#db = db;
    this.#older = older;
  }

  async read(statement: Statement, params: Params = {}): Promise<Row[]> {
    this.#mustBeOpen();
    try {
      return (await this.#db.executeCypher(statement.text, params)).rows() as Row[];
    } catch (error) {
      throw translated(error, statement);
    }
  }

  write<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const turn = this.#writers.then(
      () => this.#transaction(work),
      () => this.#transaction(work),
    );
    this.#writers = turn;
    return turn;
  }

  async #transaction<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    this.#mustBeOpen();
    const transaction = this.#db.beginTransaction();
    let last: Promise<unknown> = Promise.resolve();
    const run = async (statement: Statement, params: Params): Promise<Row[]> => {
      try {
        return (await transaction.executeCypher(statement.text, params)).rows() as Row[];
      } catch (error) {
        throw translated(error, statement);
      }
    };
    try {
      const result = await work({
        run: (statement, params = {}) => {
          const turn = last.then(() => run(statement, params));
          last = turn.catch(() => undefined);
          return turn;
        },
      });
      transaction.commit();
      return result;
    } catch (error) {
      await last;
      if (transaction.isActive) transaction.rollback();
      throw error;
    }
  }

  async ensureSchema(): Promise<void> {
    this.#mustBeOpen();
    if (this.#older !== undefined) {
      await this.#db.executeCypher(CLAIMS_OF_FORM_1);
      mark(this.#older);
      this.#older = undefined;
    }
    for (const { label, property, unique } of INDEXES.filter(({ ordered }) => !ordered)) {
      const name = `${label}_${property}`.toLowerCase();
      await this.#db.executeCypher(`CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`);
      // Without its constraint a key would be unique only as far as the one writer of this engine keeps it so; a second
      // index per node is too dear for that where nodes are many.
      if (unique && label !== 'Entity')
        await this.#db.executeCypher(
          `CREATE CONSTRAINT ${name}_unique IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`,
        );
    }
  }

  async ping(): Promise<void> {
    this.#mustBeOpen();
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    await this.#writers.catch(() => undefined);
    this.#open = false;
    this.#db.close();
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new EntenteError('STORE_UNAVAILABLE', 'The graph is closed. Start the server again.');
  }
}

function translated(error: unknown, statement: Statement): unknown {
  const status = (error as { gqlStatus?: string }).gqlStatus;
  const text = error instanceof Error ? error.message : String(error);
  if (status === '22000' && text.includes('timeout'))
    return new EntenteError(
      'STORE_TIMEOUT',
      `${statement.name} took longer than the engine allows. Ask for less at once.`,
    );
  return error;
}
