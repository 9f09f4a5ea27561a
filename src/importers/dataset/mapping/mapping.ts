import { dayFromIso, type Day } from '../../../model/day.ts';
import { DateProblem, when } from '../../../model/edtf.ts';
import type { Source } from '../../../model/source.ts';
import { type Cursor, YamlFile } from '../../seed/cursor.ts';
import { inOrder, type Problem } from '../../problem.ts';
import { ENCODINGS, type Encoding } from '../input/text.ts';
import { readRecord, type RecordRule } from './records.ts';
import { Scope } from './scope.ts';

export const FORMATS = ['csv', 'tsv', 'jsonl', 'json', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** A sort of file a data set comes in. */
export interface FileRule {
  readonly name: string;
  readonly format: Format;
  readonly delimiter: string;
  readonly quotes: boolean;
  readonly encoding: Encoding;
  /** Lines before the header. */
  readonly skip: number;
  /** Or the header is the first line that has all of these cells. */
  readonly headerHas: readonly string[];
  readonly sheet?: string;
  /** Columns by which a file of this sort is told; absent: those the records name. */
  readonly tellBy: readonly string[];
  /** Columns that may be missing. */
  readonly mayLack: ReadonlySet<string>;
  readonly optional: boolean;
  /** Several files of this sort may be given at once. */
  readonly several: boolean;
  readonly at: Cursor;
}

/** A mapping: how a data set's files become entities, facts and claims. */
export interface Mapping {
  readonly path: string;
  readonly text: string;
  /** Name of the data set, without `dataset:`. */
  readonly name: string;
  readonly title: string;
  readonly release: string;
  readonly source: Source;
  readonly coverage: { readonly from?: Day; readonly to?: Day };
  readonly files: readonly FileRule[];
  readonly records: readonly RecordRule[];
  readonly options: ReadonlyMap<string, string>;
  problems(): Problem[];
}

export interface Wish {
  readonly release?: string;
  /** Options of the mapping that are switched on. */
  readonly with?: readonly string[];
}

const TOP = new Set([
  'dataset',
  'title',
  'publisher',
  'citation',
  'licence',
  'url',
  'ids',
  'release',
  'published',
  'retrieved',
  'coverage',
  'options',
  'notes',
  'files',
  'records',
]);
const FILE = new Set([
  'format',
  'delimiter',
  'quotes',
  'encoding',
  'skip',
  'headerHas',
  'sheet',
  'tellBy',
  'mayLack',
  'optional',
  'several',
]);

/** Reads a mapping. What is wrong with it is in `problems()`, all of it at once; with any, nothing else of it counts. */
export function readMapping(path: string, text: string, wish: Wish = {}): Mapping {
  const file = new YamlFile(path, text);
  const { root } = file;
  root.entries(TOP);
  const name = root.get('dataset').string() ?? '';
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    root
      .get('dataset')
      .problem('A mapping needs `dataset`: lower-case letters, digits and hyphens, such as cow-alliances.');
  const release = releaseOf(root.get('release'), wish.release);
  const coverage = readCoverage(root.get('coverage'));
  const options = new Map(
    root
      .get('options')
      .entries()
      .map(([option, value]) => [option, value.string() ?? '']),
  );
  for (const asked of wish.with ?? [])
    if (!options.has(asked))
      root
        .get('options')
        .problem(`There is no option "${asked}". Options are: ${[...options.keys()].join(', ') || 'none'}.`);
  const settings = new Map<string, string | undefined>([
    ['$release', release],
    ...[...options.keys()].map((option) => [`$${option}`, wish.with?.includes(option) ? 'yes' : undefined] as const),
  ]);
  const files = root
    .get('files')
    .entries()
    .map(([each, value]) => readFile(each, value));
  if (files.length === 0) root.problem('A mapping needs `files`.');
  const names = new Set(files.map((each) => each.name));
  const records = root
    .get('records')
    .list()
    .flatMap((record) => readRecord(record, names, new Scope(coverage, settings)) ?? []);
  if (records.length === 0) root.problem('A mapping needs `records`.');
  return {
    path,
    text,
    name,
    title: root.get('title').string() ?? '',
    release,
    source: sourceOf(
      root,
      name,
      release,
      wish.release === undefined || release === root.get('release').string()?.toLowerCase(),
    ),
    coverage,
    files,
    records,
    options,
    problems: () => inOrder(unique(file.problems)),
  };
}

const unique = (problems: readonly Problem[]): Problem[] => [
  ...new Map(problems.map((each) => [`${each.line}:${each.column} ${each.message}`, each])).values(),
];

/** The label of the release: as wished, else the mapping's own; where it must be a day, one. */
function releaseOf(at: Cursor, wished: string | undefined): string {
  const own = at.string();
  const mustBeDay = own === 'day';
  const label = wished ?? (mustBeDay ? undefined : own);
  if (label === undefined)
    at.problem(
      mustBeDay
        ? 'This data set has no releases of its own: say with --release on which day your copy was made, such as 2024-05-01.'
        : 'A mapping needs `release`, or --release with the command.',
    );
  else if (mustBeDay && dayFromIso(label) === undefined)
    at.problem(`The release "${label}" is not a day such as 2024-05-01.`);
  else if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(label))
    at.problem(`"${label}" is no label of a release. Use letters, digits, points and hyphens.`);
  return (label ?? '').toLowerCase();
}

