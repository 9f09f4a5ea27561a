import { Command } from 'commander';
import { compareSeed } from '../importers/seed/against/compare.ts';
import { judge, type Judgement, type Share } from '../importers/seed/against/judge.ts';
import { REFERENCES, type ReferenceName } from '../importers/seed/against/references.ts';
import { checkSeed } from '../importers/seed/check.ts';
import { type CheckedShare, checkedShares } from '../importers/seed/checked.ts';
import { problemsOf, readSeed, seedFiles } from '../importers/seed/read.ts';
import { problemText } from '../importers/problem.ts';
import { aligned, percent } from './columns.ts';
import { seedFolder } from './paths.ts';

/**
 * `entente check`: reads curated files, lists every mistake with its place, changes nothing. With `--against`, also every
 * disagreement with the data sets of a folder that no row explains. Exit code 1 where there is any.
 */
export function checkCommand(): Command {
  return new Command('check')
    .description('Check files of the curated graph: every mistake with file, line and column')
    .argument('[path]', 'folder or file', seedFolder())
    .option('--against <folder>', 'compare with the data sets found under this folder')
    .option('--json', 'print the problems and counts as JSON', false)
    .addHelpText('after', '\nExample:\n  entente check seed/\n  entente check seed/ --against ~/data --json\n')
    .action(async (path: string, options: { against?: string; json: boolean }) => {
      const seed = readSeed(seedFiles(path));
      const { sources, entities, claims } = checkSeed(seed);
      const comparison = options.against === undefined ? undefined : await compareSeed(seed, options.against);
      const judgement = comparison && judge(seed, comparison);
      const problems = problemsOf(seed);
      const lists = checkedShares(seed);
      if (options.json) {
        const against = comparison && {
          compared: comparison.compared.map(labelOf),
          notCompared: comparison.missing.map(labelOf),
          ...judgement,
        };
        process.stdout.write(`${JSON.stringify({ problems, lists, against }, null, 2)}\n`);
      } else {
        for (const problem of problems) process.stdout.write(`${problemText(problem)}\n`);
        if (lists.length > 0) process.stdout.write(`${checkedTable(lists)}\n`);
        if (comparison && judgement) process.stdout.write(`${againstTable(judgement, comparison.missing)}\n`);
        const found =
          problems.length === 0 ? 'no problems' : problems.length === 1 ? '1 problem' : `${problems.length} problems`;
        process.stdout.write(
          `${seed.files.length} files, ${sources.length} sources, ${entities.length} entities, ${claims.length} claims: ${found}\n`,
        );
      }
      process.exitCode = problems.length > 0 ? 1 : 0;
    });
}

const labelOf = (name: ReferenceName): string => REFERENCES[name].label;

function checkedTable(lists: readonly CheckedShare[]): string {
  const total = lists.reduce(
    (sum, { claims, checked }) => ({ claims: sum.claims + claims, checked: sum.checked + checked }),
    { claims: 0, checked: 0 },
  );
  const row = (list: string, { claims, checked }: Omit<CheckedShare, 'list'>): (string | number)[] => [
    list,
    claims,
    checked,
    claims - checked,
    percent(checked, claims),
  ];
  return aligned([
    ['list', 'claims', 'checked', 'unchecked', 'share'],
    ...lists.map((each) => row(each.list, each)),
    row('total', total),
  ]);
}

const COUNTS = ['claims', 'covered', 'agree', 'explained', 'open', 'leftOut', 'lacking'] as const;

function againstTable({ shares }: Judgement, missing: readonly ReferenceName[]): string {
  const total = Object.fromEntries(
    COUNTS.map((name) => [name, shares.reduce((sum, share) => sum + share[name], 0)]),
  ) as Record<(typeof COUNTS)[number], number>;
  const row = (list: string, share: Omit<Share, 'list'>): (string | number)[] => [
    list,
    ...COUNTS.map((name) => share[name]),
    percent(share.agree + share.explained, share.covered),
  ];
  const table = aligned([
    ['compared', 'claims', 'covered', 'agree', 'explained', 'open', 'left out', 'lacking', 'checked of covered'],
    ...shares.map((share) => row(share.list, share)),
    row('total', total),
  ]);
  const absent = missing
    .map((name) => `not compared: ${REFERENCES[name].label} (${REFERENCES[name].title})\n`)
    .join('');
  return `${table}${absent === '' ? '' : `\n${absent}`}`;
}
