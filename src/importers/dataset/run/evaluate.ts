import type { ClaimContent } from '../../../model/claim.ts';
import { groupOf } from '../../../model/claim.ts';
import type { EntityPart } from '../../../model/entity.ts';
import type { DataFile } from '../input/identify.ts';
import { rowsIn } from '../input/table.ts';
import type { EntityRule } from '../mapping/entities.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { RecordRule } from '../mapping/records.ts';
import { type Cell, type Row, RowProblem } from '../row.ts';
import { claimsOf } from './claims.ts';
import { CoverageBook } from './coverage.ts';
import { Directory } from './directory.ts';
import { OwnCodes } from './own.ts';
import { type FileCount, Findings } from './report.ts';
import { type Meant, NOT_READ, resolve, type Resolving, UnresolvedName } from './resolve.ts';
import { collapse, expand, type Joined, spansOf } from './rows.ts';
import { Sorter } from './sorter.ts';

/** Told how far a pass over the files has come. */
export type Pace = (bytes: number, total: number, rows: number) => void;

export interface DescribedEntity {
  readonly key: string;
  readonly identity?: string;
  readonly part: EntityPart;
}

export interface DraftedClaim {
  readonly claim: ClaimContent;
  readonly once?: boolean;
}

/** What a mapping makes of its files, sorted: entities by key, claims by the group of their fact. Larger than memory may hold. */
export interface Evaluated {
  readonly entities: Sorter<DescribedEntity>;
  readonly claims: Sorter<DraftedClaim>;
  readonly findings: Findings;
  /** What the data set codes, where its mapping tells that from what it does not. */
  readonly coverage: CoverageBook;
  readonly files: readonly FileCount[];
  readonly rowsRead: number;
  drop(): Promise<void>;
}

interface Tally {
  rows: number;
  unused: number;
  readonly unusedLines: number[];
}

/** Lines of unused rows that are told. */
const MOST_LINES = 50;

/** Rows whose codes and names are looked up together. */
const CHUNK = 2000;
/** Rows a joined file may have: they are held in memory. */
const MOST_JOINED = 200_000;

/** A row tells facts; or only that a span is covered, or that nothing is known in it. */
type Sort = 'facts' | 'covered' | 'missing';
/** What the two passes need: which entities rows describe must be known before claims can name them. */
type Pass = (rule: RecordRule, row: Row, place: string, sort: Sort) => Promise<void>;

/**
 * Reads the files twice: first for the entities they describe, then for their claims, which may name entities of any row. Writes
 * nothing to the graph. Memory is bounded whatever the files' size: what is found is sorted on disk.
 */
export async function evaluate(
  directory: Directory,
  mapping: Mapping,
  files: readonly DataFile[],
  answers: ReadonlyMap<string, string>,
  pace: Pace,
): Promise<Evaluated> {
  const own = new OwnCodes();
  const resolving: Resolving = { directory, own, answers };
  const [entities, claims, findings] = [new Sorter<DescribedEntity>(), new Sorter<DraftedClaim>(), new Findings()];
  const coverage = new CoverageBook();
  const joined = await readJoined(mapping, files);
  const total = files.reduce((sum, file) => sum + file.bytes, 0) * 2;
  const running = { bytes: 0, rows: 0 };
  const unused = new Map<DataFile, Tally>();

  await overAll(
    mapping,
    files,
    joined,
    resolving,
    new Findings(),
    { running, total, pace },
    undefined,
    async (record, row, place, sort) => {
      if (sort !== 'facts') return;
      for (const rule of record.entities) {
        if (!rule.ways.some(({ create }) => create)) continue;
        const meant = attempt(rule, row, resolving);
        if (!meant?.described) continue;
        const [{ key } = { key: '' }] = meant.parts;
        if (meant.parts.length !== 1) continue;
        await entities.add(`${key} ${place}`, { key, identity: meant.identity, part: meant.described });
        for (const { scheme, value } of meant.described.codes ?? []) await own.add(`${scheme}:${value}`, key);
      }
    },
  );
  await own.finish();
  await overAll(
    mapping,
    files,
    joined,
    resolving,
    findings,
    { running, total, pace },
    unused,
    async (record, row, place, sort) => {
      const known = new Map<EntityRule, Meant | undefined | Error>();
      const meant = (rule: EntityRule): Meant | undefined => {
        if (!known.has(rule))
          known.set(
            rule,
            caught(() => resolve(rule, row, resolving)),
          );
        const found = known.get(rule);
        if (found instanceof Error) throw found;
        return found;
      };
      if (sort !== 'facts') {
        const quiet = new Findings();
        const [fact] = record.facts;
        if (fact) noteProblem(quiet, row, () => coverage.add(sort, fact, record, row, meant));
        return;
      }
      for (const rule of record.entities)
        if (rule.ways.some(({ create }) => create)) noteProblem(findings, row, () => meant(rule));
      for (const [index, rule] of record.facts.entries()) {
        const made = noteProblem(findings, row, () => claimsOf(rule, row, meant, mapping.source.key)) ?? [];
        for (const [part, claim] of made.entries())
          await claims.add(
            `${groupOf(claim, claim.from)} ${place}.${index}.${part}`,
            rule.once ? { claim, once: true } : { claim },
          );
      }
    },
  );
  return {
    entities,
    claims,
    findings,
    coverage,
    files: files.map((file) => ({
      file: file.path,
      as: file.rule.name,
      rows: 0,
      unused: 0,
      unusedLines: [],
      ...unused.get(file),
    })),
    rowsRead: [...unused.values()].reduce((sum, { rows }) => sum + rows, 0),
    drop: async () => {
      entities.drop();
      claims.drop();
      await own.drop();
    },
  };
}

