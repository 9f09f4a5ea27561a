// bench/report.md: the ratios, then the figures behind them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from '../support/places.mjs';
import { GOALS, isMet, rawRatiosOf } from './ratios.mjs';
import { figureTable, number } from './table.mjs';

const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Notes written by hand: what was profiled, tried and kept. */
const NOTES = join(bench, 'notes.md');

export function markdown(run, ratios) {
  return `${[
    '# Entente measured beside what could be used instead',
    `Made by \`npm run bench\`, ${run.rounds} rounds. A ratio is the median over rounds of the ratio within a round, in which all contenders take their turns at an operation; in brackets the figure itself. Every answer was compared before: all contenders gave the same rows.`,
    '## Ratios',
    'To `@neo4j/graphql` on the same Neo4j, unless said otherwise. Its best form counts: where one way to ask is faster than another, the faster one. `raw` is the same of the hand-written Cypher by the driver alone, behind HTTP.',
    goals(ratios, rawRatiosOf(run)),
    '## Machine and versions',
    table(['', ''], Object.entries(run.machine)),
    ...Object.entries(run.sets).flatMap(([name, set]) => setOf(name, set)),
    '## Start, memory, import',
    others(run),
    '## How it is measured',
    METHOD,
    ...(existsSync(NOTES) ? [readFileSync(NOTES, 'utf8').trim()] : []),
  ].join('\n\n')}\n`;
}

const goals = (ratios, raw) =>
  table(
    ['ratio', 'of', 'goal', 'measured', 'over the rounds', '', 'raw'],
    GOALS.map(({ name, says, bound }) => {
      const found = ratios[name];
      const wanted = bound ? (bound.most === undefined ? `at least ${bound.least}` : `at most ${bound.most}`) : '';
      if (!found) return [`\`${name}\``, says, wanted, 'not measured', '', '', ''];
      const { value, least, most, of } = found;
      const met = bound ? (isMet(bound, value) ? 'met' : '**missed**') : '';
      return [
        `\`${name}\``,
        of ? `${says}: ${of}` : says,
        wanted,
        number(value, 3),
        `${number(least, 3)} to ${number(most, 3)}`,
        met,
        raw[name] ? number(raw[name].value, 3) : '',
      ];
    }),
  );

const FIGURES = [
  ['p50', 'p50 at 1 client: ratio (ms)'],
  ['perSecond', 'requests/s at 16 clients: ratio (1/s)'],
  ['processor', "the server's processor time a request: ratio (µs)"],
  ['bytes', 'bytes of an answer: ratio (bytes)'],
];

function setOf(name, { graph, results }) {
  const holds = `${graph.entities} entities, ${graph.facts} facts, ${graph.claims} claims`;
  return [
    `## On \`${name}\`: ${holds}`,
    'An operation with `@` is asked as of a day.',
    ...FIGURES.flatMap(([figure, title]) => {
      const { head, rows } = figureTable(results, figure, 'operation');
      return [`### ${title}`, table(head, rows)];
    }),
    ...(results.some(isTimed)
      ? ['### Time in the embedded engine itself at 1 client: part of the p50 (ms)', inEngine(results.filter(isTimed))]
      : []),
    '### Tails: p95, p99 at 1 client; p95, p99 at 16 clients (ms)',
    tails(results),
    '### Spread of the p50 ratio over the rounds (least to most)',
    spread(results),
    ...(results.some(({ rounds }) => rounds[0].engine !== undefined)
      ? [
          '### Processor time a request of Neo4j itself: ratio (µs)',
          table(...Object.values(figureTable(results, 'engine', 'operation'))),
        ]
      : []),
  ];
}

function grid(results, text) {
  const variants = [...new Set(results.map(({ variant }) => variant))];
  const names = [...new Set(results.map(({ name }) => name))];
  const cellOf = (variant, name) => results.find((each) => each.variant === variant && each.name === name);
  const rows = variants.map((variant) => [variant, ...names.map((name) => text(cellOf(variant, name), variant))]);
  return table(['operation', ...names], rows);
}

const tails = (results) =>
  grid(results, (cell) => {
    if (!cell) return '';
    const alone = [cell.p95, cell.p99];
    const many = cell.rounds[0].p95of16 === undefined ? [] : [middle(cell, 'p95of16'), middle(cell, 'p99of16')];
    return [alone, many]
      .filter(({ length }) => length > 0)
      .map((values) => values.map((value) => number(value)).join(', '))
      .join('; ');
  });

