/**
 * A value that is at hand, or a promise of it. What was fetched along with another answer is at hand: a promise of each of a
 * thousand such values would take as long as all else done with them.
 */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value, at once where it is at hand. */
export function after<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
