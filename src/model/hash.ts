import { hash } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The SHA-256 of a text. */
export const sha256 = (content: string): Buffer => hash('sha256', content, 'buffer');

/** The first bits of a text's SHA-256: see `digestOf`. */
export const digest = (content: string, characters: number): string => digestOf(sha256(content), characters);

/** Bits of a SHA-256 written as so many characters of Crockford's base 32 (5 bits each, lower case, at most 50). */
export function digestOf(bytes: Buffer, characters: number): string {
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

/** A hash as an unsigned integer. */
export const numberOf = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

/** SHA-256 of a text as an unsigned integer. */
export const hashNumber = (content: string): bigint => numberOf(sha256(content));
