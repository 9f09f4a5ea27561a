import neo4j, { type Driver, Neo4jError, type RecordShape, type Session } from 'neo4j-driver';
import { EntenteError } from '../../model/errors.ts';
import {
  type GraphStore,
  INDEXES,
  type Params,
  type Row,
  type Statement,
  type Value,
  type Writer,
} from '../../store/port.ts';

/** Whether claims have their key as `key`, as they had at first: one tells of all. */
const CLAIM_OF_OLDER_FORM: Statement = {
  name: 'claim-of-older-form',
  text: 'MATCH (c:Claim) WITH c LIMIT 1 RETURN c.id IS NULL',
};
const CLAIMS_TO_THIS_FORM =
  'MATCH (c:Claim) WHERE c.id IS NULL CALL (c) { SET c.id = c.key REMOVE c.key } IN TRANSACTIONS';

export interface Neo4jSettings {
  readonly uri: string;
  readonly username?: string;
  readonly password?: string;
  readonly database?: string;
  /** Longest time one statement may take, milliseconds. */
  readonly timeout: number;
  readonly poolSize?: number;
}

/** A Neo4j server or cluster, through its driver. Opens no connection before the first statement. */
export function openNeo4j(settings: Neo4jSettings): GraphStore {
  const { uri, username, password, timeout } = settings;
  const driver = neo4j.driver(uri, username === undefined ? undefined : neo4j.auth.basic(username, password ?? ''), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: settings.poolSize ?? 50,
    connectionAcquisitionTimeout: 10_000,
    connectionTimeout: 5000,
    maxTransactionRetryTime: 15_000,
    userAgent: 'entente',
    // Nobody reads the server's hints on statements here, nor needs the server know how the driver is used.
    notificationFilter: { minimumSeverityLevel: 'OFF' },
    telemetryDisabled: true,
  });
  return new Neo4jStore(driver, settings.database, timeout);
}

class Neo4jStore implements GraphStore {
  readonly engine = 'neo4j';
  readonly hasOrderedIndexes = true;
  readonly #driver: Driver;
  readonly #database: string | undefined;
  readonly #timeout: number;
  /** Readers see what this process wrote, whichever member of a cluster answers them. */
  readonly #bookmarks = neo4j.bookmarkManager();

  constructor(driver: Driver, database: string | undefined, timeout: number) {
    this.#driver = driver;
    this.#database = database;
    this.#timeout = timeout;
  }