function readCoverage(at: Cursor): Mapping['coverage'] {
  at.entries(new Set(['from', 'to']));
  const dayOf = (name: string): Day | undefined => {
    const text = at.get(name).string();
    if (text === undefined) return undefined;
    const day = dayFromIso(text);
    if (day === undefined) at.get(name).problem(`"${text}" is not a day such as 2012-12-31.`);
    return day;
  };
  const [from, to] = [dayOf('from'), dayOf('to')];
  if (from !== undefined && to !== undefined && from > to) at.problem('`coverage` ends before it begins.');
  return { from, to };
}

function readFile(name: string, at: Cursor): FileRule {
  at.entries(FILE);
  const oneOf = <T extends string>(field: string, known: readonly T[], otherwise: T): T => {
    const text = at.get(field).string() ?? otherwise;
    if (!(known as readonly string[]).includes(text))
      at.get(field).problem(`"${text}" is not one of ${known.join(', ')}.`);
    return text as T;
  };
  const format = oneOf('format', FORMATS, 'csv');
  const delimiter = at.get('delimiter').string() ?? (format === 'tsv' ? '\t' : ',');
  if (delimiter.length !== 1) at.get('delimiter').problem('A delimiter is one character, such as ";" or "\\t".');
  const skip = Number(at.get('skip').string() ?? 0);
  if (!Number.isInteger(skip) || skip < 0) at.get('skip').problem('`skip` is the number of lines before the header.');
  return {
    name,
    format,
    delimiter,
    quotes: oneOf('quotes', ['double', 'none'], format === 'tsv' ? 'none' : 'double') === 'double',
    encoding: oneOf('encoding', ENCODINGS, 'utf-8'),
    skip,
    headerHas: at.get('headerHas').strings(),
    sheet: at.get('sheet').string(),
    tellBy: at.get('tellBy').strings(),
    mayLack: new Set(at.get('mayLack').strings()),
    optional: at.get('optional').string() === 'true',
    several: at.get('several').string() === 'true',
    at,
  };
}

/** The release as a source. When it appeared is known of the mapping's own release, or where it is in the label. */
function sourceOf(root: Cursor, name: string, release: string, isOwn: boolean): Source {
  const text = (field: string): string | undefined => root.get(field).string();
  if (text('title') === undefined) root.problem('A mapping needs a `title`.');
  if (text('citation') === undefined)
    root.problem('A mapping needs a `citation`: how the makers of the data set ask to be cited.');
  if (text('licence') === undefined) root.problem('A mapping needs a `licence`: what may be done with the data.');
  const ofRelease = (field: string): string | undefined => {
    const told = text(field);
    return isOwn || told?.includes('{$release}') ? told?.replaceAll('{$release}', release) : undefined;
  };
  const [published, retrieved] = [ofRelease('published'), ofRelease('retrieved')];
  const ids = root
    .get('ids')
    .entries()
    .flatMap(([scheme, id]) => (id.string() === undefined ? [] : [[scheme, id.string() as string] as const]));
  let publishedOn;
  try {
    publishedOn = published === undefined ? undefined : when(published);
  } catch (error) {
    if (!(error instanceof DateProblem)) throw error;
    root.get('published').problem(error.message);
  }
  if (retrieved !== undefined && release !== '' && dayFromIso(retrieved) === undefined)
    root.get('retrieved').problem(`"${retrieved}" is not a day such as 2024-05-01.`);
  return {
    key: `dataset:${name}@${release}`,
    dataset: `dataset:${name}`,
    kind: 'DATASET',
    title: text('title') ?? '',
    publisher: text('publisher'),
    citation: text('citation'),
    licence: text('licence'),
    url: text('url'),
    version: release,
    publishedOn,
    retrievedOn: retrieved,
    ids: ids.length > 0 ? Object.fromEntries(ids) : undefined,
  };
}
