import { type Row, statement } from '../../store/port.ts';

/** What the graph holds: content sum, facts, entities, claims, when the last change was recorded. No row where it is empty. */
export const GRAPH_STATE = statement(
  'graph-state',
  `MATCH (m:Meta {key: 'graph'}) RETURN m.content, m.facts, m.entities, m.claims, m.recordedUpTo`,
);

/** What a row of GRAPH_STATE stands for in one text: another whenever anything was recorded, even what gives the same content. */
export const versionOf = (row: Row | undefined): string => (row ? `${row[0] as string}@${row[4] as number}` : '');
