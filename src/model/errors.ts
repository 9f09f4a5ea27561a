/** Stable codes of every error a person or program may meet. Described in docs/errors.md; a test compares the two. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'AMBIGUOUS_REF',
  'OPERATION_TOO_COSTLY',
  'STORE_UNAVAILABLE',
  'STORE_LOCKED',
  'STORE_NEWER',
  'STORE_TIMEOUT',
  'BAD_SETTING',
  'BAD_DATA',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * The one class of errors meant for the person asking: what was wrong, where, and what to do. Anything else that is
 * thrown is a fault of ours and is never shown.
 */
export class EntenteError extends Error {
  readonly code: ErrorCode;
  /** What a program may want beside the sentence: the argument, the nearest names, the place. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'EntenteError';
    this.code = code;
    this.details = details;
  }
}

/** A wrong argument: names it, says what is wrong with it and what would do. */
export function badInput(argument: string, problem: string, details: Record<string, unknown> = {}): EntenteError {
  return new EntenteError('BAD_USER_INPUT', `${argument}: ${problem}`, { argument, ...details });
}
