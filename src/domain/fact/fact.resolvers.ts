import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../../model/errors.ts';
import { endText } from '../../model/claim.ts';
import { factType } from '../../model/registry.ts';
import { type At, DEFAULT_VIEW, idOf, viewBelow } from '../../model/view.ts';
import type { ClaimParent } from '../claim/claim.resolvers.ts';
import { claimsAlong } from '../ahead.ts';
import { toApi } from '../connection.ts';
import { contradictionsOf } from '../contradiction/contradiction.service.ts';
import type { Context } from '../context.ts';
import { endOf, type EntityParent } from '../entity/entity.resolvers.ts';
import { MAX_SIZE, type PageArgs, pageOf } from '../page.ts';
import type { FactInView } from './fact-view.ts';
import { type FactFilter, resolveFilter } from './filter.ts';
import { claimsOf } from './fact.service.ts';
import { searchFacts } from './search.service.ts';
import { after, type Soon } from '../soon.ts';

const isProperty = (fact: FactInView): boolean => !fact.hops && factType(fact.type).object === undefined;
const namesEntity = (fact: FactInView, qualifier: string): boolean =>
  !fact.hops && factType(fact.type).qualifiers?.[qualifier]?.entity === true;

export const factResolvers = {
  Fact: {
    id: (fact: FactInView) => idOf(fact.key, fact.view),
    subject: (fact: FactInView) => endOf(fact, 'subject'),
    object: (fact: FactInView) => (isProperty(fact) ? null : endOf(fact, 'object')),
    qualifiers: (fact: FactInView) =>
      Object.entries(fact.qualifiers).map(([name, value]) => ({
        name,
        value,
        entity: namesEntity(fact, name) ? ({ key: value, view: fact.view } satisfies EntityParent) : null,
      })),
    validFrom: (fact: FactInView) => fact.from?.text,
    validTo: (fact: FactInView) => endText(fact.to),
    knownSince: (fact: FactInView) => fact.knownSince.text,
    claims: (
      fact: FactInView,
      args: { at?: At | null; first: number | null },
      { reading }: Context,
    ): Soon<ClaimParent[]> => {
      const first = args.first ?? 10;
      if (first < 1 || first > MAX_SIZE)
        throw badInput('first', `${first} claims cannot be given at once. Ask for 1 to ${MAX_SIZE}.`);
      const view = viewBelow(fact.view, args.at);
      return after(claimsOf(reading, fact, view), (claims) => claims.slice(0, first).map((claim) => ({ claim, view })));
    },
    contradictions: (fact: FactInView, _: unknown, { reading }: Context) => contradictionsOf(reading, fact),
    derivedFrom: (fact: FactInView) => fact.hops ?? [],
  },
  Query: {
    facts: async (
      _: unknown,
      args: PageArgs & { where?: FactFilter | null; at?: At | null },
      { reading }: Context,
      info?: GraphQLResolveInfo,
    ) => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const page = pageOf(args, 'facts', claimsAlong(info));
      return toApi(
        await searchFacts(reading, await resolveFilter(reading, args.where, 'where'), view, page),
        (fact) => fact,
      );
    },
  },
};
