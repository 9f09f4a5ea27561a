import {
  canonicalEntity,
  codeBounds,
  type Entity,
  type EntityPart,
  foldName,
  layTogether,
} from '../../model/entity.ts';
import { EntenteError } from '../../model/errors.ts';
import { type EntityKind, kindOfKey } from '../../model/registry.ts';
import type { Params, Value, Writer } from '../../store/port.ts';
import {
  CREATE_CODES,
  CREATE_ENTITIES,
  CREATE_NAMES,
  DROP_CODES,
  DROP_NAMES,
  READ_PARTS,
  REPLACE_ENTITIES,
} from './record.cypher.ts';
import type { Ledger } from './ledger.ts';

interface Given {
  readonly key: string;
  readonly contributor: string;
  readonly part: EntityPart;
}

/** Creates entities, and lays what is new about known ones to what other contributors said; returns how many are new. */
export async function putEntities(writer: Writer, given: readonly Given[], ledger: Ledger): Promise<number> {
  if (given.length === 0) return 0;
  const parts = await readParts(writer, [...new Set(given.map(({ key }) => key))]);
  const changed = new Set<string>();
  const before = new Map([...parts].map(([key, known]) => [key, layTogether(key, known)]));
  for (const { key, contributor, part } of given) {
    if (!kindOfKey(key)) throw new EntenteError('BAD_DATA', `"${key}" is not the key of an entity.`);
    if (JSON.stringify(parts.get(key)?.get(contributor)) !== JSON.stringify(part)) changed.add(key);
    parts.set(key, new Map(parts.get(key)).set(contributor, part));
  }

  const created = new Map<EntityKind, Params[]>();
  const replaced: Params[] = [];
  const dropped: Entity[] = [];
  const put: Entity[] = [];
  for (const [key, known] of parts) {
    const entity = layTogether(key, known);
    const old = before.get(key);
    const row = { key, props: entityProperties(entity, known) };
    if (!old) {
      const kind = kindOfKey(key) as EntityKind;
      created.set(kind, [...(created.get(kind) ?? []), row]);
    } else {
      if (!changed.has(key)) continue;
      ledger.content.subtract(canonicalEntity(old));
      replaced.push(row);
      dropped.push(old);
    }
    ledger.content.add(canonicalEntity(entity));
    put.push(entity);
  }

  let added = 0;
  for (const [kind, rows] of created) {
    await writer.run(CREATE_ENTITIES[kind], { rows });
    added += rows.length;
  }
  if (replaced.length > 0) await writer.run(REPLACE_ENTITIES, { rows: replaced });
  if (dropped.length > 0) {
    await writer.run(DROP_CODES, { rows: dropped.flatMap(codeRows).map(({ code, entity }) => ({ code, entity })) });
    await writer.run(DROP_NAMES, { rows: dropped.flatMap(nameRows).map(({ fold, entity }) => ({ fold, entity })) });
  }
  await writer.run(CREATE_CODES, { rows: put.flatMap(codeRows) });
  await writer.run(CREATE_NAMES, { rows: put.flatMap(nameRows) });
  ledger.entities += added;
  return added;
}

async function readParts(
  writer: Writer,
  keys: readonly string[],
): Promise<Map<string, ReadonlyMap<string, EntityPart>>> {
  const rows = await writer.run(READ_PARTS, { keys });
  return new Map(
    rows.map(([key, parts]) => [
      key as string,
      new Map(Object.entries(JSON.parse(parts as string) as Record<string, EntityPart>)),
    ]),
  );
}

/** Properties of an entity's node. Lists and maps are JSON texts: a property holds scalars. */
function entityProperties(entity: Entity, parts: ReadonlyMap<string, EntityPart>): Params {
  const { name, names, aliases, description, codes, agreementKind, category, latitude, longitude } = entity;
  const properties: Record<string, Value | undefined> = {
    name,
    fold: foldName(name),
    names: Object.keys(names).length > 0 ? JSON.stringify(names) : undefined,
    aliases: aliases.length > 0 ? JSON.stringify(aliases) : undefined,
    codes: codes.length > 0 ? JSON.stringify(codes) : undefined,
    description,
    agreementKind,
    category,
    latitude,
    longitude,
    parts: JSON.stringify(Object.fromEntries(parts)),
  };
  return Object.fromEntries(Object.entries(properties).map(([property, value]) => [property, value ?? null]));
}

function codeRows(
  entity: Entity,
): { code: string; entity: string; from1: number; from2: number; to1: number; to2: number }[] {
  return entity.codes.map((code) => ({
    code: `${code.scheme}:${code.value}`,
    entity: entity.key,
    ...codeBounds(code),
  }));
}

/** Names but the main one, by which the entity's own node is found. */
function nameRows(entity: Entity): { fold: string; entity: string; name: string }[] {
  const byFold = new Map(
    [...Object.values(entity.names), ...entity.aliases].toReversed().map((name) => [foldName(name), name]),
  );
  return [...byFold]
    .filter(([fold]) => fold !== '' && fold !== foldName(entity.name))
    .map(([fold, name]) => ({ fold, entity: entity.key, name }));
}
