// One entity by its key.
import { listIn, viewOf } from './common.mjs';

const row = ({ key, name, aliases, description }) => ({ key, name, aliases, description: description ?? null });

/** Other names: those in other languages, then aliases, each once. */
const others = ({ name, names, aliases }) =>
  [...new Set([...Object.values(names ? JSON.parse(names) : {}), ...listIn(aliases)])].filter((each) => each !== name);
const stored = (entity) => row({ ...entity, aliases: others(entity) });

export const entity = {
  name: 'entity',
  says: 'entity by id',
  lookup: true,
  cases: ({ entities, day }) => entities.map((key) => ({ key, day })),
  entente: (at) => ({
    query: `query ($key: ID!, $at: At) { entity(ref: { id: $key }, at: $at) { key name aliases description } }`,
    variables: ({ key, day }) => ({ key, at: viewOf(day, at) }),
    rows: (data) => [row(data.entity)],
  }),
  raw: () => ({
    text: 'MATCH (e:Entity {key: $key}) RETURN e {.key, .name, .names, .aliases, .description}',
    params: ({ key }) => ({ key }),
    rows: (rows) => rows.map(stored),
  }),
  peer: () => ({
    best: {
      query: `query ($key: ID!) { entities(where: { key: { eq: $key } }) { key name names aliases description } }`,
      variables: ({ key }) => ({ key }),
      rows: (data) => data.entities.map(stored),
    },
  }),
};
