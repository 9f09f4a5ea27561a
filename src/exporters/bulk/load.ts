import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Batch } from '../../domain/record/record.service.ts';
import type { ClaimContent } from '../../model/claim.ts';
import { EntenteError } from '../../model/errors.ts';
import { KIND_LABEL } from '../../model/registry.ts';
import { canonicalSource } from '../../model/source.ts';
import type { Params } from '../../store/port.ts';
import { BulkFolder } from './folder.ts';
import { homeOf } from './home.ts';
import { KeySet } from './key-set.ts';
import { type Maker, Recorder } from './recorder.ts';
import { Spill } from './spill.ts';

/** What was written: how many of each, and the content sum of the graph they make. */
export interface Written {
  readonly entities: number;
  readonly claims: number;
  readonly facts: number;
  readonly content: string;
}

/** Told how much of how much is done. */
export type Told = (done: number, total: number) => void;

/** Claims, or parts of entities, recorded together. */
const STEP = 1000;

type EntityGiven = NonNullable<Batch['entities']>[number];
/** What is put aside of an entity: what a contributor says of it, or between which days it was signed. */
type Aside = readonly [contributor: string, part: EntityGiven['part']] | Params;

const isSaid = (aside: Aside): aside is readonly [string, EntityGiven['part']] => Array.isArray(aside);

/**
 * A first load while it is gathered from batches as `record` takes them, without a graph: its files hold what recording
 * each in turn would have made. Claims are put aside on disk by where they belong, so memory does not grow with their
 * number: it holds 12 to 24 bytes an entity, and one of the parts at a time.
 */
export class BulkLoad {
  readonly #folder: BulkFolder;
  readonly #aside: string;
  readonly #claims: Spill;
  readonly #entities: Spill;
  readonly #keys = new KeySet();
  readonly #recorder: Recorder;
  readonly #sources = new Map<string, string>();
  readonly #marks = new Map<string, string>();
  readonly #signatures = new Map<string, Params>();
  #given = 0;

  /** `now`: when all of it counts as recorded, milliseconds. `parts`: into how many files records are put aside. */
  constructor(path: string, { now, parts = 256 }: { readonly now: number; readonly parts?: number }) {
    this.#folder = new BulkFolder(path);
    this.#aside = join(path, 'aside');
    this.#claims = new Spill(join(this.#aside, 'claims'), parts);
    this.#entities = new Spill(join(this.#aside, 'entities'), parts);
    this.#recorder = new Recorder(this.#maker(), now);
  }

  #maker(): Maker {
    const folder = this.#folder;
    return {
      isEntity: (key) => this.#keys.has(key),
      source: (properties) => folder.node('Source', properties),
      mark: (key, value) => void this.#marks.set(key, value),
      entity: (kind, key, properties) =>
        folder.entity(KIND_LABEL[kind], key, { ...properties, ...this.#signatures.get(key) }),
      node: (label, properties) => folder.node(label, properties),
      fact: (type, subject, object, properties) => folder.relationship(type, subject, object, properties),
      signed: (key, properties) => this.#entities.add(key, properties),
    };
  }

  /** Whether an entity was given. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /**
   * Takes a batch of any size; what its claims name may come later. Rejects with BAD_DATA where it retracts something, or
   * has a source in another version than before: that takes a graph to change.
   */
  async add(batch: Batch): Promise<void> {
    this.#mustOnlyAdd(batch);
    const { sources, mark, entities = [], claims = [] } = batch;
    if ((sources?.length ?? 0) > 0 || mark) await this.#recorder.record({ sources, mark });
    for (const { key, contributor, part } of entities) {
      this.#keys.add(key);
      this.#entities.add(key, [contributor, part] satisfies Aside);
    }
    for (const claim of claims) this.#claims.add(homeOf(claim), claim);
    this.#given += entities.length + claims.length;
  }

  #mustOnlyAdd({ retract, sources }: Batch): void {
    if (retract && retract.length > 0)
      throw new EntenteError(
        'BAD_DATA',
        `${retract.length} claims are to be retracted, the first ${retract[0]}: a first load only adds. Load into a graph instead.`,
      );
    for (const source of sources ?? []) {
      const canonical = canonicalSource(source);
      if ((this.#sources.get(source.key) ?? canonical) !== canonical)
        throw new EntenteError(
          'BAD_DATA',
          `${source.key} comes in two versions: a first load takes a source once. Give one of them, or load into a graph.`,
        );
      this.#sources.set(source.key, canonical);
    }
  }

  /** Writes the files. Rejects with BAD_DATA as `record` does; then nothing is left in the folder. */
  async finish(told: Told = () => undefined): Promise<Written> {
    let done = 0;
    const tell = (more: number): void => told((done += more), this.#given);
    const written = { entities: 0, claims: 0, facts: 0 };
    // Claims first: what they tell of their agreements is part of those.
    for await (const part of this.#claims.parts<ClaimContent>())
      for (const claims of steps(part)) {
        const { claimsAdded, factsAdded } = await this.#recorder.record({ claims });
        written.claims += claimsAdded;
        written.facts += factsAdded;
        tell(claims.length);
      }
    for await (const part of this.#entities.parts<Aside>()) {
      this.#signatures.clear();
      for (const entities of steps(this.#described(part))) {
        written.entities += (await this.#recorder.record({ entities })).entitiesAdded;
        tell(entities.length);
      }
    }
    for (const [key, value] of this.#marks) this.#folder.node('Meta', { key, value });
    const { graph } = this.#recorder;
    this.#folder.node('Meta', { key: 'graph', ...graph });
    rmSync(this.#aside, { recursive: true, force: true });
    this.#folder.close();
    return { ...written, content: graph['content'] as string };
  }

  /** What is said of entities, one after another; notes when they were signed. */
  *#described(part: Iterable<readonly [string, readonly Aside[]]>): Generator<readonly [string, EntityGiven[]]> {
    for (const [key, asides] of part) {
      for (const aside of asides) if (!isSaid(aside)) this.#signatures.set(key, aside);
      yield [key, asides.filter(isSaid).map(([contributor, about]) => ({ key, contributor, part: about }))];
    }
  }

  /** Gives up: removes all that was written. */
  abandon(): void {
    this.#folder.abandon();
  }
}

/** Records, as many to a step as fit; those of one home stay together. */
function* steps<T>(homes: Iterable<readonly [string, readonly T[]]>): Generator<T[]> {
  let step: T[] = [];
  for (const [, list] of homes) {
    if (step.length > 0 && step.length + list.length > STEP) {
      yield step;
      step = [];
    }
    for (const each of list) step.push(each);
  }
  if (step.length > 0) yield step;
}
