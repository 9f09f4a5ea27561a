import type { Batch } from '../../domain/record/record.service.ts';
import type { EntityPart } from '../../model/entity.ts';
import type { Source } from '../../model/source.ts';
import { claimFromRow } from '../../store/claim-record.ts';
import type { GraphStore, Params, Writer } from '../../store/port.ts';
import type { BulkLoad } from './load.ts';
import { type Maker, Recorder } from './recorder.ts';

/**
 * A store for importers that reads from a graph and writes to a first load: what is recorded through it goes to the load
 * alone. Importers find names and codes in the graph as ever; what they recorded themselves they do not find.
 */
export function gathering(graph: GraphStore, load: BulkLoad): GraphStore {
  let batch = emptyBatch();
  const recorder = new Recorder(
    makerOf(load, () => batch),
    Date.now(),
  );
  let last: Promise<unknown> = Promise.resolve();
  const write = async <T>(work: (writer: Writer) => Promise<T>): Promise<T> => {
    batch = emptyBatch();
    const result = await recorder.write(work);
    await load.add(batch);
    return result;
  };
  return {
    engine: graph.engine,
    hasOrderedIndexes: graph.hasOrderedIndexes,
    read: (statement, params) => graph.read(statement, params),
    write: <T>(work: (writer: Writer) => Promise<T>) => {
      const turn = last.then(() => write(work));
      last = turn.catch(() => undefined);
      return turn;
    },
    ensureSchema: () => graph.ensureSchema(),
    ping: () => graph.ping(),
    close: () => graph.close(),
  };
}

interface Gathered {
  readonly sources: Source[];
  readonly entities: NonNullable<Batch['entities']>[number][];
  readonly claims: NonNullable<Batch['claims']>[number][];
  mark?: Batch['mark'];
}

const emptyBatch = (): Gathered => ({ sources: [], entities: [], claims: [] });

/** Turns what recording makes back into what was recorded; facts and nodes to find things by follow from that. */
function makerOf(load: BulkLoad, batch: () => Gathered): Maker {
  return {
    isEntity: (key) => load.has(key) || batch().entities.some((entity) => entity.key === key),
    source: ({ body }) => void batch().sources.push(JSON.parse(body as string) as Source),
    mark: (key, value) => void (batch().mark = { key, value }),
    entity: (_, key, { parts }) => {
      for (const [contributor, part] of Object.entries(JSON.parse(parts as string) as Record<string, EntityPart>))
        batch().entities.push({ key, contributor, part });
    },
    node: (label, properties) => {
      if (label === 'Claim') batch().claims.push(contentOf(properties));
    },
    fact: () => undefined,
    signed: () => undefined,
  };
}

function contentOf({ id, spell, recorded, body }: Params): NonNullable<Batch['claims']>[number] {
  const row = [id, spell, recorded, null, null, body].map((cell) => cell ?? null);
  const { key: _key, spell: _spell, recordedAt: _at, publicOn: _on, ...content } = claimFromRow(row);
  return content;
}
