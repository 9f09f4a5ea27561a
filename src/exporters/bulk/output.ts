import { appendFileSync, writeFileSync } from 'node:fs';

/** Characters gathered before they are written, unless told otherwise: one call of the system for many rows. */
const GATHERED = 256 * 1024;

/**
 * A text file written from its beginning to its end. Synchronous: nothing is gained by waiting for a disk one line at a
 * time. It is open only while it is written to, so that there may be hundreds.
 */
export class Output {
  readonly #path: string;
  readonly #gathered: number;
  #text = '';

  constructor(path: string, gathered = GATHERED) {
    writeFileSync(path, '');
    this.#path = path;
    this.#gathered = gathered;
  }

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= this.#gathered) this.flush();
  }

  flush(): void {
    appendFileSync(this.#path, this.#text);
    this.#text = '';
  }
}
