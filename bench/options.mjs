// What is asked of a run.
import { parseArgs } from 'node:util';
import { OPERATIONS } from './operations/all.mjs';

export const HELP = `npm run bench -- [options]

Measures Entente beside @neo4j/graphql, the raw Neo4j driver and a constant answer, on the same Neo4j and the same data,
and writes bench/report.md and bench/report.json.

  --size LIST       graphs to measure on: seed, real, 2k, 20k, 200k, 2m (all but 2k; real instead of seed where
                    ENTENTE_TEST_DATA names a folder with data sets)
  --only LIST       operations: ${OPERATIONS.map(({ name }) => name).join(',')} (all)
  --contenders LIST raw,peer,neo4j,neo4j cached,embedded,constant (all)
  --rounds N        rounds, contenders in turn in each (5; 1 with --short)
  --short           a quick look: little time for each operation, the small graph
  --ms N            milliseconds for each operation at a time (250; 60 with --short)
  --at              only the operations with a day; --no-at: only those without
  --no-rest         no starts and no imports, only operations; so it is with --only
  --write           write the report even though the run was not a whole one
  --check           compare the ratios with the committed report; writes nothing, fails where one is much worse
  --json            print the figures as JSON
  --rebuild         make the graphs anew
  --keep            take the graphs there are, even though what they are made by has changed since
  --help

Examples:
  npm run bench -- --short --only pair
  npm run bench -- --size 2m --only pair,members --rounds 3
`;

const list = (text) => text?.split(',').map((each) => each.trim());

/** Reads the arguments; says what is wrong with them and ends where something is. */
export function readOptions(args, { sizes, whole }) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      allowNegative: true,
      options: {
        size: { type: 'string' },
        only: { type: 'string' },
        contenders: { type: 'string' },
        rounds: { type: 'string' },
        ms: { type: 'string' },
        short: { type: 'boolean', default: false },
        at: { type: 'boolean' },
        rest: { type: 'boolean', default: true },
        write: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        rebuild: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  const asked = list(values.size) ?? (values.short ? ['seed'] : whole);
  mustBeAmong('--size', asked, sizes);
  const only = list(values.only);
  if (only)
    mustBeAmong(
      '--only',
      only,
      OPERATIONS.map(({ name }) => name),
    );
  const wanted = list(values.contenders);
  const rounds = values.rounds === undefined ? (values.short ? 1 : 5) : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100)
    throw new UsageError('--rounds takes a number from 1 to 100.');
  const milliseconds = values.ms === undefined ? (values.short ? 60 : 250) : Number(values.ms);
  if (!(milliseconds >= 1 && milliseconds <= 60_000)) throw new UsageError('--ms takes a number from 1 to 60000.');
  return {
    ...values,
    milliseconds,
    sizes: asked,
    rounds,
    isWhole:
      !values.short &&
      values.ms === undefined &&
      !only &&
      !wanted &&
      values.at === undefined &&
      values.size === undefined,
    wanted: (name) => !wanted || wanted.includes(name),
    operations: (name, at) => (!only || only.includes(name)) && (values.at === undefined || values.at === at),
  };
}

export class UsageError extends Error {}

function mustBeAmong(option, given, known) {
  const wrong = given.find((each) => !known.includes(each));
  if (wrong !== undefined) throw new UsageError(`${option}: there is no "${wrong}". Known: ${known.join(', ')}.`);
}
