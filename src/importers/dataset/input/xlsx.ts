import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { addDays } from '../../../model/day.ts';
import { isoFromDay } from '../../../model/day.ts';
import type { RawRow } from './delimited.ts';
import { unreadable } from './limits.ts';
import { type ZipEntry, zipEntries, zipText } from './zip.ts';

/** Characters of shared texts a workbook may have: they must be held while it is read. */
const MOST_SHARED = 128 * 1024 * 1024;

/** The rows of one sheet of an XLSX workbook, empty ones left out; a date cell is an ISO day. `sheet`: its name, else the first. */
export async function* sheetRows(path: string, name: string, sheet: string | undefined): AsyncGenerator<RawRow[]> {
  const entries = zipEntries(path, name);
  const shared = await sharedTexts(path, name, entries);
  const isDate = await dateStyles(path, name, entries);
  const entry = await sheetEntry(path, name, entries, sheet);
  let rows: RawRow[] = [];
  let cells: string[] = [];
  let line = 0;
  let cell = { column: 0, type: '', style: 0 };
  let value = '';
  let inValue = false;
  const events = {
    open: (tag: SaxesTagPlain): void => {
      if (tag.name === 'row') {
        line = Number(tag.attributes['r'] ?? line + 1);
        cells = [];
      } else if (tag.name === 'c') {
        cell = {
          column: columnOf(tag.attributes['r'] ?? '', cells.length),
          type: tag.attributes['t'] ?? '',
          style: Number(tag.attributes['s'] ?? 0),
        };
        value = '';
      } else if (tag.name === 'v' || tag.name === 't') inValue = true;
    },
    text: (text: string): void => {
      if (inValue) value += text;
    },
    close: (tag: SaxesTagPlain): void => {
      if (tag.name === 'v' || tag.name === 't') inValue = false;
      else if (tag.name === 'c') {
        while (cells.length < cell.column) cells.push('');
        cells[cell.column] = cellText(value, cell.type, shared, isDate.has(cell.style));
      } else if (tag.name === 'row' && cells.some((text) => text !== '')) {
        const at = line;
        rows.push({ cells, line: at, placeOf: (index) => ({ line: at, column: index + 1 }) });
      }
    },
  };
  for await (const _ of parse(zipText(path, name, entry), name, events)) {
    if (rows.length > 0) yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

interface Events {
  readonly open: (tag: SaxesTagPlain) => void;
  readonly text: (text: string) => void;
  readonly close: (tag: SaxesTagPlain) => void;
}

async function* parse(pieces: AsyncIterable<string>, name: string, events: Events): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let broken: Error | undefined;
  parser.on('opentag', events.open);
  parser.on('text', events.text);
  parser.on('closetag', events.close);
  parser.on('doctype', () => {
    broken ??= new Error('a document type, which no workbook has');
  });
  parser.on('error', (error) => {
    broken ??= error;
  });
  for await (const piece of pieces) {
    parser.write(piece);
    if (broken) throw unreadable(name, 1, 1, `This workbook cannot be read: ${broken.message}.`);
    yield;
  }
  parser.close();
  yield;
}

/** Column number, from 0, of a reference such as `AB12`. */
function columnOf(reference: string, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return next;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The day a number stands for: from 1 for 1900-01-01, with 60 for a 29 February that year did not have (ECMA-376, 18.17.4.1). */
const dayOfSerial = (serial: number): string => isoFromDay(addDays(serial < 60 ? 18991231 : 18991230, serial));

function cellText(value: string, type: string, shared: readonly string[], isDate: boolean): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return '';
  if (type === 'd') return value.replace(/T.*$/, '');
  if (isDate && (type === '' || type === 'n') && /^\d+(\.\d+)?$/.test(value))
    return dayOfSerial(Math.floor(Number(value)));
  return value;
}

async function sharedTexts(path: string, name: string, entries: ReadonlyMap<string, ZipEntry>): Promise<string[]> {
  const entry = entries.get('xl/sharedStrings.xml');
  const texts: string[] = [];
  if (!entry) return texts;
  let text = '';
  let inText = false;
  let size = 0;
  const events: Events = {
    open: (tag) => {
      if (tag.name === 'si') text = '';
      if (tag.name === 't') inText = true;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: (tag) => {
      if (tag.name === 't') inText = false;
      if (tag.name !== 'si') return;
      texts.push(text);
      size += text.length;
    },
  };
  for await (const _ of parse(zipText(path, name, entry), name, events))
    if (size > MOST_SHARED)
      throw unreadable(
        name,
        1,
        1,
        'This workbook has too many different texts. Save the sheet as CSV and import that.',
      );
  return texts;
}

/** Numbers of the cell styles that show a date. */
async function dateStyles(path: string, name: string, entries: ReadonlyMap<string, ZipEntry>): Promise<Set<number>> {
  const dates = new Set<number>();
  const entry = entries.get('xl/styles.xml');
  if (!entry) return dates;
  const formats = new Map<number, string>();
  let inCells = false;
  let style = 0;
  const events: Events = {
    open: (tag) => {
      const id = Number(tag.attributes['numFmtId'] ?? 0);
      if (tag.name === 'numFmt') formats.set(id, tag.attributes['formatCode'] ?? '');
      if (tag.name === 'cellXfs') inCells = true;
      if (tag.name !== 'xf' || !inCells) return;
      const isBuiltIn = (id >= 14 && id <= 17) || id === 22;
      if (isBuiltIn || /[dy]/i.test((formats.get(id) ?? '').replaceAll(/"[^"]*"|\[[^\]]*\]/g, ''))) dates.add(style);
      style++;
    },
    text: () => undefined,
    close: (tag) => {
      if (tag.name === 'cellXfs') inCells = false;
    },
  };
  for await (const _ of parse(zipText(path, name, entry), name, events));
  return dates;
}

/** The part of the archive that holds the sheet asked for. */
async function sheetEntry(
  path: string,
  name: string,
  entries: ReadonlyMap<string, ZipEntry>,
  sheet: string | undefined,
): Promise<ZipEntry> {
  const sheets: { name: string; id: string }[] = [];
  const targets = new Map<string, string>();
  const read = async (part: string, open: (tag: SaxesTagPlain) => void): Promise<void> => {
    const entry = entries.get(part);
    if (!entry) throw unreadable(name, 1, 1, `This is no XLSX workbook: it has no ${part}.`);
    for await (const _ of parse(zipText(path, name, entry), name, {
      open,
      text: () => undefined,
      close: () => undefined,
    }));
  };
  await read('xl/workbook.xml', (tag) => {
    if (tag.name === 'sheet') sheets.push({ name: tag.attributes['name'] ?? '', id: tag.attributes['r:id'] ?? '' });
  });
  await read('xl/_rels/workbook.xml.rels', (tag) => {
    if (tag.name === 'Relationship') targets.set(tag.attributes['Id'] ?? '', tag.attributes['Target'] ?? '');
  });
  const found = sheet === undefined ? sheets[0] : sheets.find((each) => each.name === sheet);
  if (!found)
    throw unreadable(
      name,
      1,
      1,
      `It has no sheet "${sheet ?? ''}". Its sheets are: ${sheets.map((each) => each.name).join(', ')}.`,
    );
  const target = targets.get(found.id) ?? '';
  const entry = entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  if (!entry) throw unreadable(name, 1, 1, `The sheet "${found.name}" is missing in the archive.`);
  return entry;
}
