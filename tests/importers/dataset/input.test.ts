// How files are read: formats, encodings, line ends, preambles; and what is refused, with its place and in bounded memory.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { headerOf, rowsIn } from '../../../src/importers/dataset/input/table.ts';
import { readMapping, type FileRule } from '../../../src/importers/dataset/mapping/mapping.ts';
import { bundled, root } from '../../support/checkout.ts';
import { withFiles } from './datasets.ts';
import { workbook, zip } from './zip.ts';

/** The rule for a file that a mapping writes so. */
const rule = (text: string): FileRule => readMapping('m', `files: { f: ${text} }\n`).files[0] as FileRule;

/** All that a file holds, read by a rule: cells of the columns, line by line; what is broken as its message. */
async function read(
  path: string,
  written = '{ format: csv }',
): Promise<{ columns: readonly string[]; rows: unknown[] }> {
  const header = await headerOf(path, rule(written));
  if (!header) return { columns: [], rows: [] };
  const rows: unknown[] = [];
  for await (const taken of rowsIn(path, rule(written), header))
    for (const { row, broken } of taken)
      rows.push(
        broken === undefined
          ? [row.line, ...header.columns.map((column) => row.cell(column) ?? null)]
          : [row.line, broken],
      );
  return { columns: header.columns, rows };
}

const one = <T>(name: string, content: string | Uint8Array, work: (path: string) => Promise<T>): Promise<T> =>
  withFiles({ [name]: content }, ([path = '']) => work(path));

describe('tables', () => {
  test.each([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CR LF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR alone', 'a,b\r1,2\r3,4\r'],
    ['no end of the last line', 'a,b\n1,2\n3,4'],
    ['empty lines', 'a,b\n1,2\n\n3,4\n\n'],
  ])('lines that end in %s', async (_, text) => {
    const { columns, rows } = await one('t.csv', text, (path) => read(path));
    expect([columns, rows.map((row) => (row as unknown[]).slice(1))]).toEqual([
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ]);
  });

  test("quotes hold delimiters, line ends and quotes; the next row's line is counted", async () => {
    const text = 'a,b\n"1,5","two\nlines"\n"say ""so""",\n';
    expect((await one('t.csv', text, (path) => read(path))).rows).toEqual([
      [2, '1,5', 'two\nlines'],
      [4, 'say "so"', ''],
    ]);
  });

  test('tabs and semicolons, quotes that mean nothing, text before the header', async () => {
    expect((await one('t.tab', 'a\tb\n"x\ty"\n', (path) => read(path, '{ format: tsv }'))).rows).toEqual([
      [2, '"x', 'y"'],
    ]);
    const preamble = 'The register; made 2024\n"Two, really"\n\nWho;When\nChile;2001\n';
    for (const written of ["{ delimiter: ';', headerHas: [Who, When] }", "{ delimiter: ';', skip: 3 }"])
      expect((await one('t.csv', preamble, (path) => read(path, written))).rows).toEqual([[5, 'Chile', '2001']]);
  });

  test.each([
    ['utf-8', Buffer.from('a\nZürich\n')],
    ['utf-8', Buffer.from('\uFEFFa\nZürich\n')],
    ['utf-8', Buffer.from('\uFEFFa\nZürich\n', 'utf16le')],
    ['latin-1', Buffer.from('a\nZürich\n', 'latin1')],
    ['cp1252', Buffer.from('a\nZürich\n', 'latin1')],
  ])('%s', async (encoding, bytes) => {
    expect(await one('t.csv', bytes, (path) => read(path, `{ encoding: ${encoding} }`))).toEqual({
      columns: ['a'],
      rows: [[2, 'Zürich']],
    });
  });

  test('cp1252 has signs where latin-1 has none', async () => {
    const bytes = Buffer.from([0x61, 0x0a, 0x93, 0x41, 0x94, 0x80, 0x0a]);
    expect((await one('t.csv', bytes, (path) => read(path, '{ encoding: cp1252 }'))).rows).toEqual([[2, '“A”€']]);
  });

  test('gzip is told by its content', async () => {
    expect((await one('t.csv', gzipSync('a,b\n1,2\n'), (path) => read(path))).rows).toEqual([[2, '1', '2']]);
  });

  test('a row of another width, or that goes on after a quote, is broken, and the next is read', async () => {
    const { rows } = await one('t.csv', 'a,b\n1\n1,2,3\n"1"x,2\n1,2,\n5,6\n', (path) => read(path));
    expect(rows).toEqual([
      [2, 'This row has 1 cells, the header 2 columns.'],
      [3, 'This row has 3 cells, the header 2 columns.'],
      [4, 'Cell 1 goes on after its closing quote.'],
      [5, '1', '2'],
      [6, '5', '6'],
    ]);
  });
});