  #session(mode: 'READ' | 'WRITE'): Session {
    return this.#driver.session({
      defaultAccessMode: mode,
      bookmarkManager: this.#bookmarks,
      ...(this.#database !== undefined && { database: this.#database }),
    });
  }

  /**
   * One round trip: an auto-commit read, sent to a follower where there is one, repeated after a passing failure. A server
   * that hangs is not waited for.
   */
  async read(statement: Statement, params: Params = {}): Promise<Row[]> {
    const sent = toBolt(params);
    for (let attempt = 1; ; attempt++) {
      const session = this.#session('READ');
      try {
        const running = untraced(() =>
          session.run(statement.hinted ?? statement.text, sent, { timeout: this.#timeout }),
        );
        const result = await within(this.#timeout + SILENCE, running);
        return result.records.map(rowOf);
      } catch (error) {
        if (attempt < 3 && error instanceof Neo4jError && error.retriable && !isDown(error)) await pause(50 * attempt);
        else throw translated(error, statement);
      } finally {
        void close(session);
      }
    }
  }

  async write<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const session = this.#session('WRITE');
    try {
      return await session.executeWrite(
        (transaction) =>
          work({
            run: async (statement, params = {}) =>
              (await transaction.run(statement.text, toBolt(params))).records.map(rowOf),
          }),
        { timeout: this.#timeout * 10 },
      );
    } catch (error) {
      throw translated(error);
    } finally {
      await close(session);
    }
  }

  async ensureSchema(): Promise<void> {
    const [[older] = []] = await this.read(CLAIM_OF_OLDER_FORM);
    if (older === true)
      throw new EntenteError(
        'STORE_UNAVAILABLE',
        `The graph is as an earlier version of Entente wrote it. Nothing was touched. Run this once in Neo4j (in its Browser after :auto), then start again: ${CLAIMS_TO_THIS_FORM}`,
      );
    const session = this.#session('WRITE');
    try {
      // Each is a trip, though there be nothing to do: of a database that was used before, one trip tells.
      const { records } = await session.run("SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name");
      const online = new Set(records.map((record) => record.get('name') as string));
      const missing = INDEXES.filter((index) => !online.has(nameOf(index)));
      if (missing.length === 0) return;
      for (const index of missing) {
        const { label, property, unique } = index;
        const name = nameOf(index);
        await session.run(
          unique
            ? `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE`
            : `CREATE INDEX ${name} IF NOT EXISTS FOR (n:${label}) ON (n.${property})`,
        );
      }
      // Over tens of millions of nodes, after a load in bulk, they take minutes; one that fails ends the wait at once.
      await session.run('CALL db.awaitIndexes(3600)');
    } catch (error) {
      throw translated(error);
    } finally {
      await session.close();
    }
  }

  async ping(): Promise<void> {
    try {
      const asked = this.#driver.verifyConnectivity(this.#database === undefined ? {} : { database: this.#database });
      await within(SILENCE, asked);
    } catch (error) {
      throw translated(error);
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }
}

const nameOf = ({ label, property }: (typeof INDEXES)[number]): string => `${label}_${property}`.toLowerCase();

/** Begins a statement without noting from where, which the driver does for each at some cost, for errors that are translated here. */
function untraced<T>(begin: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return begin();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** How long a server may stay silent beyond the time it was given, milliseconds. */
const SILENCE = 5000;

/**
 * Waits so many milliseconds at most. A server that hangs, or a network that drops what is sent, would else be waited for
 * until the driver gives the connection up, after minutes.
 */
async function within<T>(limit: number, work: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('it does not answer')), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a session; one whose server hangs is left to the driver. */
const close = (session: Session): Promise<void> => within(1000, session.close()).catch(() => undefined);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function rowOf(record: { keys: readonly PropertyKey[]; get(index: number): unknown }): Row {
  return record.keys.map((_, index) => record.get(index) as Value);
}

/** Safe integers as Bolt integers, all else as it is; a float is what the driver makes of any other number. */
function toBolt(value: Params): RecordShape {
  return convert(value) as RecordShape;
}

function convert(value: Value): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(convert);
  const copy: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) copy[name] = convert(each);
  return copy;
}

const DOWN = new Set(['ServiceUnavailable', 'SessionExpired', 'N/A']);
const isDown = (error: unknown): boolean => error instanceof Neo4jError && DOWN.has(error.code);

/** The error a caller is told; anything unforeseen stays as it is, for the log. */
function translated(error: unknown, statement?: Statement): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (
    isDown(error) ||
    error.code === 'Neo.ClientError.Security.Unauthorized' ||
    error.code.startsWith('Neo.TransientError.General.DatabaseUnavailable')
  )
    return unavailable(reason(error));
  if (error.code.includes('TransactionTimedOut') || error.code === 'Neo.ClientError.Transaction.Terminated')
    return new EntenteError(
      'STORE_TIMEOUT',
      `${statement ? `${statement.name} took` : 'The work took'} longer than the server allows. Ask for less at once.`,
    );
  return error;
}

const unavailable = (why: string): EntenteError =>
  new EntenteError(
    'STORE_UNAVAILABLE',
    `Neo4j cannot be used (${why}). Check NEO4J_URI and the credentials, and that the server is running.`,
  );

function reason(error: Neo4jError): string {
  if (error.code.endsWith('Unauthorized')) return 'it refuses the user name or password';
  return 'it does not answer';
}
