// The ratios a run comes to, each told of by its goal. All are to the peer on the same Neo4j unless their name says otherwise.
import { geometricMean, median } from '../measure/statistics.mjs';

const isBase = ({ variant }) => !variant.endsWith('@');
const isAt = ({ variant }) => variant.endsWith('@');

/** What an operation's name must be to count as a look-up: its time must not grow with the graph. */
const LOOKUPS = new Set(['entity', 'code']);

/**
 * The goals: name of the ratio, what it is, what it should be (at most, or at least), and how it is worked out from a run.
 * `run.sets` are measured graphs by name, `run.primary` the one of real size, `run.scale` the largest. What can be worked out
 * for any contender takes it second: the raw driver's own ratio shows what any server by this driver could reach.
 */
export const GOALS = [
  goal('neo4j.p50.mean', 'p50 on Neo4j, geometric mean of all operations', { most: 0.42 }, ({ primary }, name) =>
    meanOf(primary, name, 'peer', 'p50'),
  ),
  goal('neo4j.p50.worst', 'p50 on Neo4j, the worst operation', { most: 0.6 }, ({ primary }, name) =>
    worstOf(primary, name, 'peer', 'p50'),
  ),
  goal(
    'neo4j.throughput.mean',
    'requests/s on Neo4j, 16 clients, geometric mean',
    { least: 2.5 },
    ({ primary }, name) => meanOf(primary, name, 'peer', 'perSecond'),
  ),
  goal('neo4j.cached.throughput', 'requests/s, answers kept, geometric mean', { least: 10 }, ({ primary }) =>
    meanOf(primary, 'neo4j cached', 'peer', 'perSecond'),
  ),
  goal(
    'neo4j.scale.pair.plain',
    "p50 of a pair at 2,000,000 facts, to the peer's plain form",
    { most: 0.02 },
    ({ scale }, name) => meanOf(scale, name, 'peer plain', 'p50', ({ variant }) => variant === 'pair'),
  ),
  goal('neo4j.scale.pair.clever', "the same to the peer's cleverest form", { most: 0.15 }, ({ scale }, name) =>
    meanOf(scale, name, 'peer', 'p50', ({ variant }) => variant === 'pair'),
  ),
  goal('embedded.p50.mean', 'p50 embedded, geometric mean', { most: 0.3 }, ({ primary }) =>
    meanOf(primary, 'embedded', 'peer', 'p50'),
  ),
  goal(
    'embedded.p50.engine',
    'of that, the time of the engine alone: the mean of a request, were nothing else to take time',
    undefined,
    ({ primary }) => meanOf(primary, 'embedded', 'peer', ['inEngine', 'p50']),
  ),
  goal('embedded.scale.p50.mean', 'p50 embedded at 2,000,000 facts, geometric mean', { most: 0.5 }, ({ scale }) =>
    meanOf(scale, 'embedded', 'peer', 'p50'),
  ),
  goal('embedded.scale.p50.worst', 'p50 embedded at 2,000,000 facts, the worst operation', { most: 1 }, ({ scale }) =>
    worstOf(scale, 'embedded', 'peer', 'p50'),
  ),
  goal(
    'at.p50.worst',
    'p50 with `at` to the same without, the worst operation of either engine',
    { most: 1.2 },
    ({ primary }, name) =>
      worst([name, ...(name === 'neo4j' ? ['embedded'] : [])].flatMap((each) => atOf(primary, each))),
  ),
  goal('start', 'start to first answer, on Neo4j', { most: 0.65 }, ({ starts }) => eachRound(starts, 'neo4j', 'peer')),
  goal(
    'memory',
    'resident memory of the server, on Neo4j: the most after any operation of a round',
    { most: 0.75 },
    ({ primary }, name) => primary && eachRound(primary.memory, name, 'peer'),
  ),
  goal('cpu', "the server's processor time a request, on Neo4j, geometric mean", { most: 0.4 }, ({ primary }, name) =>
    meanOf(primary, name, 'peer', 'processor'),
  ),
  goal('raw.p50.mean', 'p50 on Neo4j to the raw driver behind HTTP, geometric mean', { most: 1.8 }, ({ primary }) =>
    meanOf(primary, 'neo4j', 'raw', 'p50'),
  ),
  goal(
    'import.rows',
    'rows/s of `entente import` into Neo4j, to as many nodes and relationships by a bare UNWIND',
    { least: 0.7 },
    ({ imports }) => eachRound(imports, 'entente', 'unwind'),
  ),
  ...['embedded', 'neo4j'].flatMap((engine) =>
    ['cow-igo', 'atop'].map((name) =>
      goal(
        `${engine}.import.${name}`,
        `rows/s of importing this data set ${engine === 'neo4j' ? 'into Neo4j' : 'embedded'}, to what it creates by a bare UNWIND`,
        { least: 0.7 },
        ({ datasets }) => {
          const found = datasets?.find((each) => each.engine === engine && each.name === name);
          return found && single(found.entente.rate / found.bare.rate);
        },
      ),
    ),
  ),
  goal(
    'embedded.scale.memory',
    'resident memory of the embedded server at 2,000,000 facts, the most after any operation of a round, to 2 GB',
    { most: 1 },
    ({ scale }) => scale?.memory.embedded && overRounds(scale.memory.embedded.map((bytes) => bytes / 2 ** 31)),
  ),
  goal('neo4j.growth.lookup', 'p50 of look-ups on Neo4j, 2,000,000 facts to 20,000', { most: 1.5 }, (run) =>
    growth(run, 'neo4j'),
  ),
  goal('embedded.growth.lookup', 'p50 of look-ups embedded, 2,000,000 facts to 20,000', { most: 1.5 }, (run) =>
    growth(run, 'embedded'),
  ),
];

