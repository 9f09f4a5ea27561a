import { hashNumber, numberOf } from '../../model/hash.ts';

const MODULUS = 1n << 256n;

/**
 * A sum of hashes that stands for a set of records: the same set gives the same sum in whatever order it came, and a
 * record is taken out by subtracting it (an additive multiset hash).
 */
export class ContentSum {
  #value: bigint;

  constructor(hex: string) {
    this.#value = BigInt(`0x${hex === '' ? '0' : hex}`);
  }

  add(canonical: string): void {
    this.#value = (this.#value + hashNumber(canonical)) % MODULUS;
  }

  /** Adds a record by the SHA-256 of its canonical text. */
  addHash(hash: Buffer): void {
    this.#value = (this.#value + numberOf(hash)) % MODULUS;
  }

  subtract(canonical: string): void {
    this.#value = (this.#value + MODULUS - hashNumber(canonical)) % MODULUS;
  }

  toString(): string {
    return this.#value.toString(16);
  }
}
