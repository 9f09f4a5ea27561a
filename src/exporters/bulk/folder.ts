import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EntenteError } from '../../model/errors.ts';
import type { Params } from '../../store/port.ts';
import { ARGUMENTS, argumentsText } from './arguments.ts';
import { usualColumns } from './columns.ts';
import { Table } from './table.ts';

/**
 * A folder of the CSV files that `neo4j-admin database import full` takes, while it is written, and of the arguments that
 * tell it what they are.
 */
export class BulkFolder {
  readonly path: string;
  readonly #nodes = new Map<string, Table>();
  readonly #relationships = new Map<string, Table>();

  /** Rejects with BAD_USER_INPUT where the folder holds anything. */
  constructor(path: string) {
    if (existsSync(path) && readdirSync(path).length > 0)
      throw new EntenteError(
        'BAD_USER_INPUT',
        `${path} is not empty. Name a folder that is empty or not there; nothing was written.`,
      );
    mkdirSync(path, { recursive: true });
    this.path = path;
  }

  /** Adds an entity, which relationships can be tied to by its key. */
  entity(label: string, key: string, properties: Params): void {
    this.#table(this.#nodes, `Entity:${label}`, `entities-${label}`, ['key:ID(Entity)']).add([key], properties);
  }

  /** Adds any other node. */
  node(label: string, properties: Params): void {
    this.#table(this.#nodes, label, `nodes-${label}`, []).add([], properties);
  }

  relationship(type: string, subject: string, object: string, properties: Params): void {
    this.#table(this.#relationships, type, `facts-${type}`, [':START_ID(Entity)', ':END_ID(Entity)']).add(
      [subject, object],
      properties,
    );
  }

  #table(tables: Map<string, Table>, labels: string, name: string, headers: readonly string[]): Table {
    const known = tables.get(labels);
    if (known) return known;
    const table = new Table(this.path, name, headers, usualColumns(labels));
    tables.set(labels, table);
    return table;
  }

  /** Writes all there is, and the arguments last, so that a folder that has them is whole. */
  close(): void {
    const tables = [...this.#nodes.values(), ...this.#relationships.values()];
    const text = argumentsText({
      nodes: [...this.#nodes].map(([labels, table]) => [labels, table.close()]),
      relationships: [...this.#relationships].map(([type, table]) => [type, table.close()]),
      hasLines: tables.some(({ hasLines }) => hasLines),
      longest: Math.max(0, ...tables.map(({ longest }) => longest)),
    });
    writeFileSync(join(this.path, ARGUMENTS), text);
  }

  /** Removes all that was written. */
  abandon(): void {
    for (const name of readdirSync(this.path)) rmSync(join(this.path, name), { recursive: true, force: true });
  }
}
