/**
 * A set of texts by a 53-bit hash of each, 12 bytes a text at least: all keys of entities of a load are held at once. A
 * text that is not in it is taken for one that is about once in 10^9 at ten million texts.
 */
export class KeySet {
  #slots = new Float64Array(1 << 16);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    if (this.#size * 3 > this.#slots.length * 2) this.#grow();
    if (place(this.#slots, hash(text))) this.#size++;
  }

  has(text: string): boolean {
    const wanted = hash(text);
    for (let at = slotOf(wanted, this.#slots.length); ; at = (at + 1) & (this.#slots.length - 1)) {
      const found = this.#slots[at];
      if (found === wanted) return true;
      if (found === 0) return false;
    }
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const each of this.#slots) if (each !== 0) place(larger, each);
    this.#slots = larger;
  }
}

const slotOf = (value: number, length: number): number => (value % 4_294_967_291) & (length - 1);

/** Puts a value where it belongs; false where it is there already. 0 marks a free slot. */
function place(slots: Float64Array, value: number): boolean {
  for (let at = slotOf(value, slots.length); ; at = (at + 1) & (slots.length - 1)) {
    if (slots[at] === value) return false;
    if (slots[at] === 0) {
      slots[at] = value;
      return true;
    }
  }
}

/** Two 32-bit hashes (FNV-1a and one of another basis and multiplier) as one number of 53 bits, never 0. */
export function hash(text: string): number {
  let a = 0x81_1c_9d_c5;
  let b = 0x9e_37_79_b9;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01_00_01_93);
    b = Math.imul(b ^ code, 0x85_eb_ca_6b);
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (a >>> 16), 0x85_eb_ca_6b);
  b = Math.imul(b ^ (b >>> 16), 0xc2_b2_ae_35);
  return ((a ^ (a >>> 13)) >>> 11) * 4_294_967_296 + ((b ^ (b >>> 16)) >>> 0) || 1;
}
