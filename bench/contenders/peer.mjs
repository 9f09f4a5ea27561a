// The peer: @neo4j/graphql on Apollo Server and Fastify, as its documentation sets it up. A process of its own.
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import { Neo4jGraphQL } from '@neo4j/graphql';
import Fastify from 'fastify';
import neo4j from 'neo4j-driver';
import { FEATURES, TYPES } from './peer.types.mjs';

const driver = neo4j.driver(process.env.NEO4J_URI);
const schema = await new Neo4jGraphQL({ typeDefs: TYPES, driver, features: FEATURES }).getSchema();
const apollo = new ApolloServer({ schema });
await apollo.start();
const app = Fastify();
await app.register(fastifyApollo(apollo), { path: '/graphql', method: ['GET', 'POST'], context: async () => ({}) });
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
