import { describe, expect, it } from '@jest/globals';
import { lint } from '../support/cypher-lint.ts';

const rules = (text: string): number[] => [...new Set(lint(text).map(({ rule }) => rule))];

describe('the lint catches', () => {
  it.each([
    [
      'OPTIONAL MATCH after EXISTS',
      1,
      'MATCH (a:A) WHERE EXISTS { MATCH (a)-[p:R]->(q:B) } OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN a.key, b.key',
    ],
    [
      'OPTIONAL MATCH after NOT EXISTS, one WITH in between',
      1,
      'MATCH (a:A) WHERE a.x = 1 AND NOT EXISTS { (a)<-[p:R]-(q:B) } WITH a OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN b.key',
    ],
    [
      'OPTIONAL MATCH after COUNT',
      1,
      'MATCH (a:A) WHERE COUNT { (a)<-[p:R]-(q:B) } = 0 OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN b.key',
    ],
    [
      'OPTIONAL MATCH after a pattern as a condition',
      1,
      'MATCH (a:A) WHERE NOT (a)<-[:R]-(:B) OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN b.key',
    ],
    [
      'OPTIONAL MATCH with EXISTS of its own',
      1,
      'MATCH (a:A) OPTIONAL MATCH (a)-[r:R]->(b:B) WHERE EXISTS { (b)-[p:R]->(q:B) } RETURN b.key',
    ],
    [
      'OPTIONAL MATCH with a pattern of its own',
      1,
      'MATCH (a:A) OPTIONAL MATCH (a)-[r:R]->(b:B) WHERE (b)-[:S]->(a) RETURN b.key',
    ],
    [
      'the same within a subquery',
      1,
      'MATCH (a:A) CALL (a) { MATCH (a)-[r:R]->(b:B) WHERE (b)--(a) OPTIONAL MATCH (b)-[s:S]->(c:C) RETURN c.key AS k } RETURN k',
    ],
    [
      'a name made in EXISTS and used after it',
      2,
      'MATCH (a:A) WHERE EXISTS { (a)<-[r:R]-(x:B) } MATCH (a)-[r:R]->(b:B) RETURN b.key',
    ],
    [
      'a name made in two EXISTS',
      2,
      'MATCH (a:A) WHERE EXISTS { (a)<-[p:R]-(x:B) } OR EXISTS { (a)-[q:R]->(x:B) } RETURN a.key',
    ],
    ['a name made in COUNT and given to the number', 2, 'MATCH (a:A) RETURN COUNT { (a)<-[p:R]-(n:B) } AS n'],
    ['a node without a label', 3, 'MATCH (a:A)-[r:R]->(b) RETURN b.key'],
    ['an empty node', 3, 'MATCH (a:A)-[r:R]->() RETURN a.key'],
    ['a node without a label in EXISTS', 3, 'MATCH (a:A) WHERE EXISTS { (a)-[p:R]->(q {key: 1}) } RETURN a.key'],
    ['a node without a label in COUNT, two steps away', 3, 'MATCH (a:A) RETURN COUNT { (a)-[:R]->(b)-[:R]->(c) } AS k'],
    [
      'a node without a label in COUNT with a condition',
      3,
      'MATCH (a:A) RETURN COUNT { MATCH (a)-[:R]->(b) WHERE b.x = 1 } AS k',
    ],
    ['a node without a label in a condition', 3, 'MATCH (a:A) WHERE NOT (a)-[:R]->() RETURN a.key'],
    ['a node without a label in a comprehension', 3, 'MATCH (a:A) RETURN [(a)-[p:R]->(q) | q.key] AS ks'],
    [
      'a node without a label within shortestPath',
      3,
      'MATCH (a:A) MATCH p = shortestPath((a)-[:R*..6]-(b)) RETURN length(p)',
    ],
    ['a node that is made without a label', 3, 'CREATE (a {key: 1}) RETURN a.key'],
    ['a variable that WITH let go', 3, 'MATCH (a:A)-[r:R]->(b:B) WITH a MATCH (b)-[s:S]->(a) RETURN s.key'],
    ['a variable of the other half of a UNION', 3, 'MATCH (a:A) RETURN a.key AS k UNION MATCH (a) RETURN a.key AS k'],
    [
      'a variable a subquery does not take in',
      3,
      'MATCH (a:A) CALL () { MATCH (a)-[r:R]->(b:B) RETURN b.key AS k } RETURN k',
    ],
    ['a bare sum', 5, 'MATCH (a:A) RETURN sum(a.x) AS total'],
    ['a sum with another default', 5, 'MATCH (a:A) RETURN coalesce(sum(a.x), 1) AS total'],
    ['a sum deep inside coalesce', 5, 'MATCH (a:A) RETURN coalesce(1 + sum(a.x), 0) AS total'],
    [
      'properties set from a relationship itself',
      8,
      'MATCH (a:A)-[r:R]->(b:B) MATCH (c:C) CREATE (a)-[n:R]->(c) SET n = r DELETE r',
    ],
    ['properties added from a node itself', 8, 'MATCH (a:A) MATCH (b:B) SET a.x = 1, b += a RETURN b.key'],
    ['a parameter', 14, 'MATCH (a:A) WHERE a.key IN $in RETURN a.key'],
    ['an alias', 14, 'MATCH (a:A) RETURN a.key AS where'],
    ['a name of UNWIND', 14, 'UNWIND $rows AS set MATCH (a:A) RETURN a.key'],
    ['a property', 14, 'MATCH (a:A) WHERE a.set = 1 RETURN a.key'],
    ['a property, in capitals', 14, 'MATCH (a:A) RETURN a.IN'],
    ['a key of a map', 14, 'MATCH (a:A {set: 1}) RETURN a.key'],
    ['a property in a projection', 14, 'MATCH (a:A) RETURN a{.key, .is} AS m'],
    ['a variable of a node', 14, 'MATCH (or:A) RETURN 1 AS n'],
    ['a variable of a comprehension', 14, 'MATCH (a:A) RETURN [in IN a.xs | 1] AS n'],
    ['a variable that reads as a function', 14, 'MATCH (any:A) RETURN any.key'],
  ])('%s: rule %i', (_, rule, text) => {
    expect(rules(text)).toEqual([rule]);
  });
});

