/** File, line and column, both counted from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where something stands in a file: what is wrong with it is noted there. */
export interface Place {
  problem(message: string): void;
  where(): Where;
}

/** Something read from a file, and where. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Place;
}