function goal(name, says, bound, of) {
  return { name, says, bound, of };
}

/** Every ratio a run has the figures for: value, and its least and most over the rounds. */
export function ratiosOf(run) {
  return Object.fromEntries(
    GOALS.map(({ name, of }) => [name, of(run, 'neo4j')]).filter(([, found]) => found !== undefined),
  );
}

/** The same of the raw driver, where it can be told. */
export const rawRatiosOf = (run) =>
  Object.fromEntries(
    GOALS.filter(({ of }) => of.length > 1)
      .map(({ name, of }) => [name, of(run, 'raw')])
      .filter(([, found]) => found !== undefined),
  );

/** Whether a ratio is as good as its goal. */
export const isMet = (bound, value) =>
  bound === undefined || (bound.most !== undefined ? value <= bound.most : value >= bound.least);

const cells = (set, name) => (set?.results ?? []).filter((each) => each.name === name);

/** Of each operation both have: its ratios by round; `figure` is one for both, or one for each. */
function pairs(set, name, base, figure, fits = () => true) {
  const [own, other = own] = [figure].flat();
  const others = new Map(cells(set, base).map((each) => [each.variant, each]));
  return cells(set, name)
    .filter((each) => fits(each) && others.has(each.variant))
    .map((each) => ({
      variant: each.variant,
      ratios: each.rounds.map((round, index) => round[own] / others.get(each.variant).rounds[index][other]),
    }));
}

/** The geometric mean over operations in each round; the median round, the least, the most. */
function meanOf(set, name, base, figure, fits) {
  const found = pairs(set, name, base, figure, fits);
  if (found.length === 0) return undefined;
  return overRounds(found[0].ratios.map((_, round) => geometricMean(found.map(({ ratios }) => ratios[round]))));
}

const overRounds = (values) => ({ value: median(values), least: Math.min(...values), most: Math.max(...values) });
const single = (value) => ({ value, least: value, most: value });

function worstOf(set, name, base, figure) {
  return worst(pairs(set, name, base, figure));
}

/** Of the operations, that with the highest median. */
function worst(found) {
  return found
    .map(({ variant, ratios }) => ({ ...overRounds(ratios), of: variant }))
    .toSorted((a, b) => b.value - a.value)[0];
}

/** Ratios of the operations with a day to the same without one. */
function atOf(set, name) {
  const without = new Map(
    cells(set, name)
      .filter(isBase)
      .map((each) => [each.variant, each]),
  );
  return cells(set, name)
    .filter((each) => isAt(each) && without.has(each.variant.slice(0, -1)))
    .map((each) => ({
      variant: `${each.variant} (${name})`,
      ratios: each.rounds.map((round, index) => round.p50 / without.get(each.variant.slice(0, -1)).rounds[index].p50),
    }));
}

function eachRound(figures, name, base) {
  if (!figures?.[name] || !figures[base]) return undefined;
  return overRounds(figures[name].map((value, round) => value / figures[base][round]));
}

/** Graphs are measured one after another, so this holds as far as the machine stays the same meanwhile. */
function growth({ small, scale }, name) {
  const before = new Map(cells(small, name).map((each) => [each.variant, each]));
  return worst(
    cells(scale, name)
      .filter(({ variant }) => LOOKUPS.has(variant) && before.has(variant))
      .map((each) => ({
        variant: each.variant,
        ratios: each.rounds.map((round, index) => round.p50 / before.get(each.variant).rounds[index].p50),
      })),
  );
}
