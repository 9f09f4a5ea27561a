import { endOf } from '../../model/agreement.ts';
import type { Amount } from '../../model/amount.ts';
import { addDays, type Day, FIRST_DAY, LAST_DAY } from '../../model/day.ts';
import { exactDay, type When } from '../../model/edtf.ts';
import type { DerivedEntry } from '../../model/registry.ts';
import { type View, viewText } from '../../model/view.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { inView } from '../fact/evaluate.ts';
import type { RecordedInView } from '../fact/fact-view.ts';
import { counts, viewParams } from '../fact/view.cypher.ts';
import { worthOf } from '../fact/worth.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import type { Timed } from './derivation.ts';
import { livesOf } from './derived.cypher.ts';

interface Life {
  readonly timed: Timed;
  /** The day by which it had begun, where its beginning is known. */
  readonly begunBy?: Day;
  /** It is negotiated, and nothing from which it counts was reached. */
  readonly isInTalks: boolean;
  readonly facts: readonly RecordedInView[];
  readonly amount?: Amount;
}

/** When pivots count, on which facts that rests, and what they are worth. */
export async function pivotLives(
  reading: Reading,
  rule: DerivedEntry,
  keys: readonly string[],
  view: View,
): Promise<ReadonlyMap<string, Life>> {
  const anyDay: View = { ...view, valid: undefined, certain: false };
  const params = viewParams(anyDay, await knowledge(reading, anyDay));
  const statement = livesOf(counts('r', anyDay));
  const asked = await Promise.all(
    keys.map(async (key) => {
      const rows = await reading.batched(`lives ${viewText(anyDay)}`, key, async (several) => {
        const found = new Map<string, Row[]>();
        for (const [pivot, columns] of await reading.read(statement, { ...params, keys: several })) {
          const list = found.get(pivot as string);
          if (list) list.push(columns as Row);
          else found.set(pivot as string, [columns as Row]);
        }
        return found;
      });
      return [
        key,
        await inView(
          reading,
          (rows ?? []).map((row) => factFromRow(row)),
          anyDay,
        ),
      ] as const;
    }),
  );
  return new Map(asked.map(([key, facts]) => [key, lifeOf(rule, facts)]));
}

function lifeOf(rule: DerivedEntry, facts: readonly RecordedInView[]): Life {
  const begin = (rule.pivot.begins ?? [])
    .map((value) => facts.filter((fact) => fact.type === 'MILESTONE' && fact.value === value).toSorted(bySupport)[0])
    .find((fact) => fact !== undefined);
  const end = endOf(facts);
  const lastDay = (fact: RecordedInView): number => (fact.value === 'TERMINATED' ? fact.bounds.from2 : fact.bounds.to2);
  const ending = facts
    .filter(
      (fact) =>
        fact.value === 'TERMINATED' ||
        ((fact.type === 'EXISTENCE' || fact.value === 'IN_FORCE') && fact.bounds.to2 < LAST_DAY),
    )
    .toSorted((a, b) => lastDay(a) - lastDay(b) || (a.key < b.key ? -1 : 1));
  const worth = rule.pivot.amount ? worthOf(facts.filter((fact) => fact.type === rule.pivot.amount)) : undefined;
  const { from1, from2 } = begin?.bounds ?? { from1: FIRST_DAY, from2: FIRST_DAY };
  const last = ending[0];
  return {
    timed: {
      bounds: { from1, from2, to1: end.first, to2: end.last },
      from: begin?.from,
      to: last?.value === 'TERMINATED' ? dayBefore(last.from) : last?.to,
    },
    begunBy: begin?.from && begin.bounds.from2,
    isInTalks:
      rule.pivot.begins !== undefined &&
      begin === undefined &&
      facts.some((fact) => fact.type === 'MILESTONE' && fact.value === 'UNDER_NEGOTIATION'),
    facts: [...new Set([begin, ...ending, worth])].filter((fact) => fact !== undefined),
    amount: worth?.amount,
  };
}

/** What ends on a day lasts until the day before; a less exact date says as much as it is. */
const dayBefore = (date: When | undefined): When | undefined =>
  date && date.earliest === date.latest ? exactDay(addDays(date.earliest, -1)) : date;

const bySupport = (a: RecordedInView, b: RecordedInView): number =>
  b.sourceCount - a.sourceCount || (a.key < b.key ? -1 : 1);
