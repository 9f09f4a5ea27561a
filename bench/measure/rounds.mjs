// Rounds: in each, every operation is put to every contender in turn, so that what disturbs the machine disturbs all alike.
import { processorTimeOf } from './processor.mjs';
import { CLIENTS } from './servers.mjs';
import { quantile } from './statistics.mjs';

/**
 * Measures. `cells` are of one operation and contender each: `{ variant, name, connections, process, requests, isPlain }`. Resolves
 * with `{ variant, name, rounds: [{ p50, p95, p99, n, perSecond, processor, engine, inEngine, bytes, memory }] }` for each; `memory` is
 * what its process holds right after it was asked, `inEngine` how long a request waited for the engine within it, milliseconds.
 */
export async function measureRounds(cells, { rounds, milliseconds, many, neo4jPid, progress }) {
  const variants = [...new Set(cells.map(({ variant }) => variant.name))];
  const results = new Map(
    cells.map((cell) => [cell, { variant: cell.variant.name, name: cell.name, rounds: [], times: [] }]),
  );
  const groups = variants.map((name) => cells.filter(({ variant }) => variant.name === name));
  for (const [index, group] of groups.entries()) {
    for (const cell of group) await warm(cell, milliseconds);
    progress(index + 1, groups.length * (rounds + 1));
  }
  for (let round = 0; round < rounds; round++)
    for (const [index, group] of groups.entries()) {
      for (let turn = 0; turn < group.length; turn++) {
        const cell = group[(turn + round) % group.length];
        const { times, ...figures } = await measure(cell, milliseconds, many, neo4jPid);
        results.get(cell).rounds.push(figures);
        results.get(cell).times.push(...times);
      }
      progress((round + 1) * groups.length + index + 1, groups.length * (rounds + 1));
    }
  return [...results.values()].map(({ times, ...result }) => ({
    ...result,
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    n: times.length,
  }));
}

/** Every request at least twice, and many for a while: plans are made, code is compiled, by the engine too. */
async function warm({ connections, requests, isPlain }, milliseconds) {
  await connections.load(requests, { clients: 1, milliseconds, least: isPlain ? 1 : requests.length * 2 });
  if (!isPlain) await connections.load(requests, { clients: CLIENTS, milliseconds: milliseconds * 6 });
}

async function measure({ connections, requests, process, isPlain }, milliseconds, isMany, neo4jPid) {
  const least = isPlain ? 2 : requests.length;
  const began = await process.usage();
  const one = await connections.load(requests, { clients: 1, milliseconds, least });
  const [before, engineBefore] = [await process.usage(), processorTimeOf(neo4jPid)];
  const alone = {
    p50: quantile(one.times, 0.5),
    bytes: one.bytes / one.times.length,
    memory: before.memory,
    inEngine: before.inEngine === undefined ? undefined : (before.inEngine - began.inEngine) / one.times.length,
    times: one.times,
  };
  if (isPlain || !isMany) return alone;
  const many = await connections.load(requests, { clients: CLIENTS, milliseconds });
  const [after, engineAfter] = [await process.usage(), processorTimeOf(neo4jPid)];
  const n = many.times.length;
  return {
    ...alone,
    memory: after.memory,
    perSecond: (n * 1000) / many.elapsed,
    p50of16: quantile(many.times, 0.5),
    p95of16: quantile(many.times, 0.95),
    p99of16: quantile(many.times, 0.99),
    processor: (after.processor - before.processor) / n,
    engine: engineBefore === undefined ? undefined : (engineAfter - engineBefore) / n,
  };
}
