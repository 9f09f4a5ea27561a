// Who is measured: how each is started, and how an operation is put to it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from './process.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const post = (query, variables) => ({ path: '/graphql', body: JSON.stringify({ query, variables }) });

/** An operation of a GraphQL server as requests: one for what must be known before, one that is measured. */
const asGraphql = (form) => ({
  before: form.before && {
    request: (input) => post(form.before.query, form.before.variables(input)),
    found: ({ data }) => form.before.found(data),
  },
  request: (input) => post(form.query, form.variables(input)),
  rows: ({ data }) => form.rows(data),
});

const asRaw = ({ operation, at, name }) => {
  const form = operation.raw(at);
  return {
    before: form.before && {
      request: (input) => ({ path: `/${name}/before`, body: JSON.stringify(form.before.params(input)) }),
      found: ({ data }) => form.before.found(data),
    },
    request: (input) => ({ path: `/${name}`, body: JSON.stringify(form.params(input)) }),
    rows: ({ data }) => form.rows(data),
  };
};

const entente = (build, environment) => () =>
  ServerProcess.start(join(build, 'dist', 'cli', 'main.js'), ['serve', '--no-seed'], { ...PATIENCE, ...environment });

const ofEntente = ({ operation, at }) => asGraphql(operation.entente(at));

/** Megabytes of answers the server keeps where that is measured: its own default. */
const CACHE = {};
const NO_CACHE = { ENTENTE_CACHE_MB: '0' };
/** A busy machine's first look at a large graph may take longer than the server would let it. */
const PATIENCE = { ENTENTE_TIMEOUT_MS: '300000' };

/**
 * The contenders over a graph. `form` gives an operation as the contender is asked it, undefined where it has no such form. The
 * peer stands twice: in its best form, and in the plain one where that differs.
 */
export function contenders({ build, uri, folder }) {
  return [
    {
      name: 'raw',
      says: 'neo4j-driver, hand-written Cypher, node:http',
      start: () => ServerProcess.start(here('raw.mjs'), [], { NEO4J_URI: uri }),
      form: asRaw,
    },
    {
      name: 'peer',
      says: '@neo4j/graphql on Apollo Server and Fastify',
      start: () => ServerProcess.start(here('peer.mjs'), [], { NEO4J_URI: uri }),
      form: ({ operation, at }) => asGraphql(operation.peer(at).best),
      others: [
        {
          name: 'peer plain',
          form: ({ operation, at }) => operation.peer(at).plain && asGraphql(operation.peer(at).plain),
        },
      ],
    },
    {
      name: 'neo4j',
      says: 'Entente on Neo4j, no answers kept',
      start: entente(build, { NEO4J_URI: uri, ...NO_CACHE }),
      form: ofEntente,
    },
    {
      name: 'neo4j cached',
      says: 'Entente on Neo4j, answers kept',
      start: entente(build, { NEO4J_URI: uri, ...CACHE }),
      form: ofEntente,
      isCached: true,
    },
    {
      name: 'embedded',
      says: 'Entente with its embedded engine, no answers kept',
      start: entente(build, { ENTENTE_DATA: folder, ...NO_CACHE }),
      form: ofEntente,
    },
    {
      name: 'constant',
      says: "Entente's answers, constant, from Fastify",
      start: () => ServerProcess.start(here('constant.mjs'), [], {}),
      isConstant: true,
    },
  ];
}
