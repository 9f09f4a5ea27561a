import { canonicalSource, type Source } from '../../model/source.ts';
import type { Writer } from '../../store/port.ts';
import { sourceNumber } from '../source/number.ts';
import { ALL_SOURCES, PUT_SOURCES } from './record.cypher.ts';
import type { Ledger } from './ledger.ts';

/** Creates or replaces sources that are new or changed; returns all sources of the graph by key. */
export async function putSources(
  writer: Writer,
  sources: readonly Source[],
  ledger: Ledger,
): Promise<ReadonlyMap<string, Source>> {
  const known = new Map<string, Source>();
  for (const [key, body] of await writer.run(ALL_SOURCES))
    known.set(key as string, JSON.parse(body as string) as Source);
  const changed: Source[] = [];
  for (const source of sources) {
    const canonical = canonicalSource(source);
    const old = known.get(source.key);
    if (old && canonicalSource(old) === canonical) continue;
    if (old) ledger.content.subtract(canonicalSource(old));
    else ledger.sources++;
    ledger.content.add(canonical);
    known.set(source.key, source);
    changed.push(source);
  }
  if (changed.length > 0)
    await writer.run(PUT_SOURCES, {
      rows: changed.map((source) => ({
        key: source.key,
        number: sourceNumber(source.key),
        dataset: source.dataset ?? source.key,
        title: source.title,
        body: JSON.stringify(source),
      })),
    });
  return known;
}
