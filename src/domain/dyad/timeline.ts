import { type Day, FIRST_DAY, isoFromDay, LAST_DAY } from '../../model/day.ts';
import { lastsAsLongAs } from '../../model/life.ts';
import { factType, terms as valuesOf } from '../../model/registry.ts';
import type { FactInView } from '../fact/fact-view.ts';
import { toldBeginning, toldEnd } from '../fact/words.ts';

/** A dated happening: the beginning or the end of a fact. */
export interface Happening {
  readonly on: string;
  /** Where it stands in time: its first possible day, or where only a last one is known, that. */
  readonly earliest: Day;
  readonly what: string;
  readonly fact: FactInView;
  /** Tells happenings of one day apart, and puts them in order: signed before ratified, ratified before in force. */
  readonly key: string;
}

interface Dated {
  readonly text: string;
  readonly earliest: Day;
  readonly latest: Day;
}

/** What happened by a fact: that it began, and that it ended, as far as both are dated; within the days asked. */
export function happenings(
  fact: FactInView,
  nameOf: (key: string) => string,
  span: { first: Day; last: Day },
): Happening[] {
  const found: Happening[] = [];
  const from = beganOn(fact);
  if (from && (from.earliest > FIRST_DAY || from.latest < LAST_DAY)) {
    // Only known to have happened by a day: it is told there, and told so.
    const isBounded = from.earliest === FIRST_DAY;
    found.push({
      on: from.text,
      earliest: isBounded ? from.latest : from.earliest,
      what: `${toldBeginning(fact, nameOf)}${isBounded ? ', by then' : ''}${doubt(fact)}`,
      fact,
      key: `${stageOf(fact)} ${fact.key} began`,
    });
  }
  const { to } = fact;
  const end = toldEnd(fact, nameOf);
  if (to && to !== 'open' && !fact.censored && to.latest < LAST_DAY && end !== undefined)
    found.push({ on: to.text, earliest: to.earliest, what: `${end}${doubt(fact)}`, fact, key: `9 ${fact.key} ended` });
  return found.filter(({ earliest }) => earliest >= span.first && earliest <= span.last);
}

/** Of a stage or a step, its place among those of its type; one digit, so that texts sort as they stand. */
function stageOf(fact: FactInView): number {
  const terms = fact.hops ? undefined : factType(fact.type).value?.enum;
  return terms && fact.value !== undefined ? Math.min(8, 1 + valuesOf(terms).indexOf(fact.value)) : 0;
}

/** When a fact began; of one that lasts as long as an end of it, when that did. */
function beganOn(fact: FactInView): Dated | undefined {
  if (fact.from || fact.hops || lastsAsLongAs(fact) === undefined) return fact.from;
  const { from1, from2 } = fact.bounds;
  if (from1 === FIRST_DAY) return undefined;
  const text = from1 === from2 ? isoFromDay(from1) : `${isoFromDay(from1)}/${isoFromDay(from2)}`;
  return { text, earliest: from1, latest: from2 };
}

/** A mark for what is not simply so. */
const doubt = ({ status }: FactInView): string =>
  status === 'ACCEPTED' || status === 'REPORTED' ? '' : ` [${status.toLowerCase()}]`;
