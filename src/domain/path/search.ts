import { FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { intersect, joined, type Window } from '../../model/windows.ts';
import type { Found, Step, StepFinder, Weighed } from './steps.ts';

/** What a search for paths may use. */
export interface PathBounds {
  readonly maxLength: number;
  readonly concurrent: boolean;
  readonly direction: 'OUT' | 'IN' | 'BOTH';
  /** Keys of entities and facts that are not used. */
  readonly exclude: ReadonlySet<string>;
  readonly maxDegree?: number;
  /** How many paths are wanted. */
  readonly wanted: number;
}

/** A path: the entities it visits, and one step between each two. */
export interface FoundPath {
  readonly keys: readonly string[];
  readonly steps: readonly Step[];
  readonly evidence: number;
}

/** The most entities whose facts are fetched, tries of a step, and paths of one length that are compared. */
const MOST_EXPANDED = 20_000;
const MOST_TRIES = 400_000;
const MOST_PATHS = 2000;

/**
 * Shortest and next-shortest simple paths. Both ends grow by a layer in turn, the cheaper one first, or at once where that
 * is cheap; once the layers reach each other, all paths of each length are walked through what was fetched, which then holds
 * every one of them.
 */
export class PathSearch {
  readonly #finder: StepFinder;
  readonly #bounds: PathBounds;
  readonly #from: Side;
  readonly #to: Side;
  /** Steps by the entity they lead from and the one they lead to. */
  readonly #steps = new Map<string, Map<string, Step[]>>();
  /** Entities with more facts than allowed, and ones known to have no more. */
  readonly #hubs = new Set<string>();
  readonly #small = new Set<string>();
  #tries = 0;
  #expanded = 0;
  #isComplete = true;

  constructor(finder: StepFinder, from: string, to: string, bounds: PathBounds) {
    this.#finder = finder;
    this.#bounds = bounds;
    const { direction } = bounds;
    this.#from = new Side(from, direction);
    this.#to = new Side(to, direction === 'OUT' ? 'IN' : direction === 'IN' ? 'OUT' : 'BOTH');
  }

  async run(): Promise<{ paths: FoundPath[]; complete: boolean }> {
    const paths: FoundPath[] = [];
    const { maxLength, wanted } = this.#bounds;
    for (let length = 1; length <= maxLength && paths.length < wanted; length++) {
      // Of an end that is done all is there that can be reached from it, and so every path; or there is none.
      const isDone = this.#from.isDone || this.#to.isDone;
      if (isDone && !this.#areLinked()) break;
      if (!isDone && this.#from.reach + this.#to.reach < length) await this.#grow();
      if (this.#finder.isCut) this.#isComplete = false;
      paths.push(...(await this.#withoutHubs(length)).slice(0, wanted - paths.length));
      if (!this.#isComplete) break;
    }
    return { paths, complete: this.#isComplete };
  }

  /** Paths of a length that pass through no hub: an entity in the middle may not have been looked at before. */
  async #withoutHubs(length: number): Promise<FoundPath[]> {
    const { maxDegree } = this.#bounds;
    for (;;) {
      const found = this.#ofLength(length);
      if (maxDegree === undefined) return found;
      const passed = new Set(found.flatMap(({ keys }) => keys.slice(1, -1)).filter((key) => !this.#small.has(key)));
      for (const [key, degree] of await this.#finder.degrees([...passed]))
        (degree > maxDegree ? this.#hubs : this.#small).add(key);
      if (![...passed].some((key) => this.#hubs.has(key))) return found;
    }
  }

  /** Whether any entity was reached from both ends. */
  #areLinked(): boolean {
    return [...this.#from.depth.keys()].some((key) => this.#to.depth.has(key));
  }

  /** Grows the sides whose next layer has few facts, or else the one that has fewer. */
  async #grow(): Promise<void> {
    const sides = [this.#from, this.#to];
    if (await this.#growCheaply(sides.filter(({ cost }) => cost === undefined))) return;
    const [cheapest] = sides.toSorted((a, b) => (a.cost ?? 0) - (b.cost ?? 0));
    await this.#expand(cheapest as Side);
  }

  /**
   * Finds out what the next layer of sides would cost, and grows in the same trip those it costs little; false where none was.
   * Hubs to be left out are told apart before anything is fetched of them.
   */
  async #growCheaply(sides: readonly Side[]): Promise<boolean> {
    const expanded = sides.reduce((total, { frontier }) => total + frontier.length, this.#expanded);
    if (
      sides.length === 0 ||
      this.#bounds.maxDegree !== undefined ||
      !this.#finder.tellsFew ||
      expanded > MOST_EXPANDED
    ) {
      await this.#weigh(sides);
      return false;
    }
    const weighed = await this.#finder.whereFew(sides);
    for (const [place, side] of sides.entries()) {
      const { cost, found } = weighed[place] as Weighed;
      if (found) this.#addLayer(side, found);
      else side.cost = cost;
    }
    return weighed.some(({ found }) => found !== undefined);
  }

  /** Finds out how many facts the next layer of sides has, leaving out hubs; in one trip for both. */
  async #weigh(sides: readonly Side[]): Promise<void> {
    if (sides.length === 0) return;
    const degrees = await this.#finder.degrees([...new Set(sides.flatMap(({ frontier }) => frontier))]);
    const { maxDegree } = this.#bounds;
    for (const [key, degree] of degrees)
      if (maxDegree !== undefined && degree > maxDegree && !this.#isEnd(key)) this.#hubs.add(key);
    for (const side of sides) {
      side.frontier = side.frontier.filter((key) => !this.#hubs.has(key));
      side.cost = side.frontier.reduce((total, key) => total + (degrees.get(key) ?? 0), 0);
    }
  }

  async #expand(side: Side): Promise<void> {
    const left = MOST_EXPANDED - this.#expanded;
    if (side.frontier.length > left) {
      this.#isComplete = false;
      side.frontier = side.frontier.slice(0, Math.max(0, left));
    }
    this.#addLayer(side, await this.#finder.from(side.frontier, side.way));
  }

  /** Takes in the steps found from the frontier of a side, which then lies a step further out. */
  #addLayer(side: Side, found: readonly Found[]): void {
    this.#expanded += side.frontier.length;
    const next = new Set<string>();
    side.reach++;
    for (const { key, other, step } of found) {
      if (this.#bounds.exclude.has(other) || this.#bounds.exclude.has(step.key)) continue;
      const [start, end] = side === this.#from ? [key, other] : [other, key];
      this.#add(start, end, step);
      if (!side.depth.has(other)) {
        side.depth.set(other, side.reach);
        next.add(other);
      }
    }
    // From an end of the other side nothing is sought further: a path ends there.
    side.frontier = [...next].filter((key) => !this.#isEnd(key)).toSorted();
    side.cost = undefined;
    side.isDone = side.frontier.length === 0;
  }

  #add(start: string, end: string, step: Step): void {
    const from = this.#steps.get(start) ?? new Map<string, Step[]>();
    this.#steps.set(start, from);
    const list = from.get(end);
    if (!list) from.set(end, [step]);
    else if (!list.some(({ key }) => key === step.key)) list.push(step);
  }

  #isEnd(key: string): boolean {
    return key === this.#from.start || key === this.#to.start;
  }

  /** All simple paths of a length, best attested first. */
  #ofLength(length: number): FoundPath[] {
    const found: FoundPath[] = [];
    const keys: string[] = [this.#from.start];
    const hops: (readonly Step[])[] = [];
    const walk = (at: string, windows: readonly Window[]): void => {
      if (found.length >= MOST_PATHS) return;
      const left = length - hops.length;
      for (const [next, steps] of this.#steps.get(at) ?? []) {
        if (++this.#tries > MOST_TRIES) {
          this.#isComplete = false;
          return;
        }
        if (!this.#mayLead(next, left - 1) || keys.includes(next) || this.#hubs.has(next)) continue;
        const held = this.#bounds.concurrent
          ? intersect(windows, joined(steps.map(({ first, last }) => ({ first, last }))))
          : windows;
        if (held.length === 0) continue;
        keys.push(next);
        hops.push(steps);
        if (left === 1) found.push(this.#path([...keys], hops, held));
        else walk(next, held);
        keys.pop();
        hops.pop();
      }
    };
    walk(this.#from.start, [{ first: FIRST_DAY, last: LAST_DAY }]);
    return found.toSorted((a, b) => b.evidence - a.evidence || (a.keys.join(' ') < b.keys.join(' ') ? -1 : 1));
  }

  /** Whether the target may be reached from an entity in just so many more steps. */
  #mayLead(key: string, left: number): boolean {
    if (key === this.#to.start) return left === 0;
    if (left === 0) return false;
    const depth = this.#to.depth.get(key);
    return depth === undefined ? left > this.#to.reach && !this.#to.isDone : depth <= left;
  }

  /** Of the facts of each step, the best attested; where all must share a day, of those that hold on the first they share. */
  #path(keys: string[], hops: readonly (readonly Step[])[], windows: readonly Window[]): FoundPath {
    const day = windows[0]?.first ?? FIRST_DAY;
    const steps = hops.map((options) => {
      const holding = this.#bounds.concurrent
        ? options.filter(({ first, last }) => first <= day && last >= day)
        : options;
      return (holding.length > 0 ? holding : options).toSorted(
        (a, b) => b.sources - a.sources || (a.key < b.key ? -1 : 1),
      )[0] as Step;
    });
    return { keys, steps, evidence: Math.min(...steps.map(({ sources }) => sources)) };
  }
}

/** One end of the search: what it has reached, and how far. */
class Side {
  readonly start: string;
  readonly way: 'OUT' | 'IN' | 'BOTH';
  readonly depth: Map<string, number>;
  frontier: string[];
  /** How many facts the entities of the frontier have; undefined until that is asked. */
  cost: number | undefined;
  reach = 0;
  isDone = false;

  constructor(start: string, way: 'OUT' | 'IN' | 'BOTH') {
    this.start = start;
    this.way = way;
    this.depth = new Map([[start, 0]]);
    this.frontier = [start];
  }
}
