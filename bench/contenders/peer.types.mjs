// The types a user of @neo4j/graphql would write over the same data. What it cannot say itself (groups, paths, claims of a
// relationship, counts by type) is Cypher in its directive, the same text the raw driver sends.
import { claimsText } from '../operations/claims.mjs';
import { counting } from '../operations/common.mjs';
import { groupedText } from '../operations/grouped.mjs';
import { pathText } from '../operations/paths.mjs';

const cypher = (text, column) => `@cypher(statement: """${text}""", columnName: "${column}")`;

const degrees = `MATCH (this)-[d]-(:Entity)
  WHERE d.status <= 3 AND ($day IS NULL OR (${counting('d', true)}))
  WITH type(d) AS type, startNode(d) = this AS isOut, count(d) AS count
  RETURN {type: type, direction: CASE WHEN isOut THEN 'OUT' ELSE 'IN' END, count: count} AS degree`;

/** Of the graph as it stands, only read: no mutations are made, and no filters that are out of date. */
export const FEATURES = { excludeDeprecatedFields: true };

const ENTITY = `key: ID! name: String! aliases: String names: String description: String
  degrees(day: Int): [Degree!]! ${cypher(degrees, 'degree')}`;

export const TYPES = `
extend schema @mutation(operations: [])

type Degree { type: String! direction: String! count: Int! }
type Path { keys: [ID!]! evidence: Int! }
type Grouped { type: String! year: Int count: Int! }
type FactWithClaims { key: ID! claims: [ClaimOfFact!]! }
type ClaimOfFact { key: ID! mood: Int! body: String! source: ID! title: String! }

type Tie @relationshipProperties {
  key: ID! status: Int! from1: Int! from2: Int! to1: Int! to2: Int! begins: Int! sources: Int!
  role: String @alias(property: "q_role")
  standing: String @alias(property: "q_standing")
}

type Entity @node @fulltext(indexes: [{ indexName: "bench_names", queryName: "entitiesByName", fields: ["name", "aliases", "names"] }]) {
  ${ENTITY}
  owners: [Entity!]! @relationship(type: "PART_OF", direction: OUT, properties: "Tie")
}
type Country @node(labels: ["Entity", "Country"]) {
  ${ENTITY}
  agreements: [Agreement!]! @relationship(type: "PARTY_TO", direction: OUT, properties: "Tie")
  memberships: [Entity!]! @relationship(type: "MEMBER_OF", direction: OUT, properties: "Tie")
}
type Organization @node(labels: ["Entity", "Organization"]) {
  ${ENTITY}
  category: String
  agreements: [Agreement!]! @relationship(type: "PARTY_TO", direction: OUT, properties: "Tie")
  members: [Entity!]! @relationship(type: "MEMBER_OF", direction: IN, properties: "Tie")
}
type Agreement @node(labels: ["Entity", "Agreement"]) {
  ${ENTITY}
  agreementKind: String signed: Int signedBy: Int
  parties: [Entity!]! @relationship(type: "PARTY_TO", direction: IN, properties: "Tie")
}
type Code @node {
  code: String! entity: ID! from1: Int! to2: Int!
  bearer: Country ${cypher('MATCH (e:Entity {key: this.entity}) RETURN e', 'e')}
}

type Query {
  path(from: ID!, to: ID!): Path ${cypher(pathText(false), 'path')}
  pathOnDay(from: ID!, to: ID!, day: Int!): Path ${cypher(pathText(true), 'path')}
  grouped(key: ID!): [Grouped!]! ${cypher(groupedText(false), 'found')}
  groupedOnDay(key: ID!, day: Int!): [Grouped!]! ${cypher(groupedText(true), 'found')}
  facts(key: ID!): [FactWithClaims!]! ${cypher(claimsText(false), 'found')}
  factsOnDay(key: ID!, day: Int!): [FactWithClaims!]! ${cypher(claimsText(true), 'found')}
}
`;
