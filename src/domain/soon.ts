/**
 * A value that is at hand, or a promise of it. What was fetched along with another answer is at hand: a promise of each of a
 * thousand such values would take as long as all else done with them.
 */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value, at once where it is at hand. */
export function after<T, U>(value: Soon<T>, goOn: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}

/** Resolves with all of several values, in their order. */
export function allOf<T>(values: readonly Soon<T>[]): Promise<T[]> {
  return Promise.all(values.map((value) => Promise.resolve(value)));
}
