import { describe, expect, it } from '@jest/globals';
import { problemText } from '../../../src/importers/problem.ts';
import { YamlFile } from '../../../src/importers/seed/cursor.ts';
import { readTable, type TableRow } from '../../../src/importers/seed/table.ts';

const COLUMNS = new Set(['type', 'subject', 'object', 'from', 'note']);

function table(text: string, columns: ReadonlySet<string> = COLUMNS) {
  const file = new YamlFile('a.yaml', text);
  const rows = readTable(file.root, columns);
  return { rows: rows.map(asObject), cells: rows, problems: () => file.problems.map(problemText) };
}
const asObject = (row: TableRow): Record<string, string> =>
  Object.fromEntries([...row].map(([name, { text }]) => [name, text]));

describe('a table', () => {
  it('has a row for each line after the first, which names the columns', () => {
    const { rows, problems } = table(`
type: MEMBER_OF
object: org:x
rows: |
  subject      from        note
  country:aaa  1949-04-04  One of the twelve, it says.
  country:bbb  1952        -
`);
    expect(rows).toEqual([
      {
        type: 'MEMBER_OF',
        object: 'org:x',
        subject: 'country:aaa',
        from: '1949-04-04',
        note: 'One of the twelve, it says.',
      },
      { type: 'MEMBER_OF', object: 'org:x', subject: 'country:bbb', from: '1952' },
    ]);
    expect(problems()).toEqual([]);
  });

  it('a cell goes before what is given once, and an empty one takes it away', () => {
    const { rows } = table('note: all\nrows: |\n  subject  note\n  a        own\n  b        -\n');
    expect(rows).toEqual([{ subject: 'a', note: 'own' }, { subject: 'b' }]);
  });

  it('has comments and empty lines where it likes', () => {
    const { rows, problems } = table('rows: |\n\n  # names\n  subject  from\n\n  a  1949\n  # b  1950\n');
    expect(rows).toEqual([{ subject: 'a', from: '1949' }]);
    expect(problems()).toEqual([]);
  });

  it('needs no line end at its end, and takes those of Windows', () => {
    expect(table('rows: |\n  subject  from\n  a  1949').rows).toEqual([{ subject: 'a', from: '1949' }]);
    expect(table('rows: |\r\n  subject  from\r\n  a  1949\r\n').rows).toEqual([{ subject: 'a', from: '1949' }]);
  });

  it('knows where each cell stands', () => {
    const { cells, problems } = table('type: x\nrows: |\n  subject  note\n  a  it says so\n  bb   é!\n');
    for (const row of cells) for (const name of ['subject', 'note', 'type']) row.get(name)?.problem(name);
    expect(problems()).toEqual([
      'a.yaml:4:3  subject',
      'a.yaml:4:6  note',
      'a.yaml:1:7  type',
      'a.yaml:5:3  subject',
      'a.yaml:5:8  note',
      'a.yaml:1:7  type',
    ]);
  });

  it('takes names in any language where it takes names', () => {
    const { rows, problems } = table('rows: |\n  names.fr  names.pt-br\n  x  y\n', new Set(['names.*']));
    expect(rows).toEqual([{ 'names.fr': 'x', 'names.pt-br': 'y' }]);
    expect(problems()).toEqual([]);
  });
});

describe('a mistake in a table', () => {
  const KNOWN = 'Columns are: type, subject, object, from, note.';

  it.each([
    ['no rows', 'type: x\n', ['a.yaml:1:1  A table needs `rows: |` with a first line that names the columns.']],
    ['rows without a line', 'type: x\nrows: |\n', ['a.yaml:1:1  A table needs `rows: |`']],
    [
      'a column that is none',
      'rows: |\n  subject  since\n  a  1949\n',
      [`a.yaml:2:12  "since" is no column of this table. ${KNOWN}`],
    ],
    [
      'names where there are none',
      'rows: |\n  names.fr\n  a\n',
      [`a.yaml:2:3  "names.fr" is no column of this table. ${KNOWN}`],
    ],
    [
      'a field beside the rows that is no column',
      'since: x\nrows: |\n  subject\n  a\n',
      [`a.yaml:1:8  "since" is no column of this table. ${KNOWN}`],
    ],
    ['a list beside the rows', 'note: [x]\nrows: |\n  subject\n  a\n', ['a.yaml:1:7  A single value is expected here']],
    [
      'a cell too few',
      'rows: |\n  subject  from\n  a\n',
      [
        'a.yaml:3:3  This row has 1 cells, the table 2 columns (subject, from). Part cells with two spaces; write - for an empty one.',
      ],
    ],
    [
      'a cell too many: one space too much in a text',
      'rows: |\n  subject  note\n    a  it says  so\n',
      ['a.yaml:3:5  This row has 3 cells, the table 2 columns (subject, note).'],
    ],
    [
      'two rows that are wrong, one that is right',
      'rows: |\n  subject  from\n  a\n  b  1949\n  c\n',
      ['a.yaml:3:3  This row has 1 cells', 'a.yaml:5:3  This row has 1 cells'],
    ],
  ])('%s', (_, text, told) => {
    const { problems } = table(text);
    const found = problems();
    expect(found).toHaveLength(told.length);
    told.forEach((each, index) => expect(found[index]).toContain(each));
  });
});