describe('workbooks', () => {
  const rows =
    '<row r="1"><c t="inlineStr"><is><t>who</t></is></c><c t="s"><v>0</v></c><c r="D1" t="inlineStr"><is><t>n</t></is></c></row>' +
    '<row r="3"><c t="s"><v>1</v></c><c s="1"><v>36526</v></c><c r="D3"><v>1.5</v></c></row>';

  test('sheets by name or the first; dates are days, gaps are blank', async () => {
    const book = workbook({ Notes: '<row r="1"><c t="inlineStr"><is><t>x</t></is></c></row>', Data: rows }, [
      'since',
      'Chile &amp; Peru',
    ]);
    const expected = { columns: ['who', 'since', '', 'n'], rows: [[3, 'Chile & Peru', '2000-01-01', '', '1.5']] };
    expect(await one('t.xlsx', book, (path) => read(path, '{ format: xlsx, sheet: Data }'))).toEqual(expected);
    expect((await one('t.xlsx', book, (path) => read(path, '{ format: xlsx }'))).columns).toEqual(['x']);
    await expect(one('t.xlsx', book, (path) => read(path, '{ format: xlsx, sheet: None }'))).rejects.toThrow(
      /no sheet "None".*Notes, Data/,
    );
  });

  test('a day is one whether or not its cell says that it is a number, and what a row does not have at its end is blank', async () => {
    const cell = (letter: string, row: number, inside: string): string =>
      inside.replace('<c', `<c r="${letter}${row}"`);
    const word = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const book = workbook({
      Data: [
        `<row r="1">${cell('A', 1, word('day'))}${cell('B', 1, word('note'))}</row>`,
        ...[
          '<c s="1" t="n"><v>36231</v></c>',
          '<c s="1" t="n"><v>1828</v></c>',
          '<c s="1"><v>1</v></c>',
          '<c s="1"><v>61.5</v></c>',
        ].map((each, index) => `<row r="${index + 2}">${cell('A', index + 2, each)}</row>`),
        '<row r="6"><c r="A6" t="d"><v>1999-03-12T00:00:00</v></c></row>',
        '<row r="7"><c r="A7" t="n"><v>1828</v></c></row>',
      ].join(''),
    });
    const { rows: days } = await one('t.xlsx', book, (path) => read(path, '{ format: xlsx }'));
    // Counted by hand from 1899-12-30, for the calendar of workbooks has a day too many in 1900.
    expect(days.map((row) => (row as unknown[])[1])).toEqual([
      '1999-03-12',
      '1905-01-01',
      '1900-01-01',
      '1900-03-01',
      '1999-03-12',
      '1828',
    ]);
  });

  test('what is none, or brings a document type, is refused', async () => {
    await expect(one('t.xlsx', 'no workbook', (path) => read(path, '{ format: xlsx }'))).rejects.toThrow(
      /t.xlsx:1:1 {2}This is no workbook/,
    );
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet/>';
    const book = zip({
      'xl/workbook.xml': entities,
      'xl/_rels/workbook.xml.rels': '<Relationships/>',
    });
    await expect(one('t.xlsx', book, (path) => read(path, '{ format: xlsx }'))).rejects.toThrow(/document type/);
  });
});

describe('JSON', () => {
  test('lines: members of members by their path, lists as lists; what is no object is broken', async () => {
    const text = '{"id":"a","properties":{"name":["A","B"],"n":1}}\n\n{"id":\n[1]\n{"id":"b","x":null}\n';
    const { columns, rows } = await one('t.jsonl', text, (path) => read(path, '{ format: jsonl }'));
    expect(columns).toEqual(['id', 'properties.name', 'properties.n']);
    expect(rows).toEqual([
      [1, 'a', ['A', 'B'], '1'],
      [3, expect.stringMatching(/^This line is no JSON/)],
      [4, 'This line is no JSON object.'],
      [5, 'b', null, null],
    ]);
  });

  test('a number of more digits than a number keeps is what is written', async () => {
    const text =
      '{"id":9007199254740993,"sum":-12345678901234567890.12,"at":1.5,"say":"\\"9007199254740993"}\n{"id":9007199254740992,"sum":01234567890123456}\n';
    const { rows } = await one('t.jsonl', text, (path) => read(path, '{ format: jsonl }'));
    expect(rows).toEqual([
      [1, '9007199254740993', '-12345678901234567890.12', '1.5', '"9007199254740993'],
      [2, expect.stringMatching(/^This line is no JSON/)],
    ]);
  });

  test('the files of a folder, in the order of their names; a list in a file is many rows', async () => {
    await withFiles({}, async (_, place) => {
      const folder = join(place, 'json');
      mkdirSync(folder);
      writeFileSync(join(folder, 'b.json'), '[{"id":"2"},{"id":"3"},4]');
      writeFileSync(join(folder, 'a.json'), '\uFEFF{"id":"1"}');
      writeFileSync(join(folder, 'c.json'), '{');
      writeFileSync(join(folder, 'notes.txt'), 'not read');
      const { rows } = await read(folder, '{ format: json }');
      expect(rows).toEqual([
        [1, '1'],
        [1, '2'],
        [2, '3'],
        [3, 'Element 3 is no JSON object.'],
        [1, expect.stringMatching(/no JSON/)],
      ]);
    });
  });
});

