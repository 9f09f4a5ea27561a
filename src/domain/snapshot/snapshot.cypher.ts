import { statement } from '../../store/port.ts';

/** What the graph holds: content sum, facts, entities, claims, when the last change was recorded. No row where it is empty. */
export const GRAPH_STATE = statement(
  'graph-state',
  `MATCH (m:Meta {key: 'graph'}) RETURN m.content, m.facts, m.entities, m.claims, m.recordedUpTo`,
);