/** What is wrong with a row is noted; what must be read first is passed on. */
function noteProblem<T>(findings: Findings, row: Row, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnresolvedName) findings.wait(row, error);
    else if (error instanceof RowProblem) findings.reject(row, error);
    else throw error;
    return undefined;
  }
}

function attempt(rule: EntityRule, row: Row, resolving: Resolving): Meant | undefined {
  try {
    return resolve(rule, row, resolving);
  } catch (error) {
    if (error instanceof RowProblem) return undefined;
    throw error;
  }
}

function caught<T>(work: () => T): T | Error {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowProblem) return error;
    throw error;
  }
}

interface Clock {
  readonly running: { bytes: number; rows: number };
  readonly total: number;
  readonly pace: Pace;
}

async function overAll(
  mapping: Mapping,
  files: readonly DataFile[],
  joined: ReadonlyMap<RecordRule, ReadonlyMap<string, Joined>>,
  resolving: Resolving,
  findings: Findings,
  clock: Clock,
  unused: Map<DataFile, Tally> | undefined,
  pass: Pass,
): Promise<void> {
  const describing = unused === undefined;
  for (const [index, file] of files.entries()) {
    const records = mapping.records
      .map((record, at) => ({ record, at }))
      .filter(({ record }) => record.file === file.rule.name && (!describing || describes(record)));
    const before = clock.running.bytes;
    const counts: Tally = { rows: 0, unused: 0, unusedLines: [] };
    const sorters = new Map(
      records.filter(({ record }) => record.collapse).map(({ at }) => [at, new Sorter<Packed>()]),
    );
    const batch = new Batch(resolving, pass);
    for await (const taken of rowsIn(
      file.path,
      file.rule,
      file.header,
      (bytes) => (clock.running.bytes = before + bytes),
    )) {
      for (const { row, broken } of taken) {
        counts.rows++;
        clock.running.rows++;
        if (broken !== undefined) {
          findings.broken(row, broken);
          continue;
        }
        let uses = 0;
        for (const { record, at } of records) {
          const sorter = sorters.get(at);
          const place = `${pad(index, 3)}.${pad(row.numbers[0] ?? 0, 9)}.${pad(at, 3)}`;
          if (sorter) {
            uses++;
            await sorter.add(`${seriesOf(record, row)} ${place}`, packed(record, row, file.header.columns));
            continue;
          }
          const rows =
            noteProblem(findings, row, () => {
              const made = expand(record, row, file.header.columns, joined.get(record) ?? new Map());
              uses += made.length;
              return made;
            }) ?? [];
          for (const [part, each] of rows.entries()) await batch.add(record, each, `${place}.${pad(part, 4)}`);
        }
        if (uses > 0) continue;
        counts.unused++;
        if (counts.unusedLines.length < MOST_LINES) counts.unusedLines.push(row.line);
      }
      clock.pace(clock.running.bytes, clock.total, clock.running.rows);
    }
    for (const { record, at } of records) {
      const sorter = sorters.get(at);
      if (sorter)
        await overSeries(
          mapping,
          record,
          file,
          sorter,
          joined.get(record) ?? new Map(),
          batch,
          `${pad(index, 3)}.${pad(at, 3)}`,
          findings,
        );
      sorter?.drop();
    }
    await batch.finish();
    clock.running.bytes = before + file.bytes;
    unused?.set(file, counts);
  }
}

const describes = (record: RecordRule): boolean =>
  record.entities.some(({ ways }) => ways.some(({ create }) => create));

const pad = (number: number, width: number): string => String(number).padStart(width, '0');

/** Rows worked on together: what they need is read at once, then they are done in their order. */
class Batch {
  readonly #resolving: Resolving;
  readonly #pass: Pass;
  #rows: { record: RecordRule; row: Row; place: string; sort: Sort }[] = [];

  constructor(resolving: Resolving, pass: Pass) {
    this.#resolving = resolving;
    this.#pass = pass;
  }

