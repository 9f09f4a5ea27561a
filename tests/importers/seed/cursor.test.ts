import { describe, expect, it } from '@jest/globals';
import { problemText } from '../../../src/importers/problem.ts';
import { YamlFile } from '../../../src/importers/seed/cursor.ts';

const file = (text: string): YamlFile => new YamlFile('a.yaml', text);
const problems = (of: YamlFile): string[] => of.problems.map(problemText);

describe('a value', () => {
  it('is a text, whatever it looks like', () => {
    const { root, problems: none } = file('a: 007\nb: 1949-04-04\nc: true\nd: "x: y"\ne: NO\n');
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => root.get(name).string())).toEqual([
      '007',
      '1949-04-04',
      'true',
      'x: y',
      'NO',
    ]);
    expect(none).toEqual([]);
  });

  it('is nothing where it is empty or not there', () => {
    const { root } = file('a:\nb: ""\n');
    expect(['a', 'b', 'c'].map((name) => root.get(name).string())).toEqual([undefined, undefined, undefined]);
    expect(root.get('c').isMissing).toBe(true);
    expect(root.get('c').get('d').list()).toEqual([]);
  });

  it.each([
    ['a list', 'title: x\na:\n  - 1\n', 'a.yaml:3:3'],
    ['a map', 'a: { b: c }\n', 'a.yaml:1:4'],
  ])('that is %s is a problem where it stands', (_, text, place) => {
    const made = file(text);
    expect(made.root.get('a').string()).toBeUndefined();
    expect(problems(made)).toEqual([`${place}  A single value is expected here, not a list or map.`]);
  });
});

describe('a list', () => {
  it('is its elements; one value is a list of one; nothing is an empty one', () => {
    const { root } = file('a: [x, y]\nb: z\n');
    expect(root.get('a').strings()).toEqual(['x', 'y']);
    expect(root.get('b').strings()).toEqual(['z']);
    expect(root.get('c').strings()).toEqual([]);
  });

  it('knows where each element stands', () => {
    const made = file('a:\n  - x\n  -   y\n');
    made.root
      .get('a')
      .list()
      .forEach((each) => each.problem('here'));
    expect(problems(made)).toEqual(['a.yaml:2:5  here', 'a.yaml:3:7  here']);
  });
});

describe('a map', () => {
  it('is its names and values, each with its place', () => {
    const made = file('a: 1\nbb: 2\n');
    const entries = made.root.entries();
    expect(entries.map(([name, value]) => [name, value.string()])).toEqual([
      ['a', '1'],
      ['bb', '2'],
    ]);
    for (const [, value, key] of entries) {
      key.problem('name');
      value.problem('value');
    }
    expect(problems(made)).toEqual(['a.yaml:1:1  name', 'a.yaml:1:4  value', 'a.yaml:2:1  name', 'a.yaml:2:5  value']);
  });

  it('with a name that is not known is a problem at the name, which says what is known', () => {
    const made = file('title: x\ntitel: y\n');
    made.root.entries(new Set(['title', 'notes']));
    expect(problems(made)).toEqual(['a.yaml:2:1  "titel" is not known here. Known are: title, notes.']);
  });

  it('that is none is a problem', () => {
    const made = file('a: x\n');
    expect(made.root.get('a').entries()).toEqual([]);
    expect(problems(made)).toEqual(['a.yaml:1:4  A map (name: value) is expected here.']);
  });

  it('lacking something tells so at its own place', () => {
    const made = file('a:\n  b: 1\n');
    made.root.get('a').get('c').problem('missing');
    expect(problems(made)).toEqual(['a.yaml:2:3  missing']);
  });
});

describe('a file', () => {
  it.each([
    ['a name given twice', 'a: 1\na: 2\n', 'a.yaml:2:1  This is no YAML: Map keys must be unique'],
    ['a list never closed', 'a: [1\n', 'a.yaml:2:1  This is no YAML: '],
  ])('that is no YAML says where: %s', (_, text, problem) => {
    const made = file(text);
    expect(problems(made)[0]).toContain(problem);
    expect(made.root.isMissing).toBe(true);
  });

  it('that is empty has no value, and its problems stand at its beginning', () => {
    const made = file('');
    expect(made.root.isMissing).toBe(true);
    made.root.problem('empty');
    expect(problems(made)).toEqual(['a.yaml:1:1  empty']);
  });

  it('counts lines and columns from 1', () => {
    expect(file('a: 1\nb: 2\n').placeOf(8)).toEqual({ line: 2, column: 4 });
  });
});
