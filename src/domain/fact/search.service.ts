import type { Knowledge } from '../../model/claim.ts';
import { isPartial, type View } from '../../model/view.ts';
import { beginning } from '../../model/fact.ts';
import { factFromRow } from '../../store/fact-record.ts';
import type { Row } from '../../store/port.ts';
import { claimFits } from '../claim/filter.ts';
import { type Connection, connect, keyset, type Page } from '../page.ts';
import type { Reading } from '../reading.ts';
import { knowledge } from '../source/source.service.ts';
import { claimsThatCount, inView } from './evaluate.ts';
import { type FactInView, positionOf } from './fact-view.ts';
import type { Conditions } from './filter.ts';
import { countOfFacts, factSearch, pageOfFacts } from './search.cypher.ts';
import { viewParams } from './view.cypher.ts';

/** Facts that fit, by beginning, then by key. */
export async function searchFacts(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
): Promise<Connection<FactInView>> {
  const found: FactInView[] = [];
  for await (const fact of matching(reading, conditions, view, page)) {
    found.push(fact);
    if (found.length > page.size) break;
  }
  return connect(
    page,
    found,
    ({ position }) => position,
    () => countFacts(reading, conditions, view),
  );
}

/** Number of rows fetched at once where some fall out after fetching. */
const CHUNK = 500;

/** All facts that fit from a place in the list on, fetched as they are consumed; in a page's direction. */
export async function* matching(
  reading: Reading,
  conditions: Conditions,
  view: View,
  page: Page,
): AsyncGenerator<FactInView> {
  if (conditions.types?.length === 0) return;
  const known = await knowledge(reading, view);
  const search = factSearch(conditions, view);
  const sifts = isSifted(conditions, view);
  const limit = sifts ? Math.max(CHUNK, page.size * 2) : page.size + 1;
  let rest = page;
  for (;;) {
    const { where, orderBy, params } = keyset('r.begins', 'r.key', rest);
    const all = { ...params, ...search.params, ...viewParams(view, known), limit };
    const rows = await reading.read(pageOfFacts(search, where, orderBy), all);
    const facts = rows.map(([columns]) => factFromRow(columns as Row));
    const shown = await inView(reading, facts, view);
    const fitting = sifts ? await Promise.all(shown.map((fact) => fits(reading, fact, conditions, known))) : undefined;
    for (const [index, fact] of shown.entries()) if (!fitting || fitting[index]) yield fact;
    const last = facts.at(-1);
    if (facts.length < limit || !last) return;
    rest = { ...rest, beyond: positionOf(last) };
  }
}

/** Whether rows may fall out after they are fetched. */
const isSifted = (conditions: Conditions, view: View): boolean => isPartial(view) || conditions.claim !== undefined;

async function countFacts(reading: Reading, conditions: Conditions, view: View): Promise<number> {
  if (conditions.types?.length === 0) return 0;
  if (isSifted(conditions, view)) {
    let n = 0;
    for await (const _ of matching(reading, conditions, view, { size: 5000, backwards: false })) n++;
    return n;
  }
  const search = factSearch(conditions, view);
  const [row] = await reading.read(countOfFacts(search), {
    ...search.params,
    ...viewParams(view, await knowledge(reading, view)),
  });
  return row?.[0] as number;
}

/** Whether a fact as computed for the view fits what `factSearch` could not judge. */
async function fits(reading: Reading, fact: FactInView, conditions: Conditions, known: Knowledge): Promise<boolean> {
  if (fact.varies && !stateFits(fact, conditions)) return false;
  const { claim } = conditions;
  return claim === undefined || (await claimsThatCount(reading, fact, known)).some((each) => claimFits(each, claim));
}

/** The conditions of `factSearch` on what follows from claims, on a computed fact. */
function stateFits(fact: FactInView, conditions: Conditions): boolean {
  const { status, during, began, sourceCountMax, contradicted, qualifiers } = conditions;
  if (status && !status.includes(fact.status)) return false;
  if (during && !(fact.bounds.from1 <= during.last && fact.bounds.to2 >= during.first)) return false;
  if (began && !(beginning(fact) <= began.last && fact.bounds.from2 >= began.first)) return false;
  if (sourceCountMax !== undefined && fact.sourceCount > sourceCountMax) return false;
  if (contradicted !== undefined && fact.contradicted !== contradicted) return false;
  return qualifiers.every(({ name, values }) => {
    const value = fact.qualifiers[name];
    return value !== undefined && (values === undefined || values.has(value));
  });
}
