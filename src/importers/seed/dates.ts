import type { End } from '../../model/claim.ts';
import { DateProblem, when, type When } from '../../model/edtf.ts';

interface Told {
  readonly text: string;
  problem(message: string): void;
}

/** Reads an EDTF date, noting a problem where it is none. `as` is how the source has it, where the coder knows more. */
export function readDate(date: Told | undefined, as?: Told): When | undefined {
  const known = date && attempt(date);
  const shown = as && attempt(as);
  if (known && shown) return { ...known, text: shown.text };
  return known ?? shown;
}

export function readEnd(date: Told | undefined, as?: Told): End | undefined {
  return date?.text === '..' ? 'open' : readDate(date, as);
}

function attempt(date: Told): When | undefined {
  try {
    return when(date.text);
  } catch (error) {
    if (!(error instanceof DateProblem)) throw error;
    date.problem(error.message);
    return undefined;
  }
}
