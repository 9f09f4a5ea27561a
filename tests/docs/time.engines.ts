// The examples of docs/time.md, read out of the page itself: every small graph recorded, every question asked, every answer held
// against what the page says, on every engine.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isInputObjectType } from 'graphql';
import { record } from '../../src/domain/record/record.service.ts';
import { buildApi } from '../../src/graphql/schema.ts';
import type { Mood, SourceKind } from '../../src/model/claim.ts';
import { isoFromDay } from '../../src/model/day.ts';
import { DateProblem, when } from '../../src/model/edtf.ts';
import { factType, type RecordedType, RECORDED_TYPES } from '../../src/model/registry.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { type Answer, type Ask, asking } from '../support/ask.ts';
import { testEngines } from '../support/engines.ts';
import { claim, entity, keyOf, source } from '../support/graph.ts';
import { blocksOf, type Table } from '../support/markdown.ts';

const blocks = blocksOf('docs/time.md');
const rowsOf = ({ head, rows }: Table): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(head.map((name, index) => [name, row[index] ?? '–']).filter(([, cell]) => cell !== '–')),
  );
const tableOf = (first: string): Record<string, string>[] =>
  blocks.flatMap((block) => (block.kind === 'table' && block.head[0] === first ? rowsOf(block) : []));

interface Asked {
  readonly query: string;
  /** Values at paths of the answer; absent: the whole of its data. */
  readonly expected: Readonly<Record<string, string>> | { readonly data: unknown };
  readonly shown: string;
}
interface Example {
  readonly heading: string;
  readonly sources: readonly Record<string, string>[];
  readonly claims: readonly Record<string, string>[];
  readonly asked: Asked[];
}

/** The graphs of the page, each with the questions put to it. */
function examples(): Example[] {
  const found: Example[] = [];
  let sources: Record<string, string>[] = [];
  let question = '';
  for (const block of blocks) {
    if (block.kind === 'table') {
      const [first = ''] = block.head;
      if (first === 'source') sources = rowsOf(block);
      else if (first === 'subject') {
        found.push({ heading: block.heading, sources, claims: rowsOf(block), asked: [] });
        sources = [];
      } else if (/^[A-Z]+$/.test(first))
        for (const { [first]: value = '', ...expected } of rowsOf(block)) {
          const none = Object.fromEntries(block.head.slice(1).map((path) => [path, '–']));
          found.at(-1)?.asked.push({
            query: question.replace(new RegExp(`\\b${first}\\b`), value),
            expected: { ...none, ...expected },
            shown: `${first} = ${value}`,
          });
        }
    } else if (block.language === 'graphql') question = block.text;
    else if (block.language === 'json')
      found.at(-1)?.asked.push({ query: question, expected: { data: JSON.parse(block.text) }, shown: block.heading });
  }
  return found;
}

/** When what tells no instant is recorded. */
const RECORDED = '2026-01-01T00:00:00Z';
const OWN = ['subject', 'type', 'object', 'value', 'amount', 'from', 'to', 'censored', 'mood', 'said', 'source'];

async function put(store: GraphStore, { sources, claims }: Example): Promise<void> {
  const told = claims.map((row) => {
    const [amount, unit] = row['amount']?.split(' ') ?? [];
    const qualifiers = Object.entries(row).filter(([name]) => ![...OWN, 'recorded', 'retracted'].includes(name));
    const content = claim({
      type: row['type'] as RecordedType,
      subject: row['subject'] as string,
      source: row['source'] ?? 'source:register',
      qualifiers: Object.fromEntries(qualifiers),
      ...(row['object'] && { object: row['object'] }),
      ...(row['value'] && { value: row['value'] }),
      ...(amount && unit && { amount: { value: amount, unit, basis: 'NOMINAL' as const } }),
      ...(row['from'] && { from: row['from'] }),
      ...(row['to'] && { to: row['to'] }),
      ...(row['said'] && { stated: row['said'] }),
      ...(row['censored'] && { censored: true }),
      ...(row['mood'] && { mood: row['mood'] as Mood }),
    });
    return { content, recorded: row['recorded'] ?? RECORDED, retracted: row['retracted'] };
  });
  const keys = new Set(
    told.flatMap(({ content }) => [content.subject, ...(content.object === undefined ? [] : [content.object])]),
  );
  const name = (key: string): string => key.replace(/^[a-z]+:(.)/, (_, initial: string) => initial.toUpperCase());
  const first = {
    sources:
      sources.length > 0
        ? sources.map((row) =>
            source(row['source'] as string, {
              kind: row['kind'] as SourceKind,
              ...(row['published'] && { publishedOn: when(row['published']) }),
              ...(row['copied'] && { retrievedOn: row['copied'] }),
              ...(row['dataset'] && { dataset: row['dataset'] }),
            }),
          )
        : [source('source:register', { kind: 'PRIMARY', publishedOn: when('2000-01-01') })],
    entities: [...keys].map((key) =>
      entity(key, { name: name(key), ...(key.startsWith('agreement:') && { agreementKind: 'ARMS_CONTRACT' }) }),
    ),
  };
  const instants = new Set(told.flatMap(({ recorded, retracted }) => [recorded, ...(retracted ? [retracted] : [])]));
  for (const instant of [...instants].toSorted())
    await record(
      store,
      {
        ...first,
        claims: told.filter(({ recorded }) => recorded === instant).map(({ content }) => content),
        retract: told.filter(({ retracted }) => retracted === instant).map(({ content }) => keyOf(content)),
      },
      Date.parse(instant),
    );
}

