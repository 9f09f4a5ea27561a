import type { ClaimContent } from '../../../model/claim.ts';
import { groupOf, hubOf } from '../../../model/claim.ts';
import { EntenteError } from '../../../model/errors.ts';
import type { EntityPart } from '../../../model/entity.ts';
import type { DataFile } from '../input/identify.ts';
import type { EntityRule } from '../mapping/entities.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { RecordRule } from '../mapping/records.ts';
import { claimsOf } from './claims.ts';
import { CoverageBook } from './coverage.ts';
import type { Directory } from './directory.ts';
import { readJoins } from './joins.ts';
import { OwnCodes } from './own.ts';
import { type FileCount, Findings } from './report.ts';
import type { Meant } from './resolve.ts';
import type { Answers } from './review.ts';
import { Sorter } from './sorter.ts';
import { everyRecord, type Walk, walk, type Work } from './walk.ts';

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

/** What a mapping makes of its files, sorted: entities by key, claims by their hub and the group of their fact. Larger than memory may hold. */
export interface Evaluated {
  readonly entities: Sorter<DescribedEntity>;
  /** Keys on which entities fall that rows call differently; those are left out. */
  readonly clashes: ReadonlyMap<string, readonly string[]>;
  readonly claims: Sorter<DraftedClaim>;
  readonly findings: Findings;
  /** What the data set codes, where its mapping tells that from what it does not. */
  readonly coverage: CoverageBook;
  readonly files: readonly FileCount[];
  readonly rowsRead: number;
  drop(): Promise<void>;
}

/**
 * Reads the files twice: first for the entities they describe, then for their claims, which may name entities of any row. Writes
 * nothing to the graph. Memory is bounded whatever the files' size: what is found is sorted on disk.
 */
export async function evaluate(
  directory: Directory,
  mapping: Mapping,
  files: readonly DataFile[],
  answers: Answers,
  pace: Pace,
): Promise<Evaluated> {
  const own = new OwnCodes();
  const [entities, claims, findings] = [new Sorter<DescribedEntity>(), new Sorter<DraftedClaim>(), new Findings()];
  const coverage = new CoverageBook();
  const clashes = new Map<string, readonly string[]>();
  const resolving = { directory, own, answers, clashes };
  const joins = await readJoins(mapping, files);
  const drop = async (): Promise<void> => {
    entities.drop();
    claims.drop();
    await own.drop();
  };
  const total = bytesIn(mapping, files);
  let [bytes, rows] = [0, 0];
  const paced = (moreBytes: number, moreRows: number): void => pace((bytes += moreBytes), total, (rows += moreRows));
  const pass = (told: Findings): Walk => ({ mapping, files, joins, resolving, findings: told, pace: paced });
  try {
    await walk(pass(new Findings()), describes, (work) => describe(work, entities, own));
    await own.finish();
    await noteClashes(entities, clashes);
    const counts = await walk(pass(findings), everyRecord, (work) =>
      work.sort === 'facts'
        ? draft(work, mapping.source.key, claims, findings)
        : noteCoverage(work, work.sort, coverage),
    );
    const rowsRead = counts.reduce((sum, file) => sum + file.rows, 0);
    return { entities, clashes, claims, findings, coverage, files: counts, rowsRead, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

const creates = (rule: EntityRule): boolean => rule.ways.some(({ create }) => create);
const describes = (record: RecordRule): boolean => record.entities.some(creates);

/** Adds what a row says of the entities it describes. */
async function describe(work: Work, entities: Sorter<DescribedEntity>, own: OwnCodes): Promise<void> {
  if (work.sort !== 'facts') return;
  for (const rule of work.record.entities) {
    if (!creates(rule)) continue;
    const meant = work.meant.get(rule);
    if (meant === undefined || meant instanceof Error) continue;
    const [one] = meant.parts;
    if (!meant.described || !one || meant.parts.length !== 1) continue;
    await entities.add(`${one.key} ${work.place}`, { key: one.key, identity: meant.identity, part: meant.described });
    for (const { scheme, value } of meant.described.codes ?? []) await own.add(`${scheme}:${value}`, one.key);
  }
}

/** Most entities that are told to fall together with others: held in memory. */
const MOST_CLASHES = 10_000;

/** Notes the keys on which entities fall that rows call differently. */
async function noteClashes(entities: Sorter<DescribedEntity>, clashes: Map<string, readonly string[]>): Promise<void> {
  let [last, called] = ['', new Set<string>()];
  const close = (): void => {
    if (called.size < 2) return;
    if (clashes.size >= MOST_CLASHES)
      throw new EntenteError(
        'BAD_DATA',
        `More than ${MOST_CLASHES} entities fall together with others, such as ${last} (${[...called].slice(0, 3).join(', ')}). Give \`create.key\` a column that tells them apart.`,
      );
    clashes.set(last, [...called].slice(0, 10));
  };
  for await (const { value } of entities.sorted()) {
    if (value.key !== last) {
      close();
      [last, called] = [value.key, new Set()];
    }
    if (value.identity !== undefined) called.add(value.identity);
  }
  close();
}

/** What a row's entity means; throws why that cannot be told. */
function meantIn(work: Work, rule: EntityRule): Meant | undefined {
  const found = work.meant.get(rule);
  if (found instanceof Error) throw found;
  return found;
}

/** Adds the claims a row makes. */
async function draft(work: Work, source: string, claims: Sorter<DraftedClaim>, findings: Findings): Promise<void> {
  const { record, row, place } = work;
  const meant = (rule: EntityRule): Meant | undefined => meantIn(work, rule);
  for (const rule of record.entities) if (creates(rule)) findings.tried(row, () => meant(rule));
  for (const [index, rule] of record.facts.entries()) {
    const made = findings.tried(row, () => claimsOf(rule, row, meant, source)) ?? [];
    for (const [part, claim] of made.entries()) {
      const key = `${hubOf(claim)} ${groupOf(claim, claim.from)} ${place}.${index}.${part}`;
      const full = claims.add(key, rule.once ? { claim, once: true } : { claim });
      if (full) await full;
    }
  }
}

/** Notes what a row covers. What is wrong with it was noted with the row's facts. */
function noteCoverage(work: Work, sort: 'covered' | 'missing', coverage: CoverageBook): void {
  const [fact] = work.record.facts;
  if (fact)
    new Findings().tried(work.row, () =>
      coverage.add(sort, fact, work.record, work.row, (rule) => meantIn(work, rule)),
    );
}

/** Bytes that both passes read together. */
function bytesIn(mapping: Mapping, files: readonly DataFile[]): number {
  const described = new Set(mapping.records.filter(describes).map(({ file }) => file));
  return files.reduce((sum, { bytes, rule }) => sum + bytes * (described.has(rule.name) ? 2 : 1), 0);
}
