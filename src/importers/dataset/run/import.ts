import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { EntenteError } from '../../../model/errors.ts';
import { releases } from '../../../domain/source/source.service.ts';
import { Reading } from '../../../domain/reading.ts';
import type { GraphStore } from '../../../store/port.ts';
import { SCHEME_NAMES, schemePattern } from '../../../model/registry.ts';
import { problemText } from '../../problem.ts';
import { type DataFile, type Identified, identify } from '../input/identify.ts';
import { jsonFiles } from '../input/json.ts';
import { type Mapping, readMapping } from '../mapping/mapping.ts';
import { ANY_CODE } from './directory.cypher.ts';
import { Directory } from './directory.ts';
import { evaluate, type Evaluated } from './evaluate.ts';
import { saveCoverage } from './coverage.ts';
import { foresee } from './foresee.ts';
import { readImportMark } from './mark.ts';
import { patient } from './patience.ts';
import { recordAll } from './record.ts';
import { rejectedText, type Report } from './report.ts';
import { type Answers, readReview } from './review.ts';
import { trySamples } from './sample.ts';

/** Raised when the way mappings are read changes, so that an import that was cut off begins anew. */
const READER = 2;

export interface ImportWish {
  /** The mapping's path, for messages, and its text. */
  readonly mapping: { readonly path: string; readonly text: string };
  readonly files: readonly string[];
  readonly release?: string;
  readonly with?: readonly string[];
  readonly review?: { readonly path: string; readonly text: string };
  /** Works all out, and writes nothing. */
  readonly dryRun?: boolean;
  /** Writes nothing where a row is rejected or a name not settled. */
  readonly strict?: boolean;
}

/** Told what the import is doing. */
export interface Watcher {
  /** So much of so much of a stage is done; `rows`, how many rows were read so far. */
  progress(stage: 'reading' | 'recording', done: number, total: number, rows: number): void;
  /** The engine is waited for. */
  waiting(message: string): void;
}

const SILENT: Watcher = { progress: () => undefined, waiting: () => undefined };

