import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { aggregateResolvers } from '../domain/aggregate/aggregate.resolvers.ts';
import { agreementResolvers } from '../domain/agreement/agreement.resolvers.ts';
import { changeResolvers } from '../domain/change/change.resolvers.ts';
import { claimResolvers } from '../domain/claim/claim.resolvers.ts';
import { contradictionResolvers } from '../domain/contradiction/contradiction.resolvers.ts';
import { countryResolvers } from '../domain/country/country.resolvers.ts';
import { dyadResolvers } from '../domain/dyad/dyad.resolvers.ts';
import { entityResolvers } from '../domain/entity/entity.resolvers.ts';
import { factResolvers } from '../domain/fact/fact.resolvers.ts';
import { neighborResolvers } from '../domain/neighbor/neighbor.resolvers.ts';
import { networkResolvers } from '../domain/network/network.resolvers.ts';
import { nodeResolvers } from '../domain/node/node.resolvers.ts';
import { organizationResolvers } from '../domain/organization/organization.resolvers.ts';
import { pathResolvers } from '../domain/path/path.resolvers.ts';
import { searchResolvers } from '../domain/search/search.resolvers.ts';
import { snapshotResolvers } from '../domain/snapshot/snapshot.resolvers.ts';
import { sourceResolvers } from '../domain/source/source.resolvers.ts';
import { structureResolvers } from '../domain/structure/structure.resolvers.ts';
import { SDL } from './generated/sdl.ts';
import { resolvingLazyFields } from './lazy.ts';
import { scalarResolvers } from './scalars.ts';

/** The public API: the SDL of schema/ with the resolvers of every concept. */
export function buildApi(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: SDL,
    resolvers: [
      scalarResolvers,
      nodeResolvers,
      entityResolvers,
      countryResolvers,
      dyadResolvers,
      neighborResolvers,
      organizationResolvers,
      aggregateResolvers,
      agreementResolvers,
      factResolvers,
      changeResolvers,
      claimResolvers,
      contradictionResolvers,
      sourceResolvers,
      structureResolvers,
      networkResolvers,
      pathResolvers,
      searchResolvers,
      snapshotResolvers,
    ],
    inheritResolversFromInterfaces: false,
  });
  return resolvingLazyFields(schema);
}