/** All values at a path of an answer, in the order of the alphabet. Paths begin in its data, or with `errors`. */
function at(answer: Answer, path: string): string {
  let values: unknown[] = [path.startsWith('errors.') ? answer : answer.data];
  for (const name of path.split('.'))
    values = values.flatMap((value) => {
      const next = (value as Record<string, unknown> | null | undefined)?.[name];
      return Array.isArray(next) ? (next as unknown[]) : next === undefined ? [] : [next];
    });
  return values.length === 0 ? '–' : values.map(String).toSorted().join(', ');
}

const all = examples();

test('the page has examples, each with a graph and an answer', () => {
  expect(all.length).toBeGreaterThan(15);
  for (const { claims, asked } of all) expect([claims.length > 0, asked.length > 0]).toEqual([true, true]);
});

test('every member of `at` is described, and no other', () => {
  const type = buildApi().getType('At');
  const members = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
  expect(tableOf('member').map(({ member }) => member as string)).toEqual(expect.arrayContaining(members));
  expect(tableOf('member')).toHaveLength(members.length);
});

test.each(tableOf('date').map(({ date, earliest, latest }) => [date as string, earliest, latest] as const))(
  'the date %s',
  (date, earliest, latest) => {
    const read = when(date);
    expect([isoFromDay(read.earliest), isoFromDay(read.latest)]).toEqual([earliest, latest]);
  },
);

test.each(tableOf('not a date here').map((row) => row['not a date here'] as string))('%s is refused', (text) => {
  expect(() => when(text)).toThrow(DateProblem);
});

test('what no dates mean is told of every type, as the registry has it', () => {
  const meaning = (type: RecordedType): string => {
    const { dates, undated } = factType(type);
    if (dates === 'timeless' || undated === 'always') return 'Holds on every day.';
    if (undated === 'subject') return 'Holds as long as its subject: the agreement.';
    if (undated === 'object') return 'Holds as long as its object: the agreement or event.';
    return 'Possible on every day, certain on none.';
  };
  const told = tableOf('without dates').flatMap(({ 'without dates': what, types = '' }) =>
    types.split(', ').map((type) => [type.replaceAll('`', ''), what]),
  );
  const had = RECORDED_TYPES.map((type) => [type, meaning(type)]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(had));
});

describe.each(testEngines().map((engine) => [engine.name, engine] as const))('on %s', (_, engine) => {
  describe.each(all.map((example, index) => [`${index + 1}: ${example.heading}`, example] as const))(
    '%s',
    (__, example) => {
      let store: GraphStore;
      let ask: Ask;
      beforeAll(async () => {
        store = await engine.open();
        await put(store, example);
        ask = asking(store);
      });
      afterAll(() => store.close());

      test.each(example.asked.map((each) => [each.shown, each] as const))('%s', async (___, { query, expected }) => {
        const answer = await ask(query);
        if ('data' in expected) {
          expect(answer.errors).toBeUndefined();
          expect(answer.data).toEqual(expected.data);
        } else {
          const paths = Object.keys(expected);
          if (!paths.some((path) => path.startsWith('errors.'))) expect(answer.errors).toBeUndefined();
          expect(Object.fromEntries(paths.map((path) => [path, at(answer, path)]))).toEqual(expected);
        }
      });
    },
  );
});
