// What the operations are asked about: chosen from the graph itself, the same for everyone, without chance.
import { counting, dayNumber } from '../operations/common.mjs';
import { PATH_TYPES } from '../operations/paths.mjs';

/** The day of the operations that have one. */
export const DAY = '2015-06-30';
const DAY_NUMBER = dayNumber(DAY);
/** How many inputs of each sort. */
const EACH = 8;

/** Countries with more are asked for in pairs only: the peer takes over a gigabyte of Neo4j's memory for 100,000. */
const MOST_AGREEMENTS = 20_000;

/** Indexes the contenders need: one that Entente makes too, should it not be measured, and one for names by their words. */
const INDEXES = [
  'CREATE INDEX source_number IF NOT EXISTS FOR (n:Source) ON (n.number)',
  'CREATE FULLTEXT INDEX bench_names IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases, e.names]',
];

/** Of a list, so many spread evenly over it, the first among them. */
const spread = (list, n = EACH) =>
  list.length <= n ? list : Array.from({ length: n }, (_, index) => list[Math.floor((index * list.length) / n)]);

/** Makes the further indexes, then chooses; `driver` gives lists of rows. */
export async function chooseInputs(driver) {
  const rows = async (text, params = {}) => {
    const { records } = await driver.executeQuery(text, params);
    return records.map((record) => [...record.values()]);
  };
  for (const text of INDEXES) await rows(text);
  await rows('CALL db.awaitIndexes(300)');
  const countries = await rows(
    `MATCH (e:Country)-[r:PARTY_TO]->(a:Agreement) WHERE ${counting('r', true)}
    WITH e, count(a) AS n, count(a.signed) AS signed WHERE signed >= 50 RETURN e.key, n ORDER BY n DESC, e.key LIMIT 60`,
    { day: DAY_NUMBER },
  );
  const names = countries.map(([key]) => key);
  const spans = await rows(
    `MATCH (a:Agreement) WITH a.agreementKind AS kind, count(a) AS n ORDER BY n DESC, kind LIMIT 2 RETURN kind`,
  );
  const inputs = {
    day: DAY,
    countries: spread(countries.filter(([, n]) => n <= MOST_AGREEMENTS).map(([key]) => key)),
    pairs: spread(pairsOf(names)),
    organizations: spread(
      await column(
        `MATCH (o:Organization)<-[r:MEMBER_OF]-() WITH o, count(r) AS n RETURN o.key ORDER BY n DESC, o.key LIMIT 40`,
      ),
    ),
    entities: spread(await column('MATCH (e:Entity) WITH e ORDER BY e.key RETURN e.key')),
    codes: spread(
      await rows(`MATCH (c:Code) WHERE c.from1 <= 20150630 AND c.to2 >= 19000101
        MATCH (e:Country {key: c.entity}) RETURN c.code, CASE WHEN c.to2 > 20150630 THEN 20150630 ELSE c.to2 END, c.entity ORDER BY c.code, c.entity`),
    ).map(([code, on]) => ({
      scheme: code.slice(0, code.indexOf(':')),
      value: code.slice(code.indexOf(':') + 1),
      on: isoOf(on),
    })),
    spans: spans.flatMap(([kind]) =>
      ['1950-01-01/1969-12-31', '1970-01-01/1989-12-31', '1990-01-01/1999-12-31', '2000-01-01/2020-12-31'].map(
        (span) => {
          const [from, to] = span.split('/');
          return { kind, from, to };
        },
      ),
    ),
    names: spread(
      await column(
        `MATCH (e:Entity) WHERE (e:Agreement OR e:Organization) AND size(e.name) < 100 RETURN e.name ORDER BY e.key`,
      ),
      3 * EACH,
    ),
    ends: await ends(),
  };
  const lacking = Object.keys(inputs).filter((name) => inputs[name].length === 0);
  if (lacking.length > 0) throw new Error(`The graph has nothing to ask about: ${lacking.join(', ')}.`);
  return inputs;

  async function column(text) {
    return (await rows(text)).map(([value]) => value);
  }

  /** Pairs of entities four hops apart, on the day and at any time: persons, items and the like, which have few facts. */
  async function ends() {
    const some = spread(
      await column(`MATCH (e:Entity)-[r:HOLDS_POSITION|COVERS]-() WHERE (e:Person OR e:Item) AND r.status <= 3 AND r.from1 <= ${DAY_NUMBER} AND r.to2 >= ${DAY_NUMBER}
        WITH DISTINCT e ORDER BY e.key RETURN e.key`),
      24,
    );
    const chain = (
      where,
    ) => `MATCH p = shortestPath((a:Entity {key: $from})-[:${PATH_TYPES.join('|')}*..4]-(b:Entity {key: $to}))
      WHERE all(r IN relationships(p) WHERE ${where}) RETURN length(p)`;
    const found = [];
    for (const [index, from] of some.entries())
      for (const to of some.slice(index + 1)) {
        if (found.length >= 3 * EACH) return found;
        const [then] = await rows(chain(counting('r', true)), { from, to, day: DAY_NUMBER });
        const [ever] = await rows(chain(counting('r', false)), { from, to });
        if (then?.[0] === 4 && ever[0] === 4) found.push([from, to]);
      }
    return found;
  }
}

/** Neighbours in the ranking, and the first with others far down. */
function pairsOf(names) {
  const near = names.slice(0, 8).map((name, index) => [name, names[index + 1]]);
  const far = names.slice(8).map((name) => [names[0], name]);
  return [...near, ...spread(far, 4)].filter(([, b]) => b !== undefined);
}

const isoOf = (day) =>
  String(day)
    .padStart(8, '0')
    .replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