describe('the lint lets pass', () => {
  it.each([
    [
      'EXISTS after the last OPTIONAL MATCH',
      'MATCH (a:A) OPTIONAL MATCH (a)-[r:R]->(b:B) WITH a, b WHERE EXISTS { (a)-[p:S]->(q:B) } RETURN b.key',
    ],
    [
      'OPTIONAL MATCH after WITH DISTINCT',
      'MATCH (a:A) WHERE EXISTS { (a)-[p:S]->(q:B) } WITH DISTINCT a OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN b.key',
    ],
    [
      'OPTIONAL MATCH in a subquery of its own',
      'MATCH (a:A) WHERE EXISTS { (a)-[p:S]->(q:B) } CALL (a) { OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN collect(b.key) AS ks } RETURN ks',
    ],
    [
      'OPTIONAL MATCH in the other half of a UNION',
      'MATCH (a:A) WHERE (a)-[:S]->(:B) RETURN a.key AS k UNION MATCH (a:A) OPTIONAL MATCH (a)-[r:R]->(b:B) RETURN b.key AS k',
    ],
    [
      'a node bound before, in EXISTS',
      'MATCH (a:A) WHERE EXISTS { MATCH (a)-[p:S]->(q:B) WHERE p.x = a.x } RETURN a.key',
    ],
    [
      'a name that is a property, key or type elsewhere',
      'MATCH (a:A {q: 1}) WHERE EXISTS { (a)-[p:S]->(q:B) } RETURN a.q, a.p',
    ],
    [
      'a node handed on under another name',
      'MATCH (a:A)-[r:R]->(b:B) WITH r, startNode(r) AS s, b AS o MATCH (s)-[t:T]->(o) RETURN t.key',
    ],
    ['a node handed on with all others', 'MATCH (a:A) WITH *, 1 AS n MATCH (a)-[r:R]->(b:B) RETURN n, b.key'],
    [
      'a node a subquery takes in, and what it returns',
      'MATCH (a:A) CALL (a) { MATCH (a)-[r:R]->(b:B) RETURN b } MATCH (b)-[s:S]->(c:C) RETURN c.key',
    ],
    ['several labels, a map, a relationship without a name', 'MATCH (:A:B {key: $k})-[:R|S*1..3]->(b:B) RETURN b.key'],
    [
      'the other end of what COUNT counts',
      'MATCH (a:A) RETURN COUNT { (a)-[:R|S]->(b) } AS k, COUNT { (a)<-[:R]-() } AS l',
    ],
    ['brackets that are no pattern', 'MATCH (a:A) WHERE (true) AND (a.x = 1 OR (a.y) - 1 > 0) RETURN count(a)'],
    ['a sum that is safe', 'MATCH (a:A) RETURN coalesce(sum(CASE WHEN a.x IS NULL THEN 0 ELSE 1 END), 0) AS n'],
    ['properties() of another', 'MATCH (a:A)-[r:R]->(b:B) CREATE (a)-[n:R]->(b) SET n = properties(r) DELETE r'],
    [
      'a map set to an element',
      'UNWIND $rows AS row MERGE (a:A {key: row.key}) ON CREATE SET a.x = 0 SET a += row, a = row.props RETURN a.key',
    ],
    [
      'names that only hold a keyword',
      'MATCH (a:A) WHERE a.from1 <= $until AND a.recorded IN $ins RETURN a.settled AS ending',
    ],
    [
      'keywords where they belong',
      "MATCH (a:A) WHERE a.x STARTS WITH 'in' AND NOT a.y IS NULL RETURN CASE WHEN a.z THEN null ELSE false END AS z ORDER BY z",
    ],
    [
      'texts, whatever is in them',
      "MATCH (a:A) WHERE a.x = 'MATCH (b) SET a = b, sum(1)' RETURN a.key // OPTIONAL MATCH (b)",
    ],
  ])('%s', (_, text) => {
    expect(lint(text)).toEqual([]);
  });
});
