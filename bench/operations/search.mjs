// The entity a name stands for.

/** What Lucene takes for more than a letter. */
const escaped = (text) => text.replaceAll(/[+\-&|!(){}[\]^"~*?:\\/]/g, (each) => `\\${each}`);

const FIRST = 1;
const row = ({ key, name }) => ({ key, name });

export const search = {
  name: 'search',
  says: 'search',
  cases: ({ names }) => names.map((text) => ({ text })),
  // Which of several names is most alike, Lucene judges otherwise than Entente.
  mayDiffer: ['raw', 'peer'],
  // A search is of all names there are: it takes no view.
  withoutAt: true,
  entente: () => ({
    query: `query ($text: String!) { search(text: $text, first: ${FIRST}) { nodes { entity { key name } } } }`,
    variables: ({ text }) => ({ text }),
    rows: (data) => data.search.nodes.map(({ entity }) => row(entity)),
  }),
  raw: () => ({
    text: `CALL db.index.fulltext.queryNodes('bench_names', $text, {limit: ${FIRST}}) YIELD node RETURN node {.key, .name}`,
    params: ({ text }) => ({ text: escaped(text) }),
    rows: (rows) => rows.map(row),
  }),
  peer: () => ({
    best: {
      query: `query ($text: String!) { entitiesByName(phrase: $text, first: ${FIRST}) { edges { node { key name } } } }`,
      variables: ({ text }) => ({ text: escaped(text) }),
      rows: (data) => data.entitiesByName.edges.map(({ node }) => row(node)),
    },
  }),
};
