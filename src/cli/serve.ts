import { Command } from 'commander';
import { setFlagsFromString } from 'node:v8';
import { Reading } from '../domain/reading.ts';
import { snapshot } from '../domain/snapshot/snapshot.service.ts';
import { startServer } from '../server/server.ts';
import { untilEnd } from '../server/lifetime.ts';
import type { Settings } from '../server/settings.ts';
import type { GraphStore } from '../store/port.ts';
import { loadCurated } from './load-seed.ts';
import { seedFolder } from './paths.ts';
import { placeOf, withStore } from './store.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** `entente serve`: opens the graph, loads the curated one where it is the embedded engine's or empty, and answers over HTTP until told to end. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the graph over HTTP: GraphQL at /graphql, an editor at /graphiql')
    .option('--no-seed', 'do not load the curated graph first')
    .addHelpText(
      'after',
      `
Settings, from the environment:
  PORT, HOST        where to listen (4000 on 127.0.0.1)
  ENTENTE_DATA      folder of the embedded graph (data)
  NEO4J_URI         use this Neo4j instead, with NEO4J_USERNAME,
                    NEO4J_PASSWORD and NEO4J_DATABASE where it needs them
  ENTENTE_MAX_COST  highest cost of an operation (200000)
  ENTENTE_CACHE_MB  answers kept until the graph changes, in megabytes (64)
  ENTENTE_TIMEOUT_MS  longest time of a statement in Neo4j (20000)
  LOG_LEVEL         trace, debug, info, warn, error, fatal or silent (warn)

Example:
  PORT=8080 entente serve
`,
    )
    .action((options: { seed: boolean }) =>
      withStore(async (store, settings) => {
        holdLess();
        const end = untilEnd();
        if (options.seed) await prepare(store, settings);
        const server = await startServer(store, settings);
        say(`Entente answers at ${server.url}/ from ${placeOf(settings)}. Ctrl-C ends it.`);
        const reason = await end;
        say(`Ending (${reason}): finishing what is under way.`);
        await server.close();
        say('Ended.');
      }),
    );
}

/**
 * Rubbish may take three fifths of what is in use before it is collected, not three times as much: a server under load holds
 * 175 MB instead of 250, for about a hundredth of its processor time.
 */
function holdLess(): void {
  setFlagsFromString('--heap-growing-percent=60');
}

/** The embedded graph follows the curated files; a Neo4j is filled only where it holds nothing, for it may be shared. */
async function prepare(store: GraphStore, settings: Settings): Promise<void> {
  if (settings.neo4j) {
    const { entities } = await snapshot(new Reading(store));
    if (entities > 0) return;
    say('This Neo4j holds no graph of Entente yet: loading the curated one.');
  }
  const recorded = await loadCurated(store, seedFolder());
  if (recorded) say(`Loaded: ${recorded.entitiesAdded} entities, ${recorded.claimsAdded} claims.`);
}
