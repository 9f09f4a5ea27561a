// All a graph holds, as the engine has it: labels, types and properties with the types of their values.
import neo4j from 'neo4j-driver';

/** Lines that stand for the nodes and relationships that mention a text, in their order; of each the types of properties are told. */
export async function dump(uri: string, about: string): Promise<string[]> {
  const driver = neo4j.driver(uri, undefined, { useBigInt: true });
  const session = driver.session({ defaultAccessMode: 'READ' });
  const rowsOf = async (text: string): Promise<unknown[][]> =>
    (await session.run(text, { about })).records.map((record) => record.keys.map((key) => record.get(key) as unknown));
  const typed = (properties: unknown): string =>
    JSON.stringify(
      Object.entries(properties as Record<string, unknown>)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, typeof value, String(value)]),
    );
  try {
    const nodes = await rowsOf(
      'MATCH (n) WHERE any(name IN keys(n) WHERE toString(n[name]) CONTAINS $about) RETURN labels(n), properties(n)',
    );
    const relationships = await rowsOf(
      'MATCH (a:Entity)-[r]->(b:Entity) WHERE a.key CONTAINS $about OR b.key CONTAINS $about RETURN type(r), a.key, b.key, properties(r)',
    );
    return [
      ...nodes.map(([labels, properties]) => `(${(labels as string[]).toSorted().join(':')}) ${typed(properties)}`),
      ...relationships.map(
        ([type, a, b, properties]) => `${a as string} ${type as string} ${b as string} ${typed(properties)}`,
      ),
    ].toSorted();
  } finally {
    await session.close();
    await driver.close();
  }
}

/** Constraints and indexes, by what they are on. */
export async function indexesOf(uri: string): Promise<string[]> {
  const driver = neo4j.driver(uri);
  try {
    const { records } = await driver.executeQuery(
      'SHOW INDEXES YIELD type, labelsOrTypes, properties, owningConstraint, state RETURN type, labelsOrTypes, properties, owningConstraint IS NOT NULL, state',
    );
    return records.map((record) => JSON.stringify(record.keys.map((key) => record.get(key) as unknown))).toSorted();
  } finally {
    await driver.close();
  }
}
