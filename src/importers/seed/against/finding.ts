import type { RecordedType } from '../../../model/registry.ts';
import type { SeedClaim } from '../claims.ts';

/** What a data set says of something the curated graph has, or lacks. */
export interface Finding {
  /** The data set, as `checked` names it. */
  readonly label: string;
  readonly type: RecordedType;
  readonly subject: string;
  readonly object?: string;
  /** A milestone's stage. */
  readonly value?: string;
  /** What the graph has: one claim, or several that hold without a gap. Empty: it has none. */
  readonly claims: readonly SeedClaim[];
  readonly agrees: boolean;
  /** In short: `1995/2007`, `none`. */
  readonly seedSays: string;
  readonly says: string;
  /** `file:line` of the data set; of several rows, the first. */
  readonly row?: string;
}
