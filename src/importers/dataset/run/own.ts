import { open, type FileHandle } from 'node:fs/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sorter } from './sorter.ts';

/** Codes held in memory; beyond, they are looked up on disk. */
const HELD = 200_000;
/** Lines of the file on disk from one that is remembered to the next. */
const STRIDE = 128;

/**
 * The codes of the entities this import itself describes, and their keys: rows refer to each other by them, in whatever order
 * they stand. Beyond HELD they lie sorted on disk, with every STRIDEth remembered.
 */
export class OwnCodes {
  readonly #sorter = new Sorter<string>();
  #held: Map<string, string> | undefined = new Map();
  #marks: { code: string; at: number }[] = [];
  #file: FileHandle | undefined;
  #folder: string | undefined;
  #size = 0;
  readonly #blocks = new Map<number, Map<string, string>>();
  #wanted = new Set<string>();

  async add(code: string, key: string): Promise<void> {
    await this.#sorter.add(code, key);
    if (!this.#held) return;
    if (!this.#held.has(code)) this.#held.set(code, key);
    if (this.#held.size > HELD) this.#held = undefined;
  }

  /** To be called once all are in. */
  async finish(): Promise<void> {
    if (this.#held) return;
    this.#folder = mkdtempSync(join(tmpdir(), 'entente-codes-'));
    this.#file = await open(join(this.#folder, 'codes'), 'w+');
    let last: string | undefined;
    let block = '';
    let lines = 0;
    for await (const { key: code, value } of this.#sorter.sorted()) {
      if (code === last) continue;
      last = code;
      if (lines++ % STRIDE === 0) this.#marks.push({ code, at: this.#size + Buffer.byteLength(block) });
      block += `${JSON.stringify([code, value])}\n`;
      if (block.length > 1024 * 1024) {
        this.#size += (await this.#file.write(block)).bytesWritten;
        block = '';
      }
    }
    this.#size += (await this.#file.write(block)).bytesWritten;
    this.#sorter.drop();
  }

  /** The key of the entity with a code, null where this import describes none; undefined: not read yet, `load` reads it. */
  find(code: string): string | null | undefined {
    if (this.#held) return this.#held.get(code) ?? null;
    const block = this.#blocks.get(this.#place(code));
    if (!block) this.#wanted.add(code);
    return block && (block.get(code) ?? null);
  }

  get isWaiting(): boolean {
    return this.#wanted.size > 0;
  }

  /** Reads what was asked for. */
  async load(): Promise<void> {
    if (this.#blocks.size > 1000) this.#blocks.clear();
    for (const code of this.#wanted) await this.#block(this.#place(code));
    this.#wanted = new Set();
  }

  #place(code: string): number {
    let [low, high] = [0, this.#marks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#marks[middle] as { code: string }).code <= code) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async #block(index: number): Promise<Map<string, string>> {
    const known = this.#blocks.get(index);
    if (known) return known;
    const from = this.#marks[index]?.at ?? 0;
    const bytes = Buffer.alloc((this.#marks[index + 1]?.at ?? this.#size) - from);
    await this.#file?.read(bytes, 0, bytes.length, from);
    const block = new Map(
      bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as [string, string]),
    );
    this.#blocks.set(index, block);
    return block;
  }

  async drop(): Promise<void> {
    this.#sorter.drop();
    await this.#file?.close();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }
}
