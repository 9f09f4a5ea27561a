import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { Reading, shareOf } from '../domain/reading.ts';
import { snapshot } from '../domain/snapshot/snapshot.service.ts';
import { buildApi } from '../graphql/schema.ts';
import { PreparedOperations } from '../graphql/prepared.ts';
import { type Api, createApi, DEFAULT_LIMITS } from '../graphql/server.ts';
import { EntenteError } from '../model/errors.ts';
import type { GraphStore } from '../store/port.ts';
import { keepAnswers } from './answers.ts';
import { answerBeforeEnding } from './ending.ts';
import { firstPage } from './pages.ts';
import { answerPrepared } from './prepared.ts';
import { QUESTIONS } from './questions.ts';
import type { Settings } from './settings.ts';

const GRAPHQL_PATH = '/graphql';

/** A server that listens. */
export interface Running {
  readonly url: string;
  /** Lets requests in flight finish, then stops listening. The store stays open: who opened it closes it. */
  close(): Promise<void>;
}

/** Starts the HTTP server over a store; resolves once it listens. */
export async function startServer(
  store: GraphStore,
  settings: Pick<Settings, 'host' | 'port' | 'logLevel' | 'maxCost' | 'cacheBytes'>,
): Promise<Running> {
  const app = Fastify({
    logger: settings.logLevel === 'silent' ? false : { level: settings.logLevel },
    bodyLimit: 1_048_576,
    forceCloseConnections: true,
  });
  const schema = buildApi();
  const limits = { ...DEFAULT_LIMITS, cost: settings.maxCost };
  const prepared = new PreparedOperations(schema, limits.cost);
  const api = createApi(schema, limits, (error) => app.log.error(error), prepared);
  api.addPlugin(fastifyApolloDrainPlugin(app));
  await api.start();
  answerBeforeEnding(app);
  keepAnswers(app, store, GRAPHQL_PATH, settings.cacheBytes);
  await addApi(app, api, prepared, store);
  addPages(app, store);
  const url = await app.listen({ host: settings.host, port: settings.port }).catch(async (error: unknown) => {
    await app.close();
    await api.stop();
    throw whyNot(error, settings);
  });
  return {
    url,
    close: async () => {
      await app.close();
      await api.stop();
    },
  };
}

/** Why it cannot listen, as far as a setting is to blame. */
function whyNot(error: unknown, { host, port }: Pick<Settings, 'host' | 'port'>): unknown {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `PORT ${port} is in use by another program on ${host}. Stop that one, or set PORT to another (0: any free one).`,
    EACCES: `PORT ${port} may not be used without more rights. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${host} is no address of this machine. Set HOST to one, such as 127.0.0.1, or 0.0.0.0 for all.`,
    ENOTFOUND: `HOST ${host} is not known. Set HOST to an address of this machine, such as 127.0.0.1.`,
  };
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new EntenteError('BAD_SETTING', reason);
}

async function addApi(app: FastifyInstance, api: Api, prepared: PreparedOperations, store: GraphStore): Promise<void> {
  const shared = shareOf(store);
  answerPrepared(app, prepared, GRAPHQL_PATH, () => ({ reading: new Reading(store, shared) }));
  await app.register(fastifyApollo(api), {
    path: GRAPHQL_PATH,
    method: ['GET', 'POST'],
    context: async () => ({ reading: new Reading(store, shared) }),
  });
}

function addPages(app: FastifyInstance, store: GraphStore): void {
  let page: Promise<string> | undefined;
  app.get('/graphiql', async (_, reply) => reply.type('text/html; charset=utf-8').send(await (page ??= editor())));
  app.get('/', async (_, reply) => {
    const counts = await snapshot(new Reading(store)).catch(() => undefined);
    return reply.type('text/html; charset=utf-8').send(firstPage(counts));
  });
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    try {
      await store.ping();
      return { status: 'ready', engine: store.engine };
    } catch (error) {
      app.log.warn(error);
      return reply
        .code(503)
        .send({ status: 'not ready', engine: store.engine, reason: 'The graph engine does not answer.' });
    }
  });
}

/** The page of the editor. It is nine megabytes: a server nobody opens it on neither waits for it nor keeps it. */
async function editor(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const [first] = QUESTIONS;
  return renderGraphiQL({
    title: 'Entente',
    endpoint: GRAPHQL_PATH,
    defaultQuery: first && `# ${first.asks}\n${first.operation}\n`,
  });
}
