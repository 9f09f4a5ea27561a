import { type Day, FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { factType } from '../../model/registry.ts';
import type { FactInView } from '../fact/fact-view.ts';

/** A dated happening: the beginning or the end of a fact. */
export interface Happening {
  readonly on: string;
  readonly earliest: Day;
  readonly what: string;
  readonly fact: FactInView;
  /** Tells happenings of one day apart. */
  readonly key: string;
}

/** Words for the end of facts that end; other types are told by their beginning only. */
const ENDS: Readonly<Record<string, string>> = {
  MEMBER_OF: 'leaves, or changes standing in,',
  PARTY_TO: 'ceases to be a party to',
  TARGETS: 'ceases to be targeted by',
  DIPLOMATIC_MISSION_IN: 'closes a mission in',
  PARTICIPATES_IN: 'ceases to take part, or changes standing, in',
  BORDERS: 'ceases to border',
  ALLIED_WITH: 'ceases to be coded as allied with',
  DISPUTE_WITH: 'ends a dispute with',
  HOLDS_POSITION: 'leaves a position in',
  PART_OF: 'ceases to be part of',
};

/** What happened by a fact: that it began, and that it ended, as far as both are dated; within the days asked. */
export function happenings(
  fact: FactInView,
  nameOf: (key: string) => string,
  span: { first: Day; last: Day },
): Happening[] {
  const found: Happening[] = [];
  const { from, to } = fact;
  if (from && from.earliest > FIRST_DAY)
    found.push({ on: from.text, earliest: from.earliest, what: told(fact, nameOf), fact, key: `${fact.key} began` });
  const verb = fact.hops ? undefined : ENDS[fact.type];
  if (to && to !== 'open' && !fact.censored && to.latest < LAST_DAY && verb !== undefined)
    found.push({
      on: to.text,
      earliest: to.earliest,
      what: `${nameOf(fact.subject)} ${verb} ${nameOf(fact.object)}`,
      fact,
      key: `${fact.key} ended`,
    });
  return found.filter(({ earliest }) => earliest >= span.first && earliest <= span.last);
}

/** The fact as a short sentence. */
function told(fact: FactInView, nameOf: (key: string) => string): string {
  const subject = nameOf(fact.subject);
  if (fact.hops) return `${subject} ${fact.type.toLowerCase().replaceAll('_', ' ')} ${nameOf(fact.object)}`;
  const entry = factType(fact.type);
  const object = entry.object === undefined ? undefined : nameOf(fact.object);
  const detail = fact.qualifiers['standing'] ?? fact.qualifiers['sense'] ?? fact.qualifiers['title'];
  return [
    subject,
    entry.reads,
    fact.value?.toLowerCase().replaceAll('_', ' '),
    object,
    detail && `(${detail.toLowerCase()})`,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}
