import type { Reading } from './reading.ts';

/** What every resolver is given besides its arguments: one operation's reading of the graph. */
export interface Context {
  readonly reading: Reading;
}
