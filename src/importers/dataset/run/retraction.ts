import { type Claim, hubOf } from '../../../model/claim.ts';
import { Sorter } from './sorter.ts';

/** Claims retracted in one transaction. */
const STEP = 4000;

/**
 * Claims to be retracted, gathered in any order and told step by step in the order of their hubs and groups: whatever is
 * computed anew with them is then computed once, not in every step.
 */
export class Retraction {
  readonly #sorter = new Sorter<string>();

  get count(): number {
    return this.#sorter.count;
  }

  /** Resolves when there is room for more; undefined where there is. */
  add(claim: Claim): Promise<void> | undefined {
    return this.#sorter.add(`${hubOf(claim)} ${claim.key}`, claim.key);
  }

  /** Keys of the claims, at most STEP at once. */
  async *steps(): AsyncGenerator<string[]> {
    let keys: string[] = [];
    for await (const { value } of this.#sorter.sorted()) {
      keys.push(value);
      if (keys.length < STEP) continue;
      yield keys;
      keys = [];
    }
    if (keys.length > 0) yield keys;
  }

  /** Removes what was laid down on disk. */
  drop(): void {
    this.#sorter.drop();
  }
}
