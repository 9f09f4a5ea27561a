import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Bytes of memory that records take, about, before they are sorted and laid down as a run. */
const RUN = 32 * 1024 * 1024;
/** Bytes a record takes beside its texts: objects, their members, their place in a list. */
const OVERHEAD = 250;
/** Runs merged at once; more are first merged into fewer. */
const WAYS = 32;
/** One record of so many is measured. */
const MEASURED = 16;

export interface Keyed<T> {
  /** Records come back in the order of their keys, compared as texts. */
  readonly key: string;
  readonly value: T;
}

/**
 * Sorts more records than memory holds: runs are sorted in memory, laid down in a temporary folder, and merged when read. Holds
 * about RUN bytes, whatever the number of records, which are JSON and must not be changed once added. Of equal keys the
 * one added first comes first.
 */
export class Sorter<T> {
  #held: Keyed<T>[] = [];
  #isSorted = true;
  #size = 0;
  #each = 0;
  #folder: string | undefined;
  #runs: string[] = [];
  #named = 0;
  count = 0;

  /** Resolves when there is room for more; undefined where there is. */
  add(key: string, value: T): Promise<void> | undefined {
    if (this.count % MEASURED === 0) this.#each = JSON.stringify(value).length;
    this.#held.push({ key, value });
    this.#isSorted = false;
    this.#size += OVERHEAD + key.length + 2 * this.#each;
    this.count++;
    return this.#size > RUN ? this.#layDown() : undefined;
  }

  /** All records in order; may be read again and again. */
  async *sorted(): AsyncGenerator<Keyed<T>> {
    if (this.#runs.length === 0) {
      this.#sortHeld();
      yield* this.#held;
      return;
    }
    if (this.#held.length > 0) await this.#layDown();
    while (this.#runs.length > WAYS) {
      const some = this.#runs.splice(0, WAYS);
      this.#runs.push(await this.#write(merged(some)));
      for (const run of some) rmSync(run, { force: true });
    }
    for await (const { key, text } of merged(this.#runs)) yield { key, value: JSON.parse(text) as T };
  }

  /** Removes what was laid down. */
  drop(): void {
    this.#held = [];
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
    this.#runs = [];
  }

  #sortHeld(): void {
    if (this.#isSorted) return;
    this.#held.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#isSorted = true;
  }

  async #layDown(): Promise<void> {
    this.#sortHeld();
    const held = this.#held;
    this.#held = [];
    this.#size = 0;
    this.#runs.push(await this.#write(linesFrom(held)));
  }

  async #write(records: Iterable<Line> | AsyncIterable<Line>): Promise<string> {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'entente-import-'));
    const path = join(this.#folder, `run-${this.#named++}`);
    const file = await open(path, 'w');
    let block = '';
    for await (const { key, text } of records) {
      block += `${oneLine(JSON.stringify(key))}\t${text}\n`;
      if (block.length > 1024 * 1024) {
        await file.write(block);
        block = '';
      }
    }
    if (block !== '') await file.write(block);
    await file.close();
    return path;
  }
}

function* linesFrom(records: readonly Keyed<unknown>[]): Generator<Line> {
  for (const { key, value } of records) yield { key, text: oneLine(JSON.stringify(value)) };
}

/** Characters that readline takes for the end of a line, though JSON does not. */
const oneLine = (json: string): string =>
  json.replaceAll('\u2028', String.raw`\u2028`).replaceAll('\u2029', String.raw`\u2029`);

interface Line {
  readonly key: string;
  readonly text: string;
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  const lines = createInterface({ input: createReadStream(path, { highWaterMark: 256 * 1024 }), crlfDelay: Infinity });
  for await (const line of lines) {
    const tab = line.indexOf('\t');
    yield { key: JSON.parse(line.slice(0, tab)) as string, text: line.slice(tab + 1) };
  }
}

/** Merges runs; of equal keys the one of the earlier run comes first. */
async function* merged(runs: readonly string[]): AsyncGenerator<Line> {
  const streams = runs.map((run) => linesOf(run));
  const heads = await Promise.all(streams.map(async (stream) => (await stream.next()).value as Line | undefined));
  for (;;) {
    let least = -1;
    for (let at = 0; at < heads.length; at++) {
      const head = heads[at];
      if (head && (least === -1 || head.key < (heads[least] as Line).key)) least = at;
    }
    const line = heads[least];
    if (!line) return;
    yield line;
    heads[least] = (await streams[least]?.next())?.value as Line | undefined;
  }
}
