import type { When } from '../../../model/edtf.ts';
import type { Problem } from '../../problem.ts';
import { type Row, RowProblem, rowsText } from '../row.ts';
import { UnresolvedName } from './resolve.ts';
import type { Unresolved } from './review.ts';

/** Most rejections and names told one by one; all are counted. */
export const MOST_TOLD = 10_000;

/** What became of a file's rows. */
export interface FileCount {
  readonly file: string;
  readonly as: string;
  readonly rows: number;
  /** Rows that no record of the mapping takes, and the lines of the first of them. */
  readonly unused: number;
  readonly unusedLines: readonly number[];
}

export interface Compared {
  /** The release this one is compared with. */
  readonly with: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly dropped: number;
}

/** What an import did. Counts of facts are of the graph's facts that this release says something of. */
export interface Report {
  readonly dataset: string;
  readonly source: string;
  readonly files: readonly FileCount[];
  /** Files of a folder that are none of the data set's. */
  readonly ignored: readonly string[];
  readonly rowsRead: number;
  readonly entitiesDescribed: number;
  readonly entitiesAdded: number;
  readonly claims: number;
  readonly claimsAdded: number;
  readonly claimsRetracted: number;
  readonly facts: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly removed: number;
  };
  readonly comparedWith?: Compared;
  /** Mistakes for which something of a row was left out; in how many rows; and the mistakes, as far as they are told. */
  readonly rejectedCount: number;
  readonly rejectedRows: number;
  readonly rejected: readonly Problem[];
  readonly unresolvedCount: number;
  readonly unresolved: readonly Unresolved[];
  /** Facts left out because a name or code in them is not settled. */
  readonly factsWaiting: number;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly isDryRun: boolean;
}

/** How much of the files was left out for mistakes, in words. */
export function rejectedText({ rejectedCount, rejectedRows }: Pick<Report, 'rejectedCount' | 'rejectedRows'>): string {
  if (rejectedCount === 0) return '0';
  return `${rejectedCount} mistake${rejectedCount === 1 ? '' : 's'} in ${rejectedRows} row${rejectedRows === 1 ? '' : 's'}`;
}

/** Whether it was not seen before, among so many of the last. */
function isFirst(seen: Set<string>, text: string): boolean {
  if (seen.has(text)) return false;
  if (seen.size >= MOST_TOLD) seen.clear();
  seen.add(text);
  return true;
}

/** What waits for an answer, and the first and the last date of its rows. */
interface Waiting extends Unresolved {
  from?: When;
  to?: When;
}

function widen(waiting: Waiting, date: When | undefined): void {
  if (!date) return;
  if (!waiting.from || date.earliest < waiting.from.earliest) waiting.from = date;
  if (!waiting.to || date.latest > waiting.to.latest) waiting.to = date;
}

/** Gathers what is wrong with rows: told up to a bound, counted beyond. */
export class Findings {
  readonly rejected: Problem[] = [];
  rejectedCount = 0;
  rejectedRows = 0;
  readonly #unresolved = new Map<string, Waiting>();
  unresolvedCount = 0;
  factsWaiting = 0;
  readonly #seen = new Set<string>();
  readonly #seenRows = new Set<string>();

  /** Does the work; what is wrong with the row is noted, and nothing is returned. */
  tried<T>(row: Row, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (error instanceof UnresolvedName) this.wait(row, error);
      else if (error instanceof RowProblem) this.reject(row, error);
      else throw error;
      return undefined;
    }
  }

  reject(row: Row, problem: RowProblem): void {
    const { line, column } = row.placeOf(problem.column);
    const together = row.numbers.length > 1 ? ` (${rowsText(row)} together)` : '';
    this.#note(row, { file: row.file, line, column, message: problem.message + together });
  }

  broken(row: Row, message: string): void {
    const { line, column } = row.placeOf(undefined);
    this.#note(row, { file: row.file, line, column, message });
  }

  /** One mistake that several facts of a row share is told once. */
  #note(row: Row, problem: Problem): void {
    if (!isFirst(this.#seen, `${problem.file}:${problem.line}:${problem.column} ${problem.message}`)) return;
    this.rejectedCount++;
    if (isFirst(this.#seenRows, `${row.file}:${row.line}`)) this.rejectedRows++;
    if (this.rejected.length < MOST_TOLD) this.rejected.push(problem);
  }

  wait(row: Row, name: UnresolvedName): void {
    this.factsWaiting++;
    const known = this.#unresolved.get(name.what);
    if (known) {
      known.count++;
      widen(known, name.date);
      return;
    }
    this.unresolvedCount++;
    if (this.#unresolved.size >= MOST_TOLD) return;
    const { line, column } = row.placeOf(name.column);
    this.#unresolved.set(name.what, {
      what: name.what,
      why: name.why,
      candidates: name.candidates,
      count: 1,
      first: `${row.file}:${line}:${column}`,
      from: name.date,
      to: name.date,
    });
  }

  get unresolved(): Unresolved[] {
    return [...this.#unresolved.values()]
      .toSorted((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1))
      .map(({ from, to, ...asked }) =>
        from && to && from.text !== to.text ? { ...asked, dates: `${from.text} to ${to.text}` } : asked,
      );
  }
}
