import type { FactType } from '../../model/registry.ts';
import type { View } from '../../model/view.ts';
import { factByKey } from '../fact/fact.service.ts';
import type { FactInView } from '../fact/fact-view.ts';
import type { Reading } from '../reading.ts';
import { type FoundPath, type PathBounds, PathSearch } from './search.ts';
import { type Step, StepFinder } from './steps.ts';

/** The most facts a search may fetch. */
const MOST_STEPS = 300_000;
/** Above so many sources of the weakest step, paths are not told apart by evidence. */
const MOST_EVIDENCE = 8;

/** Paths between two entities; none, and completely so, from an entity to itself. */
export async function findPaths(
  reading: Reading,
  from: string,
  to: string,
  types: readonly FactType[] | undefined,
  bounds: PathBounds,
  rank: 'LENGTH' | 'EVIDENCE',
  view: View,
): Promise<{ paths: FoundPath[]; complete: boolean }> {
  if (from === to) return { paths: [], complete: true };
  const search = (leastSources: number, wanted: number) =>
    new PathSearch(new StepFinder(reading, types, view, leastSources, MOST_STEPS), from, to, {
      ...bounds,
      wanted,
    }).run();
  if (rank === 'LENGTH') return search(1, bounds.wanted);
  // The best weakest step first: among steps of so many sources at least, then of fewer.
  const paths = new Map<string, FoundPath>();
  let complete = true;
  for (let least = MOST_EVIDENCE; least >= 1 && paths.size < bounds.wanted; least--) {
    const found = await search(least, bounds.wanted);
    complete &&= found.complete;
    for (const path of found.paths) if (!paths.has(path.keys.join(' '))) paths.set(path.keys.join(' '), path);
  }
  const ranked = [...paths.values()].toSorted((a, b) => b.evidence - a.evidence || a.steps.length - b.steps.length);
  return { paths: ranked.slice(0, bounds.wanted), complete };
}

/** The facts of a path's steps, in the view. */
export async function factsOfSteps(reading: Reading, steps: readonly Step[], view: View): Promise<FactInView[]> {
  const facts = await Promise.all(steps.map(({ key }) => factByKey(reading, key, view)));
  return facts.filter((fact) => fact !== undefined);
}
