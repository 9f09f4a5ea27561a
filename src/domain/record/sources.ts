import { canonicalSource, type Source } from '../../model/source.ts';
import type { Writer } from '../../store/port.ts';
import { sourceNumber } from '../source/number.ts';
import { ALL_SOURCES, PUT_SOURCES } from './record.cypher.ts';
import type { Ledger } from './ledger.ts';

/** Creates or replaces sources; returns all sources of the graph by key, and which of the given were there otherwise. */
export async function putSources(
  writer: Writer,
  sources: readonly Source[],
  ledger: Ledger,
): Promise<{ sources: ReadonlyMap<string, Source>; changed: ReadonlySet<string> }> {
  const known = new Map<string, Source>();
  for (const [key, body] of await writer.run(ALL_SOURCES))
    known.set(key as string, JSON.parse(body as string) as Source);
  const put: Source[] = [];
  const changed = new Set<string>();
  for (const source of sources) {
    const canonical = canonicalSource(source);
    const old = known.get(source.key);
    if (old && canonicalSource(old) === canonical) continue;
    if (old) {
      ledger.content.subtract(canonicalSource(old));
      changed.add(source.key);
    } else ledger.sources++;
    ledger.content.add(canonical);
    known.set(source.key, source);
    put.push(source);
  }
  if (put.length > 0)
    await writer.run(PUT_SOURCES, {
      rows: put.map((source) => ({
        key: source.key,
        number: sourceNumber(source.key),
        dataset: source.dataset ?? source.key,
        title: source.title,
        body: JSON.stringify(source),
      })),
    });
  return { sources: known, changed };
}
