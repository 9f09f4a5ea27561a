/** The part of edtf (which ships no types) that is used here. */
declare module 'edtf' {
  export default function parse(
    text: string,
    options: { level: 0 | 1 | 2; types: readonly string[] },
  ): { type: string; min: number; max: number };
}
