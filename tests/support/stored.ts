// Everything a store holds, read with texts of the tests' own, in an order that does not depend on how it got there.
import type { Claim } from '../../src/model/claim.ts';
import type { Source } from '../../src/model/source.ts';
import { claimColumns, claimFromRow } from '../../src/store/claim-record.ts';
import { factColumns, factFromRow, type FactRow } from '../../src/store/fact-record.ts';
import { type GraphStore, type Row, statement, type Value } from '../../src/store/port.ts';

const CLAIMS = statement('test-claims', `MATCH (c:Claim) RETURN ${claimColumns('c')}`);
const FACTS = statement(
  'test-facts',
  `MATCH (s:Entity)-[r]->(o:Entity) RETURN ${factColumns('r')}, r.begins, r.recorded, r.source, r.unit, properties(r)`,
);
const NODES = statement('test-nodes', 'MATCH (n) WHERE NOT n:Claim AND NOT n:Meta RETURN labels(n), properties(n)');
const GRAPH = statement('test-graph', "MATCH (m:Meta {key: 'graph'}) RETURN m.content, m.facts, m.entities, m.claims");
const SOURCES = statement('test-sources', 'MATCH (s:Source) RETURN s.body');

export async function claimsIn(store: GraphStore): Promise<Map<string, Claim>> {
  const claims = (await store.read(CLAIMS)).map(([columns]) => claimFromRow(columns as Row));
  return new Map(claims.map((claim) => [claim.key, claim]));
}

/** A relationship, and the properties only the engine's conditions use. */
export type StoredFact = FactRow & {
  readonly begins: Value;
  readonly recorded: Value;
  readonly source: Value;
  readonly unit: Value;
  /** Qualifiers as they are asked by. */
  readonly asked: Readonly<Record<string, Value>>;
};

export async function factsIn(store: GraphStore): Promise<StoredFact[]> {
  const rows = await store.read(FACTS);
  return rows
    .map(([columns, begins, recorded, source, unit, properties]) => ({
      ...factFromRow(columns as Row),
      begins: begins as Value,
      recorded: recorded as Value,
      source: source as Value,
      unit: unit as Value,
      asked: Object.fromEntries(
        Object.entries(properties as Record<string, Value>).flatMap(([name, value]) =>
          name.startsWith('q_') ? [[name.slice(2), value]] : [],
        ),
      ),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

export interface GraphState {
  readonly content: string;
  readonly facts: number;
  readonly entities: number;
  readonly claims: number;
}

export async function stateOf(store: GraphStore): Promise<GraphState> {
  const [content, facts, entities, claims] = ((await store.read(GRAPH))[0] ?? ['0', 0, 0, 0]) as [
    string,
    number,
    number,
    number,
  ];
  return { content, facts, entities, claims };
}

export async function sourcesIn(store: GraphStore): Promise<Source[]> {
  return (await store.read(SOURCES)).map(([body]) => JSON.parse(body as string) as Source);
}

/** All there is, as one comparable value. What contributors said word by word is left out: only their order differs. */
export async function everythingIn(store: GraphStore): Promise<unknown> {
  const nodes = (await store.read(NODES)).map(([labels, properties]) => {
    const { parts: _, ...shown } = properties as Record<string, Value>;
    return JSON.stringify([
      (labels as string[]).toSorted(),
      Object.entries(shown).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]);
  });
  const claims = [...(await claimsIn(store)).values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return { nodes: nodes.toSorted(), claims, facts: await factsIn(store), state: await stateOf(store) };
}
