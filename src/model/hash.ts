import { hash } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Bits of a SHA-256 written as so many characters of Crockford's base 32 (5 bits each, lower case, at most 50). */
export function digest(content: string, characters: number): string {
  const bytes = hash('sha256', content, 'buffer');
  let text = '';
  let bits = 0;
  let held = 0;
  for (let i = 0; text.length < characters; i++) {
    held = (held << 8) | (bytes[i] ?? 0);
    bits += 8;
    while (bits >= 5 && text.length < characters) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** The first ten characters of a digest as an integer below 2^50, for an engine's index. Collisions are told by the key. */
export function indexNumber(key: string): number {
  let value = 0;
  for (let i = 0; i < 10; i++) value = value * 32 + ALPHABET.indexOf(key[i] ?? '0');
  return value;
}

/** SHA-256 of a text as an unsigned integer. */
export function hashNumber(content: string): bigint {
  return BigInt(`0x${hash('sha256', content, 'hex')}`);
}
