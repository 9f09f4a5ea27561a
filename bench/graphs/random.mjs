// Numbers that look random and are the same on every machine, so that a graph made again is the same graph.

/** Mulberry32 (Tommy Ettinger, public domain): numbers from 0 up to 1, the same for the same seed. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const BEGINNINGS = [
  'b',
  'd',
  'f',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  't',
  'v',
  'z',
  'br',
  'dr',
  'gr',
  'st',
  'tr',
];
const MIDDLES = ['a', 'e', 'i', 'o', 'u', 'ai', 'or', 'an', 'el', 'un'];

/** A word of its own for each number. */
export function wordOf(number) {
  let text = '';
  for (let rest = number + 4_000_000; rest > 0; rest = Math.floor(rest / 200))
    text += BEGINNINGS[rest % 20] + MIDDLES[Math.floor(rest / 20) % 10];
  return text[0].toUpperCase() + text.slice(1);
}
