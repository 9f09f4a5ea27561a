import type { Day } from '../model/day.ts';
import { when, type When } from '../model/edtf.ts';

/** A date as it is kept: its text alone where its bounds follow from it, else the text with its earliest and latest day. */
export type DateCells = string | readonly [text: string, earliest: Day, latest: Day];

export function dateOut(date: When): DateCells {
  const plain = when(date.text);
  return plain.earliest === date.earliest && plain.latest === date.latest
    ? date.text
    : [date.text, date.earliest, date.latest];
}

export function dateIn(cells: DateCells): When {
  return typeof cells === 'string' ? when(cells) : { text: cells[0], earliest: cells[1], latest: cells[2] };
}

/** The same as one text, for a property of its own: a date that needs its days is a JSON list. */
export function dateText(date: When): string {
  const cells = dateOut(date);
  return typeof cells === 'string' ? cells : JSON.stringify(cells);
}

export function dateFromText(text: string): When {
  return dateIn(text.startsWith('[') ? (JSON.parse(text) as DateCells) : text);
}
