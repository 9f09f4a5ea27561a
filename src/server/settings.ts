import { z } from 'zod';
import { EntenteError } from '../model/errors.ts';

/** What the program is told by its environment. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded graph. */
  readonly data: string;
  readonly neo4j?: {
    readonly uri: string;
    readonly username?: string;
    readonly password?: string;
    readonly database?: string;
  };
  readonly logLevel: string;
  /** Longest time one statement may take, milliseconds. */
  readonly timeout: number;
  /** Highest cost of an operation. */
  readonly maxCost: number;
  /** How many bytes of answers are kept for as long as the graph does not change. */
  readonly cacheBytes: number;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const SCHEMES = ['bolt', 'neo4j'].flatMap((scheme) => [`${scheme}:`, `${scheme}+s:`, `${scheme}+ssc:`]);

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

const ENVIRONMENT = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ENTENTE_DATA: z.string().min(1).default('data'),
  ENTENTE_TIMEOUT_MS: wholeNumber(100, 600_000).default(20_000),
  ENTENTE_MAX_COST: wholeNumber(100, 100_000_000).default(200_000),
  ENTENTE_CACHE_MB: wholeNumber(0, 100_000).default(64),
  NEO4J_URI: z
    .string()
    .refine(
      (value) => isNeo4jUri(value),
      `must be an address such as neo4j://localhost:7687 (${SCHEMES.map((scheme) => `${scheme}//`).join(', ')})`,
    )
    .optional(),
  NEO4J_USERNAME: z.string().min(1).optional(),
  NEO4J_PASSWORD: z.string().min(1).optional(),
  NEO4J_DATABASE: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('warn'),
});

function isNeo4jUri(value: string): boolean {
  try {
    const { protocol, hostname } = new URL(value);
    return SCHEMES.includes(protocol) && hostname !== '';
  } catch {
    return false;
  }
}

/** Reads and checks the environment. Empty values count as absent. A wrong one: what it is, why it will not do, what would. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const { success, data, error } = ENVIRONMENT.safeParse(given);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      const shown = name === 'NEO4J_PASSWORD' ? 'as given' : `"${given[name]}"`;
      return `${name} ${message}; it is ${shown}. Set ${name} to such a value, or leave it out.`;
    });
    throw new EntenteError('BAD_SETTING', problems.join('\n'));
  }
  if (
    data.NEO4J_URI === undefined &&
    (data.NEO4J_USERNAME !== undefined || data.NEO4J_PASSWORD !== undefined || data.NEO4J_DATABASE !== undefined)
  )
    throw new EntenteError(
      'BAD_SETTING',
      'NEO4J_USERNAME, NEO4J_PASSWORD or NEO4J_DATABASE is set, but NEO4J_URI is not. Set NEO4J_URI to use Neo4j, or leave the others out.',
    );
  if (data.NEO4J_USERNAME === undefined && data.NEO4J_PASSWORD !== undefined)
    throw new EntenteError(
      'BAD_SETTING',
      'NEO4J_PASSWORD is set, but NEO4J_USERNAME is not. Set both, or neither for a server without authentication.',
    );
  return {
    host: data.HOST,
    port: data.PORT,
    data: data.ENTENTE_DATA,
    timeout: data.ENTENTE_TIMEOUT_MS,
    maxCost: data.ENTENTE_MAX_COST,
    cacheBytes: data.ENTENTE_CACHE_MB * 1_048_576,
    logLevel: data.LOG_LEVEL,
    neo4j:
      data.NEO4J_URI === undefined
        ? undefined
        : {
            uri: data.NEO4J_URI,
            username: data.NEO4J_USERNAME,
            password: data.NEO4J_PASSWORD,
            database: data.NEO4J_DATABASE,
          },
  };
}
