import { Command, Option } from 'commander';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importDataset } from '../importers/dataset/run/import.ts';
import { readMapping } from '../importers/dataset/mapping/mapping.ts';
import { reviewText, readReview } from '../importers/dataset/run/review.ts';
import { rejectedText, type Report } from '../importers/dataset/run/report.ts';
import { problemText } from '../importers/problem.ts';
import { EntenteError } from '../model/errors.ts';
import { fromRoot } from './paths.ts';
import { importProgress } from './progress.ts';
import { withTarget } from './target.ts';

interface Options {
  readonly list?: boolean;
  readonly release?: string;
  readonly with?: string[];
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly report?: string;
  readonly review?: string;
  readonly json?: boolean;
  readonly bulk?: string;
}

/** `entente import`: the files of a data set in, by its mapping; then a report. Exit code 1 where rows were rejected with --strict. */
export function importCommand(): Command {
  return new Command('import')
    .description('Import a data set by its mapping: files in, a graph with sources out, and a report')
    .argument('[name]', 'a mapping that comes with Entente, or the path of a mapping.yaml')
    .argument('[files...]', 'the files of the data set in any order, or the folder they are in')
    .option('--list', 'list the mappings that come with Entente')
    .option('--release <label>', "the release of the data set, where it is not the mapping's own")
    .option('--with <options...>', 'switch on options of the mapping')
    .option('--dry-run', 'work everything out and report, write nothing')
    .option('--strict', 'write nothing where a row is rejected or a name not settled')
    .option('--report <file>', 'write the whole report as JSON')
    .option(
      '--review <file>',
      'a file of names and codes: answers are read from it, and what is left open is written to it',
    )
    .option('--json', 'print the report as JSON')
    .addOption(
      new Option('--bulk <folder>', 'write the files of a first load into a new Neo4j instead').conflicts('dryRun'),
    )
    .addHelpText(
      'after',
      `
Examples:
  entente import --list
  entente import cow-alliances alliance_v4.1_by_member.csv alliance_v4.1_by_dyad.csv
  entente import ./my-mapping.yaml data/*.csv --dry-run --report report.json
  entente import icews events.*.tab --bulk /tmp/entente-bulk
`,
    )
    .action(async (name: string | undefined, files: string[], options: Options) => {
      if (options.list) list(options.json ?? false);
      else if (name === undefined)
        throw new EntenteError(
          'BAD_USER_INPUT',
          'Name a mapping and its files. `entente import --list` shows those that come with Entente.',
        );
      else await run(name, files, options);
    });
}

/** The mappings that come with the program: name and path. */
export function shippedMappings(): { name: string; path: string }[] {
  const folder = fromRoot('datasets');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => ({ name, path: join(folder, name, 'mapping.yaml') }))
    .filter(({ path }) => existsSync(path))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function list(asJson: boolean): void {
  const rows = shippedMappings().map(({ name, path }) => {
    const mapping = readMapping(path, readFileSync(path, 'utf8'), { release: undefined });
    return {
      name,
      title: mapping.title,
      release: mapping.release,
      licence: mapping.source.licence,
      readme: join(path, '..', 'README.md'),
    };
  });
  if (asJson) process.stdout.write(`${JSON.stringify({ mappings: rows }, null, 2)}\n`);
  else
    for (const { name, title, release } of rows)
      process.stdout.write(`${name.padEnd(20)} ${(release || '(a day)').padEnd(10)} ${title}\n`);
}

function mappingAt(name: string): { path: string; text: string } {
  const shipped = shippedMappings().find((each) => each.name === name);
  const path = shipped?.path ?? name;
  if (!/\.ya?ml$/.test(path) || !existsSync(path))
    throw new EntenteError(
      'BAD_USER_INPUT',
      `"${name}" is no mapping. Give the path of a mapping.yaml, or one of: ${shippedMappings()
        .map((each) => each.name)
        .join(', ')}.`,
    );
  return { path, text: readFileSync(path, 'utf8') };
}

