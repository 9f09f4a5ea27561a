import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { agreementResolvers } from '../domain/agreement/agreement.resolvers.ts';
import { changeResolvers } from '../domain/change/change.resolvers.ts';
import { claimResolvers } from '../domain/claim/claim.resolvers.ts';
import { contradictionResolvers } from '../domain/contradiction/contradiction.resolvers.ts';
import { countryResolvers } from '../domain/country/country.resolvers.ts';
import { entityResolvers } from '../domain/entity/entity.resolvers.ts';
import { factResolvers } from '../domain/fact/fact.resolvers.ts';
import { nodeResolvers } from '../domain/node/node.resolvers.ts';
import { organizationResolvers } from '../domain/organization/organization.resolvers.ts';
import { snapshotResolvers } from '../domain/snapshot/snapshot.resolvers.ts';
import { sourceResolvers } from '../domain/source/source.resolvers.ts';
import { SDL } from './generated/sdl.ts';
import { scalarResolvers } from './scalars.ts';

/** The public API: the SDL of schema/ with the resolvers of every concept. */
export function buildApi(): GraphQLSchema {
  return makeExecutableSchema({
    typeDefs: SDL,
    resolvers: [
      scalarResolvers,
      nodeResolvers,
      entityResolvers,
      countryResolvers,
      organizationResolvers,
      agreementResolvers,
      factResolvers,
      changeResolvers,
      claimResolvers,
      contradictionResolvers,
      sourceResolvers,
      snapshotResolvers,
    ],
    inheritResolversFromInterfaces: false,
  });
}