/** Reads a mapping and finds its files; rejects with BAD_DATA and all that is wrong with the mapping, before a row is taken. */
export async function prepare(
  store: GraphStore,
  wish: ImportWish,
): Promise<{ mapping: Mapping; files: DataFile[]; ignored: string[]; answers: Answers }> {
  const mapping = readMapping(wish.mapping.path, wish.mapping.text, wish);
  const review = wish.review
    ? readReview(wish.review.path, wish.review.text)
    : { answers: new Map() as Answers, problems: [] };
  const isReadable = mapping.problems().length === 0;
  await noteUnknownSchemes(store, mapping);
  const { files, ignored } = await found(mapping, wish.files, isReadable);
  if (isReadable && mapping.problems().length === 0) await trySamples(mapping, files);
  const problems = [...mapping.problems(), ...review.problems];
  if (problems.length > 0)
    throw new EntenteError(
      'BAD_DATA',
      `${problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`} in the mapping; nothing was imported.\n${problems.map(problemText).join('\n')}`,
      { problems },
    );
  return { mapping, files, ignored, answers: review.answers };
}

/** Looks for codes in a scheme that nothing has: neither the registry knows it, nor this mapping, nor the graph. */
async function noteUnknownSchemes(store: GraphStore, mapping: Mapping): Promise<void> {
  const brought = new Set(mapping.records.flatMap(({ scope }) => [...scope.brought]));
  for (const { scheme, at } of mapping.records.flatMap(({ scope }) => scope.schemes)) {
    if (schemePattern(scheme) || brought.has(scheme)) continue;
    const [known] = await store.read(ANY_CODE, { prefix: `${scheme}:` });
    if (!known)
      at.problem(
        `Nothing has codes of the scheme "${scheme}". Registered are: ${SCHEME_NAMES.join(', ')}; others come with the data set that gives them, which is to be imported first.`,
      );
  }
}

/** The files given; with a mapping that has mistakes already, one that is not told is no further mistake. */
async function found(mapping: Mapping, paths: readonly string[], isReadable: boolean): Promise<Identified> {
  try {
    return await identify(mapping, paths);
  } catch (error) {
    if (isReadable || !(error instanceof EntenteError)) throw error;
    return { files: [], ignored: [] };
  }
}

/** Imports a release of a data set. Doing it again changes nothing; one that was cut off goes on where it was. */
export async function importDataset(store: GraphStore, wish: ImportWish, watcher: Watcher = SILENT): Promise<Report> {
  const began = Date.now();
  const { mapping, files, ignored, answers } = await prepare(store, wish);
  const engine = patient(store, (message) => watcher.waiting(message));
  const { source } = mapping;
  const before = await readImportMark(engine, source.key);
  const inputs = await hashOf(mapping, files, answers, wish);
  const directory = new Directory(engine, source.dataset ?? source.key);
  const evaluated = await evaluate(directory, mapping, files, answers, (bytes, total, rows) =>
    watcher.progress('reading', bytes, total, rows),
  );
  try {
    if (wish.strict) mustBeClean(evaluated);
    if (evaluated.rowsRead === 0 && (before?.counts.claims ?? 0) > 0 && before?.stage !== 'dropped')
      throw emptied(source.key);
    const other = await otherRelease(engine, source.key, source.dataset ?? source.key);
    const recorded = wish.dryRun
      ? await foresee(engine, evaluated, source.key, other)
      : await recordAll(engine, evaluated, source, inputs, before, other, (done, total) =>
          watcher.progress('recording', done, total, evaluated.rowsRead),
        );
    const covered = evaluated.coverage.get();
    if (covered && !wish.dryRun) await saveCoverage(engine, source.key, covered);
    const { findings } = evaluated;
    const { counts } = recorded;
    const seconds = Math.max(Date.now() - began, 1) / 1000;
    return {
      dataset: source.dataset ?? source.key,
      source: source.key,
      files: evaluated.files,
      ignored,
      rowsRead: evaluated.rowsRead,
      entitiesDescribed: counts.entitiesDescribed,
      entitiesAdded: counts.entitiesAdded,
      claims: counts.claims,
      claimsAdded: counts.claimsAdded,
      claimsRetracted: counts.claimsRetracted,
      facts: {
        added: counts.factsAdded,
        changed: counts.factsChanged,
        unchanged: Math.max(0, recorded.facts - counts.factsAdded - counts.factsChanged),
        removed: counts.factsRemoved,
      },
      comparedWith: recorded.compared,
      rejectedCount: findings.rejectedCount,
      rejectedRows: findings.rejectedRows,
      rejected: findings.rejected,
      unresolvedCount: findings.unresolvedCount,
      unresolved: findings.unresolved,
      factsWaiting: findings.factsWaiting,
      seconds,
      rowsPerSecond: Math.round(evaluated.rowsRead / seconds),
      isDryRun: wish.dryRun ?? false,
    };
  } finally {
    await evaluated.drop();
  }
}

function mustBeClean({ findings }: Evaluated): void {
  const problems = findings.rejected.slice(0, 20).map(problemText);
  const names = findings.unresolved.slice(0, 20).map(({ what, why, first }) => `${first}  ${what} ${why}`);
  if (findings.rejectedCount + findings.unresolvedCount === 0) return;
  throw new EntenteError(
    'BAD_DATA',
    `Rejected: ${rejectedText(findings)}; ${findings.unresolvedCount} names or codes not settled; with --strict nothing was imported.\n${[...problems, ...names].join('\n')}`,
    { rejected: findings.rejected, unresolved: findings.unresolved },
  );
}

/** A file that was not copied whole must not take back what one that was has brought. */
const emptied = (source: string): EntenteError =>
  new EntenteError(
    'BAD_DATA',
    `The files hold no row, and ${source} is in the graph: nothing was changed. To take it out: entente drop ${source}`,
  );

/** The release of the same data set that was imported, other than this one; the last by its label. */
async function otherRelease(store: GraphStore, source: string, dataset: string): Promise<string | undefined> {
  const others = ((await releases(new Reading(store), dataset)) ?? []).filter(
    (key) => key !== source && key.includes('@'),
  );
  const finished = await Promise.all(others.map(async (key) => ({ key, mark: await readImportMark(store, key) })));
  return finished
    .filter(({ mark }) => mark?.stage === 'done')
    .toSorted((a, b) => (b.mark?.finishedAt ?? 0) - (a.mark?.finishedAt ?? 0))[0]?.key;
}

/** A hash of all that decides what is imported. */
async function hashOf(
  mapping: Mapping,
  files: readonly DataFile[],
  answers: Answers,
  wish: ImportWish,
): Promise<string> {
  const hash = createHash('sha256').update(
    JSON.stringify([
      READER,
      mapping.text,
      mapping.release,
      [...answers].map(([what, { uses }]) => [what, ...uses.map(({ use, first, last }) => [use, first, last])]),
      wish.with ?? [],
    ]),
  );
  for (const { path, rule } of files)
    for (const each of statSync(path).isDirectory() ? jsonFiles(path) : [path]) {
      hash.update(`\n${rule.name}\n`);
      for await (const chunk of createReadStream(each, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
    }
  return hash.digest('hex').slice(0, 32);
}