async function run(name: string, files: string[], options: Options): Promise<void> {
  const mapping = mappingAt(name);
  const reviewPath = options.review;
  const review =
    reviewPath !== undefined && existsSync(reviewPath)
      ? { path: reviewPath, text: readFileSync(reviewPath, 'utf8') }
      : undefined;
  await withTarget(options.bulk, async (store, finish) => {
    const bar = importProgress();
    let report: Report;
    try {
      report = await importDataset(
        store,
        {
          mapping,
          files,
          release: options.release,
          with: options.with,
          review,
          dryRun: options.dryRun,
          strict: options.strict,
        },
        bar,
      );
    } finally {
      bar.stop();
    }
    const id = await finish();
    if (options.report !== undefined)
      writeFileSync(options.report, `${JSON.stringify({ ...report, snapshot: id }, null, 2)}\n`);
    writeReview(report, reviewPath, review);
    if (options.json) process.stdout.write(`${JSON.stringify({ ...report, snapshot: id }, null, 2)}\n`);
    else process.stdout.write(reportText(report, id, reviewPath));
  });
}

/** Writes the names that are left open to the file asked for. */
function writeReview(
  report: Report,
  path: string | undefined,
  review: { path: string; text: string } | undefined,
): void {
  if (path === undefined || (report.unresolved.length === 0 && !review)) return;
  const answers = review ? readReview(review.path, review.text).answers : new Map();
  writeFileSync(path, reviewText(report.source, report.unresolved, answers));
}

function fileText({ file, as, rows, unused, unusedLines }: Report['files'][number]): string {
  const few = unused <= 5 ? ` (line${unused === 1 ? '' : 's'} ${unusedLines.join(', ')})` : '';
  return `  ${basename(file)} (${as}): ${rows} rows${unused > 0 ? `, ${unused} that no record of the mapping takes${few}` : ''}`;
}

/** The report for people. */
export function reportText(report: Report, id: string, review: string | undefined): string {
  const { facts } = report;
  const lines = [
    `${report.source}${report.isDryRun ? ' (dry run: nothing was written)' : ''}`,
    ...report.files.map(fileText),
    ...report.ignored.map((path) => `  ${basename(path)}: none of the data set's files, left alone`),
    `  ${report.rowsRead} rows read in ${report.seconds.toFixed(1)} s (${report.rowsPerSecond} a second)`,
    `  entities: ${report.entitiesDescribed} described, ${report.entitiesAdded} new`,
    `  claims: ${report.claims} told, ${report.claimsAdded} new, ${report.claimsRetracted} no longer in this release`,
    `  facts: ${facts.added} added, ${facts.changed} changed, ${facts.unchanged} unchanged, ${facts.removed} gone`,
  ];
  const compared = report.comparedWith;
  if (compared)
    lines.push(
      `  beside ${compared.with}: ${compared.added} added, ${compared.changed} changed, ${compared.unchanged} unchanged, ${compared.dropped} dropped`,
    );
  lines.push(
    `  rejected: ${rejectedText(report)}`,
    ...report.rejected.slice(0, 20).map((problem) => `    ${problemText(problem)}`),
  );
  if (report.rejectedCount > 20) lines.push(`    and ${report.rejectedCount - 20} more; --report tells all.`);
  lines.push(`  names and codes not settled: ${report.unresolvedCount} (${report.factsWaiting} facts wait for them)`);
  lines.push(
    ...report.unresolved
      .slice(0, 10)
      .map(
        (each) =>
          `    ${each.what} ${each.why} ${each.count} facts${each.dates ? ` of ${each.dates}` : ''}, first at ${each.first}`,
      ),
  );
  if (report.unresolvedCount > 0)
    lines.push(
      review === undefined
        ? '    With --review FILE they are written to a file, to be answered there and imported again.'
        : `    Answer them in ${review} and import again with --review ${review}.`,
    );
  lines.push(`  ${id}`);
  return `${lines.join('\n')}\n`;
}