describe('what cannot be read is refused with its place', () => {
  test.each([
    ['a quote that is never closed', 'a,b\n1,2\n3,"4\n5,6\n', /t.csv:3:3 {2}This quote is never closed/],
    ['a NUL', 'a,b\n1,\0\n', /t.csv:2:3 {2}A NUL/],
    [
      'a byte that is no UTF-8',
      Buffer.from([0x61, 0x0a, 0x41, 0xff, 0x0a]),
      /t.csv:2:2 {2}A byte that is no utf-8.*`encoding`/,
    ],
    [
      'a broken gzip',
      Buffer.concat([gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 20), Buffer.alloc(30)]),
      /t.csv:1:1 {2}This gzip file is broken/,
    ],
  ])('%s', async (_, content, message) => {
    await expect(one('t.csv', content, (path) => read(path))).rejects.toThrow(message);
  });

  let [table, mapping] = ['', ''];
  beforeAll(() => {
    table = bundled('importers/dataset/input/table');
    mapping = bundled('importers/dataset/mapping/mapping');
  });

  /** Reads a file in a process that may hold little; returns what it says. */
  const readSmall = (path: string, written: string): { out: string; megabytes: number } => {
    const code = `
      const { headerOf, rowsIn } = await import(${JSON.stringify(table)});
      const { readMapping } = await import(${JSON.stringify(mapping)});
      const rule = readMapping('m', ${JSON.stringify(`files: { f: ${written} }\n`)}).files[0];
      let peak = 0;
      const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
      const timer = setInterval(look, 5);
      try {
        const header = await headerOf(${JSON.stringify(path)}, rule);
        for await (const rows of rowsIn(${JSON.stringify(path)}, rule, header ?? { columns: [], line: 0 }));
        console.log('read');
      } catch (error) { console.log(error.message); }
      clearInterval(timer);
      look();
      console.error(peak / 1024 / 1024);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      cwd: fileURLToPath(root),
    });
    return { out: stdout, megabytes: Number(stderr.trim().split('\n').at(-1)) };
  };

  /** A gigabyte that begins so and goes on with a piece of 16 megabytes, packed: members of a gzip file follow each other. */
  const gigabyte = (begin: string, piece: string): Buffer => {
    const member = gzipSync(Buffer.from(piece.repeat(Math.ceil((16 * 1024 * 1024) / piece.length))), { level: 9 });
    return Buffer.concat([gzipSync(begin), ...Array.from({ length: 64 }, () => member)]);
  };
  const wide = `${'1'.repeat(8000)},2\n`;

  test.each([
    [
      'a line of a gigabyte',
      '{ format: csv }',
      gigabyte('a,b\n1,', 'x'),
      /big:2:1 {2}This line is longer than 4194304 characters/,
    ],
    [
      'a quote open for a gigabyte',
      '{ format: csv }',
      gigabyte('a,b\n1,"', 'x\n'),
      /big:2:3 {2}This quote is not closed within 4194304 characters/,
    ],
    ['an object of a gigabyte', '{ format: jsonl }', gigabyte('{"a":"', 'x'), /big:1:1 {2}This line is longer/],
    [
      'a bomb',
      '{ format: csv }',
      gigabyte('a,b\n', wide),
      /big:1:1 {2}Its \d+ bytes unpack to more than \d+: this is no data set but a bomb/,
    ],
    [
      'a workbook that is a bomb',
      '{ format: xlsx }',
      bombBook(),
      /big\(xl\/worksheets\/s0.xml\):1:1 {2}Its \d+ bytes unpack to more than \d+/,
    ],
  ])('%s: in bounded memory', async (_, written, content, message) => {
    const { out, megabytes } = await one('big', content, async (path) => readSmall(path, written));
    expect(out).toMatch(message);
    expect(megabytes).toBeLessThan(300);
  });
});

/** A workbook with a sheet of 272 megabytes in a few kilobytes. */
function bombBook(): Buffer {
  const row = `<row><c t="inlineStr"><is><t>${'x'.repeat(4000)}</t></is></c></row>`;
  return workbook({ S: row.repeat((272 * 1024 * 1024) / 4096) });
}