const middle = (cell, figure) =>
  cell.rounds.map((round) => round[figure]).toSorted((a, b) => a - b)[Math.floor(cell.rounds.length / 2)];

const isTimed = ({ rounds }) => rounds[0].inEngine !== undefined;

const inEngine = (results) =>
  grid(
    results,
    (cell) => `${number(middle(cell, 'inEngine') / middle(cell, 'p50'))} (${number(middle(cell, 'inEngine'))})`,
  );

const spread = (results) =>
  grid(results, (cell, variant) => {
    const peer = results.find((each) => each.variant === variant && each.name === 'peer');
    if (!cell || !peer || cell === peer) return '';
    const ratios = cell.rounds.map(({ p50 }, round) => p50 / peer.rounds[round].p50);
    return `${number(Math.min(...ratios))} to ${number(Math.max(...ratios))}`;
  });

function others({ sets, starts, imports, datasets }) {
  const parts = [];
  for (const [name, { memory }] of Object.entries(sets)) {
    const megabytes = Object.entries(memory).map(([server, rounds]) => [server, rounds.map((bytes) => bytes / 1e6)]);
    parts.push(figuresOf(`most memory on \`${name}\`: ratio (MB)`, Object.fromEntries(megabytes), 'peer'));
  }
  if (starts) parts.push(figuresOf('start to first answer: ratio (ms)', starts, 'peer'));
  if (imports) parts.push(figuresOf('rows/s into Neo4j: ratio (1/s)', imports, 'unwind'));
  if (datasets)
    parts.push(
      table(
        ['data set', 'rows', 'rows/s: ratio (1/s)', 'bare UNWIND (1/s)', 'peak memory (MB)', 'bare UNWIND (MB)'],
        datasets.map(({ engine, name, rows, entente, bare }) => [
          `${name}, ${engine}`,
          String(rows),
          `${number(entente.rate / bare.rate)} (${number(entente.rate)})`,
          number(bare.rate),
          number(entente.megabytes),
          number(bare.megabytes),
        ]),
      ),
    );
  return parts.join('\n\n');
}

function figuresOf(title, figures, base) {
  const middleOf = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  const cell = (name) => {
    const to = figures[base] && middleOf(figures[name].map((value, round) => value / figures[base][round]));
    return `${to === undefined ? '' : number(to)} (${number(middleOf(figures[name]))})`;
  };
  return table([title, ...Object.keys(figures)], [['', ...Object.keys(figures).map(cell)]]);
}

const METHOD = `- Every server is a process of its own, the clients another; all are up during a graph's rounds, and take turns at each operation. One client waits for each answer; then sixteen do. Each operation has up to eight inputs, asked in turn, chosen from the graph by the same rule every time (\`bench/graphs/inputs.mjs\`).
- \`raw\`: one hand-written Cypher text an operation, auto-commit reads, \`node:http\`. \`peer\`: the types of \`bench/contenders/peer.types.mjs\` over the same nodes and relationships, read only, on Apollo Server and Fastify. It has no groups, paths, counts by type or claims of a relationship: there it is given the Cypher of \`raw\` in its \`@cypher\` directive. \`peer plain\`: the way to ask that first comes to mind, where a cleverer one is faster.
- \`neo4j\` and \`embedded\` keep no answers (\`ENTENTE_CACHE_MB=0\`); \`neo4j cached\` keeps them as a server does by default, and is asked the same few questions again and again.
- Countries with more than 20,000 agreements are asked for in pairs only: for the agreements of one with 100,000, each with its parties, the peer takes over a gigabyte of Neo4j's memory, and sixteen clients more than there is.
- \`constant\` sends the very answers of \`neo4j\` through Fastify: what HTTP costs alone.
- Indexes are Entente's own, and one that only \`raw\` and \`peer\` use: a full-text index of names. Where answers may rightly differ (which name is most alike; a shared day, which the peer cannot ask for) only inputs on which all agree are measured.
- Processor time is of the server's process; what Neo4j takes is told apart.
- Data sets are imported from their real files over the curated graph. \`bare UNWIND\` creates the nodes and relationships the import does, with the same properties, by the import's own texts; what the import replaces (facts that get a second source) it does not do.`;
