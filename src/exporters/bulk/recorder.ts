import type { Batch } from '../../domain/record/record.service.ts';
import { record } from '../../domain/record/record.service.ts';
import type { Recorded } from '../../domain/record/ledger.ts';
import type { EntityKind, RecordedType } from '../../model/registry.ts';
import { propertiesIn } from '../../store/cells.ts';
import { CLAIM_PROPERTIES } from '../../store/claim-record.ts';
import { columnsOf, FACT_PROPERTIES } from '../../store/fact-record.ts';
import type { GraphStore, Params, Row, Statement, Value, Writer } from '../../store/port.ts';

/** Takes what recording makes. */
export interface Maker {
  isEntity(key: string): boolean;
  source(properties: Params): void;
  mark(key: string, value: string): void;
  entity(kind: EntityKind, key: string, properties: Params): void;
  node(label: 'Claim' | 'Code' | 'Name', properties: Params): void;
  fact(type: RecordedType, subject: string, object: string, properties: Params): void;
  /** Between which days an agreement was signed: further properties of its entity; told as its claims are recorded. */
  signed(key: string, properties: Params): void;
}

interface Fact {
  readonly type: RecordedType;
  readonly subject: string;
  readonly object: string;
  readonly key: string;
  props: Params;
}

type Rows = readonly Params[];
type Answer = (params: Params, of: string) => Row[] | undefined;

/**
 * Answers the statements `record` sends as an empty graph would, and hands on what they create. So what is made is what
 * the same batch makes of a graph, by the same code. A statement it does not know is an error: a new one in
 * record.cypher.ts needs its line here.
 *
 * It remembers no facts or claims of earlier batches, so all claims of a group, of its rivals, and of the agreement or
 * event whose days it has, must come in one batch, and a record comes once (load.ts sees to that).
 */
export class Recorder {
  readonly #maker: Maker;
  readonly #now: number;
  readonly #sources = new Map<string, Params>();
  #graph: Params;
  #facts = new Map<string, Fact>();

  /** `now`: when all of it counts as recorded, milliseconds. */
  constructor(maker: Maker, now: number) {
    this.#maker = maker;
    this.#now = now;
    this.#graph = { content: '0', entities: 0, claims: 0, facts: 0, sources: 0, recordedUpTo: 0, locked: now };
  }

  /** What is known of the graph as a whole: the properties of its node. All of it counts as recorded at once. */
  get graph(): Params {
    return { ...this.#graph, recordedUpTo: this.#now };
  }

  /** Records a batch; what it makes is handed on when this resolves. */
  record(batch: Batch): Promise<Recorded> {
    return record(
      { write: (work: (writer: Writer) => Promise<Recorded>) => this.write(work) } as GraphStore,
      batch,
      this.#now,
    );
  }

  /** Does the work `record` does within a transaction. */
  async write<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    this.#facts = new Map();
    const result = await work({ run: async (statement, params = {}) => this.#run(statement, params) });
    for (const { type, subject, object, props } of this.#facts.values()) this.#maker.fact(type, subject, object, props);
    return result;
  }

  #run({ name }: Statement, params: Params): Row[] {
    const [what, of = ''] = name.split(':') as [string, string?];
    const answer = this.#answers[what];
    if (!answer) throw new TypeError(`${name} is not known to the bulk recorder`);
    return answer(params, of) ?? [];
  }

  readonly #answers: Readonly<Record<string, Answer>> = {
    'lock-graph': () => {
      const { content, entities, claims, facts, sources, recordedUpTo } = this.#graph;
      return [[content, entities, claims, facts, sources, recordedUpTo] as Row];
    },
    'save-graph': ({ changes }) => void (this.#graph = { ...this.#graph, ...(changes as Params) }),
    'set-mark': ({ key, value }) => this.#maker.mark(key as string, value as string) as undefined,
    'all-sources': () => [...this.#sources.values()].map(({ key, body }) => [key as string, body as string]),
    'put-sources': ({ rows }) => {
      for (const row of rows as Rows) {
        this.#sources.set(row['key'] as string, row);
        this.#maker.source(row);
      }
      return undefined;
    },
    'read-parts': () => [],
    'create-entities': ({ rows }, kind) => {
      for (const { key, props } of rows as Rows) this.#maker.entity(kind as EntityKind, key as string, props as Params);
      return undefined;
    },
    'create-codes': ({ rows }) => this.#nodes('Code', rows as Rows),
    'create-names': ({ rows }) => this.#nodes('Name', rows as Rows),
    'existing-entities': ({ keys }) =>
      (keys as readonly string[]).filter((key) => this.#maker.isEntity(key)).map((key) => [key]),
    'claims-of-groups': () => [],
    'facts-by-key-from': () => [],
    'facts-by-key-to': () => [],
    'facts-of-pairs-from': () => [],
    'facts-of-pairs-to': () => [],
    'facts-of-missions': () => [],
    'create-claims': ({ rows }) =>
      this.#nodes(
        'Claim',
        (rows as readonly Row[]).map((cells) => propertiesIn(CLAIM_PROPERTIES, cells)),
      ),
    'create-facts': ({ rows }, type) => {
      for (const [subject, object, ...cells] of rows as readonly [string, string, ...Row][]) {
        const props = propertiesIn(FACT_PROPERTIES[type as RecordedType], cells);
        const key = props['key'] as string;
        this.#facts.set(key, { type: type as RecordedType, subject, object, key, props });
      }
      return undefined;
    },
    'set-signatures': ({ rows }) => {
      for (const { key, props } of rows as Rows) this.#maker.signed(key as string, props as Params);
      return undefined;
    },
    lives: ({ keys }) => this.#factsOf(keys, ({ type }) => type === 'MILESTONE' || type === 'EXISTENCE'),
    'undated-facts': ({ keys }) => this.#factsOf(keys, ({ props }) => props['undated'] === true),
    'set-bounds-from': ({ rows }) => this.#bound(rows as Rows),
    'set-bounds-to': ({ rows }) => this.#bound(rows as Rows),
  };

  #nodes(label: 'Claim' | 'Code' | 'Name', rows: Rows): undefined {
    for (const row of rows) this.#maker.node(label, row);
  }

  #bound(rows: Rows): undefined {
    for (const { given } of rows)
      for (const [key, bounds] of Object.entries(given as Params)) {
        const fact = this.#facts.get(key);
        if (fact) fact.props = { ...fact.props, ...(bounds as Params) };
      }
  }

  /** Facts of this batch at either end of entities: key of the entity, columns of the fact. */
  #factsOf(keys: Value | undefined, fits: (fact: Fact) => boolean): Row[] {
    const wanted = new Set(keys as readonly string[]);
    return [...this.#facts.values()].filter(fits).flatMap((fact) => {
      const columns = columnsOf(fact.type, fact, fact.props);
      return [...new Set([fact.subject, fact.object])]
        .filter((end) => wanted.has(end))
        .map((end): Row => [end, columns]);
    });
  }
}
