/** Where something stands in a file: what is wrong with it is noted there. */
export interface Place {
  problem(message: string): void;
}

/** Something read from a file, and where. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Place;
}
