import { createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hash } from './key-set.ts';
import { Output } from './output.ts';

/** Characters of each file that are gathered in memory. */
const GATHERED = 32 * 1024;

/**
 * Records put aside in files, by a hash of their home: those of one home are read back together, whenever they came. The
 * files stand in a folder of their own and are removed as they are read.
 */
export class Spill {
  readonly #files: readonly { readonly path: string; readonly output: Output }[];

  constructor(folder: string, parts: number) {
    mkdirSync(folder, { recursive: true });
    this.#files = Array.from({ length: parts }, (_, index) => {
      const path = join(folder, `${index}.jsonl`);
      return { path, output: new Output(path, GATHERED) };
    });
  }

  add(home: string, what: unknown): void {
    this.#files[hash(home) % this.#files.length]?.output.write(`${JSON.stringify(home)}\t${JSON.stringify(what)}\n`);
  }

  /**
   * Of each file in turn, what was put aside by its home, to be gone through once. Nothing more can be put aside. A file is
   * in memory as text, and read a home at a time.
   */
  async *parts<T>(): AsyncGenerator<Iterable<readonly [home: string, records: T[]]>> {
    for (const { output } of this.#files) output.flush();
    for (const { path } of this.#files) {
      const homes = new Map<string, string[]>();
      for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 1 << 20 }) })) {
        const tab = line.indexOf('\t');
        const [home, what] = [line.slice(0, tab), line.slice(tab + 1)];
        const list = homes.get(home);
        if (list) list.push(what);
        else homes.set(home, [what]);
      }
      rmSync(path);
      yield recordsOf<T>(homes);
    }
  }
}

function* recordsOf<T>(homes: ReadonlyMap<string, readonly string[]>): Generator<readonly [string, T[]]> {
  for (const [home, texts] of homes) yield [JSON.parse(home) as string, texts.map((text) => JSON.parse(text) as T)];
}
