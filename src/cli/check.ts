import { Command } from 'commander';
import { checkSeed } from '../importers/seed/check.ts';
import { problemsOf, readSeed, seedFiles } from '../importers/seed/read.ts';
import { problemText } from '../importers/problem.ts';
import { seedFolder } from './paths.ts';

/** `entente check`: reads curated files, lists every mistake with its place, changes nothing. Exit code 1 where there are any. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Check files of the curated graph: every mistake with file, line and column')
    .argument('[path]', 'folder or file', seedFolder())
    .option('--json', 'print the problems as JSON', false)
    .addHelpText('after', '\nExample:\n  entente check seed/\n')
    .action((path: string, options: { json: boolean }) => {
      const seed = readSeed(seedFiles(path));
      const checked = checkSeed(seed);
      const problems = problemsOf(seed);
      if (options.json) process.stdout.write(`${JSON.stringify({ problems }, null, 2)}\n`);
      else {
        for (const problem of problems) process.stdout.write(`${problemText(problem)}\n`);
        const { files } = seed;
        const { sources, entities, claims } = checked;
        const found =
          problems.length === 0 ? 'no problems' : problems.length === 1 ? '1 problem' : `${problems.length} problems`;
        process.stdout.write(
          `${files.length} files, ${sources.length} sources, ${entities.length} entities, ${claims.length} claims: ${found}\n`,
        );
      }
      process.exitCode = problems.length > 0 ? 1 : 0;
    });
}