  async add(record: RecordRule, row: Row, place: string, sort: Sort = 'facts'): Promise<void> {
    this.#rows.push({ record, row, place, sort });
    if (this.#rows.length >= CHUNK) await this.finish();
  }

  async finish(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const { directory, own } = this.#resolving;
    // First only what has to be read is found out; nothing is noted.
    for (let waiting = rows; waiting.length > 0;) {
      waiting = waiting.filter(({ record, row }) => !isReady(record, row, this.#resolving));
      if (directory.isWaiting) await directory.load();
      if (own.isWaiting) await own.load();
    }
    for (const { record, row, place, sort } of rows) await this.#pass(record, row, place, sort);
    directory.trim();
  }
}

/** Whether all that a row's entities need has been read. */
function isReady(record: RecordRule, row: Row, resolving: Resolving): boolean {
  let ready = true;
  for (const rule of record.entities)
    try {
      resolve(rule, row, resolving);
    } catch (error) {
      if (error === NOT_READ) ready = false;
      else if (!(error instanceof RowProblem)) throw error;
    }
  return ready;
}

/** A row as it is sorted by: the columns its record may read. */
interface Packed {
  readonly file: string;
  readonly number: number;
  readonly line: number;
  readonly cells: readonly (readonly [string, Cell])[];
}

const seriesOf = (record: RecordRule, row: Row): string =>
  JSON.stringify(record.collapse?.by.filter(({ isColumn }) => isColumn).map(({ text }) => text(row) ?? ''));

function packed(record: RecordRule, row: Row, columns: readonly string[]): Packed {
  const { wide, scope } = record;
  const wanted = wide ? columns : [...scope.columns.keys()];
  return {
    file: row.file,
    number: row.numbers[0] ?? 0,
    line: row.line,
    cells: wanted.flatMap((column) => {
      const cell = row.cell(column);
      return cell === undefined ||
        cell === '' ||
        (wide && !scope.columns.has(column) && typeof cell === 'string' && wide.ignore.has(cell))
        ? []
        : [[column, cell] as const];
    }),
  };
}

function unpacked({ file, number, line, cells }: Packed): Row {
  const byColumn = new Map(cells);
  return {
    file,
    numbers: [number],
    line,
    cell: (column) => byColumn.get(column),
    placeOf: () => ({ line, column: 1 }),
  };
}

/** Series by series, in memory one at a time: the rows of each spell become one. */
async function overSeries(
  mapping: Mapping,
  record: RecordRule,
  file: DataFile,
  sorter: Sorter<Packed>,
  joined: ReadonlyMap<string, Joined>,
  batch: Batch,
  place: string,
  findings: Findings,
): Promise<void> {
  const rule = record.collapse;
  if (!rule) return;
  let held: Row[] = [];
  let raw: Row[] = [];
  let series = '';
  let count = 0;
  const close = async (): Promise<void> => {
    const first = held[0] ?? raw[0];
    if (!first) return;
    const { spells, missing } = noteProblem(findings, first, () => collapse(rule, held, mapping.coverage.to)) ?? {
      spells: [],
      missing: [],
    };
    held = [];
    for (const row of spells) await batch.add(record, row, `${place}.${pad(count++, 9)}`);
    if (!rule.missing) return;
    for (const row of missing) await batch.add(record, row, '', 'missing');
    for (const row of noteProblem(findings, first, () => spansOf(rule, raw)) ?? [])
      await batch.add(record, row, '', 'covered');
  };
  for await (const { key, value } of sorter.sorted()) {
    const name = key.slice(0, key.lastIndexOf(' '));
    if (name !== series) {
      await close();
      raw = [];
    }
    series = name;
    const row = unpacked(value);
    if (rule.missing) raw.push(row);
    held.push(...expand(record, row, file.header.columns, joined));
  }
  await close();
}

/** The files that others are joined with, by the join's column. */
async function readJoined(mapping: Mapping, files: readonly DataFile[]): Promise<Map<RecordRule, Map<string, Joined>>> {
  const all = new Map<RecordRule, Map<string, Joined>>();
  for (const record of mapping.records) {
    const joins = new Map<string, Joined>();
    for (const { name, file, by, lower, at } of record.joins) {
      const table = new Map<string, ReadonlyMap<string, Cell>>();
      const columns = at.get('columns').strings();
      for (const each of files.filter(({ rule }) => rule.name === file))
        for await (const taken of rowsIn(each.path, each.rule, each.header))
          for (const { row, broken } of taken) {
            const key = row.cell(by);
            if (broken !== undefined || typeof key !== 'string') continue;
            if (table.size >= MOST_JOINED)
              throw new RowProblem(`The file "${file}" has more than ${MOST_JOINED} rows: too many to join.`);
            table.set(
              lower ? key.trim().toLowerCase() : key.trim(),
              new Map(columns.map((column) => [`${name}.${column}`, row.cell(column)])),
            );
          }
      joins.set(name, table);
    }
    all.set(record, joins);
  }
  return all;
}
