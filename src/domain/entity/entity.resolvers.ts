import type { GraphQLResolveInfo } from 'graphql';
import { endText } from '../../model/claim.ts';
import type { DatedCode } from '../../model/entity.ts';
import {
  type EntityKind,
  type FactType,
  isDerivedType,
  isRecordedType,
  KIND_LABEL,
  kindOfKey,
} from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, exactDayOf, idOf, type View, viewBelow } from '../../model/view.ts';
import { alongFacts, isNothingElseAsked, resolveAhead } from '../ahead.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import { type EntityFilter, NO_CONDITIONS, resolveEnd } from '../fact/filter.ts';
import { searchFacts } from '../fact/search.service.ts';
import type { FactInView, LinkInView } from '../fact/fact-view.ts';
import { degreesOf, linksOf } from '../fact/of-entity.service.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { after, type Soon } from '../soon.ts';
import {
  codesOf,
  entityByKey,
  type EntityRow,
  isOfKind,
  keyIn,
  nameIn,
  type Ref,
  resolveRef,
} from './entity.service.ts';
import { listEntities, reasonsFor } from './list.service.ts';

/** An entity on its way into an answer: its key and view; the rest is fetched when a field needs it. */
export interface EntityParent {
  readonly key: string;
  readonly view: View;
  readonly row?: EntityRow;
  /** Its main name, and the kind of an agreement, where they came along with something else. */
  readonly name?: string;
  readonly agreementKind?: string;
}

/** The row behind a parent: at hand, or fetched together with those of its siblings. */
export function rowOf(parent: EntityParent, { reading }: Context): Soon<EntityRow> {
  return after(parent.row ?? entityByKey(reading, parent.key), (row) => {
    if (!row) throw new TypeError(`${parent.key} is named but not there`);
    return row;
  });
}

/** The GraphQL type of an entity, by its key. */
export const typeOfEntity = ({ key }: EntityParent): string => KIND_LABEL[kindOfKey(key) as EntityKind];

const codeToApi = ({ scheme, value, from, to }: DatedCode) => ({
  scheme,
  value,
  validFrom: from?.text ?? null,
  validTo: endText(to) ?? null,
});

/** Fields every kind of entity has. */
const entityFields = {
  id: ({ key, view }: EntityParent) => idOf(key, view),
  kind: ({ key }: EntityParent) => kindOfKey(key),
  name: (parent: EntityParent, { lang }: { lang?: string[] | null }, context: Context) =>
    parent.name !== undefined && !lang
      ? parent.name
      : after(rowOf(parent, context), (row) => nameIn(row, lang ?? undefined)),
  aliases: async (parent: EntityParent, _: unknown, context: Context) => {
    const { name, names, aliases } = await rowOf(parent, context);
    return [...new Set([...Object.values(names), ...aliases])].filter((alias) => alias !== name);
  },
  description: async (parent: EntityParent, _: unknown, context: Context) => (await rowOf(parent, context)).description,
  codes: async (
    parent: EntityParent,
    { scheme, on }: { scheme?: string | null; on?: string | null },
    context: Context,
  ) => codesOf(await rowOf(parent, context), scheme ?? undefined, on ? exactDayOf('on', on) : undefined).map(codeToApi),
  facts: async (
    parent: EntityParent,
    args: PageArgs & { types?: FactType[] | null; direction: 'OUT' | 'IN' | 'BOTH'; at?: At | null },
    { reading }: Context,
    info?: GraphQLResolveInfo,
  ) => {
    const view = viewBelow(parent.view, args.at);
    const direction = args.direction ?? 'BOTH';
    const page = pageOf(args, 'facts', alongFacts(info, direction));
    const types = args.types?.filter(isRecordedType);
    const derived = args.types?.filter(isDerivedType) ?? [];
    const found =
      derived.length === 0
        ? await linksOf(reading, parent.key, { types, direction }, view, page)
        : await searchFacts(reading, { ...NO_CONDITIONS, types: types ?? [], derived }, view, page, {
            touching: { keys: new Set([parent.key]), direction },
          });
    return toApi<LinkInView | FactInView, LinkInView | FactInView, object>(found, (fact) => fact);
  },
  degrees: async (parent: EntityParent, args: { at?: At | null }, { reading }: Context) =>
    degreesOf(reading, parent.key, viewBelow(parent.view, args.at)),
};

export const entityResolvers = {
  Entity: { __resolveType: typeOfEntity },
  Person: entityFields,
  Item: entityFields,
  LegalInstrument: entityFields,
  Sanction: entityFields,
  Event: entityFields,
  Query: {
    entity: (_: unknown, args: { ref: Ref; at?: At | null }, context: Context, info?: GraphQLResolveInfo) =>
      entityOf(args, context, undefined, info && { info, resolvers: { facts: entityFields.facts } }),
    entities: async (
      _: unknown,
      args: PageArgs & { where?: EntityFilter | null; at?: At | null },
      { reading }: Context,
    ) => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const page = pageOf(args, 'entities');
      const where = await resolveEnd(reading, args.where, 'where');
      return toApi(
        await listEntities(reading, where, view, page),
        (row): EntityParent => ({ key: row.key, view, row }),
        (row) => ({
          because: ({ first }: { first?: number | null }) => reasonsFor(reading, row.key, where, view, first ?? 10),
        }),
      );
    },
  },
};

type Resolvers = Parameters<typeof resolveAhead<EntityParent, Context>>[1];

/**
 * The entity a field's arguments name, of the kinds it may be; null where there is none. Named by its key, what is asked below
 * is fetched while it is made sure that it is there, or makes it sure.
 */
export async function entityOf(
  args: { ref: Ref; at?: At | null },
  context: Context,
  kinds?: readonly EntityKind[],
  ahead?: { readonly info: GraphQLResolveInfo; readonly resolvers: Resolvers },
): Promise<EntityParent | null> {
  const view = viewBelow(DEFAULT_VIEW, args.at);
  const key = keyIn(args.ref);
  const named = key !== undefined && isOfKind(key, kinds) ? { key, view } : undefined;
  const below = named && ahead && resolveAhead(ahead.info, ahead.resolvers, named, context);
  if (named && ahead && isNothingElseAsked(ahead.info, new Set([...OF_KEY, ...Object.keys(ahead.resolvers)]))) {
    // What was fetched of it tells that it is there.
    await below;
    if (context.reading.isNoted(named.key)) return named;
  }
  const found = await resolveRef(context.reading, args.ref, 'ref', kinds);
  return found === undefined ? null : { key: found, view };
}

/** Fields that the key tells. */
const OF_KEY = ['__typename', 'id', 'key', 'kind'];

/** The end of a fact as a parent. */
export const endOf = (fact: LinkInView | FactInView, end: 'subject' | 'object'): EntityParent => ({
  key: fact[end],
  view: fact.view,
  name: fact.names?.[end],
});

export { entityFields };
