import { type Amount, type AmountBasis, AMOUNT_BASES } from '../../../model/amount.ts';
import { type ClaimContent, type End, type Mood, MOODS, normalStatement } from '../../../model/claim.ts';
import { LAST_DAY } from '../../../model/day.ts';
import { exactDay, type When } from '../../../model/edtf.ts';
import { factType, kindOfKey, terms } from '../../../model/registry.ts';
import type { DateOf } from '../mapping/dates.ts';
import type { FactRule } from '../mapping/facts.ts';
import type { EntityRule } from '../mapping/entities.ts';
import { locatorOf, type Row, RowProblem, type Told } from '../row.ts';
import type { Bearer } from './directory.ts';
import type { Meant } from './resolve.ts';

/** What a row's entities mean; undefined where it names none. */
export type MeantBy = (rule: EntityRule) => Meant | undefined;

/**
 * The claims a fact rule makes of a row: one, or several where a code passed from one entity to another within the time. None
 * where the rule's condition does not hold, its mood is blank, or a review says to leave it out. Throws RowProblem.
 */
export function claimsOf(rule: FactRule, row: Row, meant: MeantBy, source: string): ClaimContent[] {
  if (rule.when && !rule.when(row)) return [];
  if (!rule.only.every(({ entity, kind }) => meant(entity)?.parts.every(({ key }) => kindOfKey(key) === kind)))
    return [];
  const mood = rule.mood ? rule.mood(row) : 'ASSERTED';
  if (mood === undefined) return [];
  if (!(MOODS as readonly string[]).includes(mood))
    throw new RowProblem(`"${mood}" is not one of ${MOODS.join(', ')}.`);
  const subject = mustName(rule.subject, meant);
  const object = rule.object && mustName(rule.object, meant);
  const speaker = rule.speaker && meant(rule.speaker);
  if (subject.isSkipped || object?.isSkipped || speaker?.isSkipped) return [];
  const qualifiers = qualifiersOf(rule, row, meant);
  if (!qualifiers) return [];
  const [from, to] = [dateOf(rule.from, row), dateOf(rule.to, row)];
  if (from.when === 'open') throw new RowProblem(`A ${rule.type} cannot begin with "still so".`);
  if (from.when && to.when && to.when !== 'open' && to.when.latest < from.when.earliest)
    throw new RowProblem(`It ends (${to.when.text}) before it begins (${from.when.text}).`);
  const content: Omit<ClaimContent, 'subject' | 'object' | 'from' | 'to'> = {
    type: rule.type,
    value: valueOf(rule, row),
    amount: amountOf(rule, row),
    qualifiers,
    censored: to.censored ? true : undefined,
    dateText: from.words ?? to.words,
    mood: mood as Mood,
    speaker: speaker?.parts[0]?.key,
    reportedBy: [],
    statedOn: pointOf(rule.stated, row),
    source,
    locator: rule.locator ? rule.locator(row) : locatorOf(row),
    quote: rule.quote?.(row),
    note: rule.note?.(row),
    madePublic: pointOf(rule.public, row),
  };
  return spans(subject.parts, object?.parts, from.when, to.when).map(({ ends, dates, note, cutsEnd }) => {
    const claim = {
      ...content,
      ...ends,
      ...dates,
      note: noteOf(content.note, note),
      censored: cutsEnd ? undefined : content.censored,
    };
    return defined({ ...claim, ...normalStatement(claim) });
  });
}

const noteOf = (...notes: (string | undefined)[]): string | undefined => {
  const told = notes.filter((note) => note !== undefined);
  return told.length > 0 ? told.join(' ') : undefined;
};

function defined(claim: ClaimContent): ClaimContent {
  return Object.fromEntries(
    Object.entries(claim).filter(([, value]) => value !== undefined),
  ) as unknown as ClaimContent;
}

function mustName(rule: EntityRule, meant: MeantBy): Meant {
  const found = meant(rule);
  if (!found)
    throw new RowProblem(
      `The row names no "${rule.name}": what would tell it is blank.`,
      rule.ways.flatMap((way) => way.columns)[0],
    );
  return found;
}

function dateOf(date: DateOf | undefined, row: Row): Told {
  return date ? date(row) : {};
}

function pointOf(date: DateOf | undefined, row: Row): When | undefined {
  const told = date?.(row).when;
  return told === 'open' ? undefined : told;
}

function valueOf(rule: FactRule, row: Row): string | undefined {
  const value = rule.value?.(row);
  const { value: entry } = factType(rule.type);
  if (!entry?.enum) return value;
  const known = terms(entry.enum);
  if (value === undefined)
    throw new RowProblem(`The value of ${rule.type} is blank. It is one of ${known.join(', ')}.`);
  if (!known.includes(value))
    throw new RowProblem(`"${value}" is no value of ${rule.type}. It is one of ${known.join(', ')}.`);
  return value;
}

function amountOf(rule: FactRule, row: Row): Amount | undefined {
  const { amount } = rule;
  if (!amount) return undefined;
  const [value, low, high] = [amount.value, amount.low, amount.high].map((each) => each?.(row));
  const [unit, basis] = [amount.unit(row), amount.basis(row) ?? ''];
  if (unit === undefined) throw new RowProblem('The unit of the amount is blank.');
  if (value === undefined && low === undefined && high === undefined) throw new RowProblem('The amount is blank.');
  if (!(AMOUNT_BASES as readonly string[]).includes(basis))
    throw new RowProblem(`"${basis}" is not one of ${AMOUNT_BASES.join(', ')}.`);
  return {
    ...(value !== undefined && { value }),
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
    unit,
    basis: basis as AmountBasis,
  };
}

/** Undefined where a qualifier's entity is answered with skip. */
function qualifiersOf(rule: FactRule, row: Row, meant: MeantBy): Record<string, string> | undefined {
  const told: Record<string, string> = {};
  for (const { name, text, entity } of rule.qualifiers) {
    const found = entity && meant(entity);
    if (found?.isSkipped) return undefined;
    const value = entity ? found?.parts[0]?.key : text?.(row);
    const known = factType(rule.type).qualifiers?.[name]?.enum;
    if (value === undefined) continue;
    if (known && !terms(known).includes(value))
      throw new RowProblem(`"${value}" is no ${name}. It is one of ${terms(known).join(', ')}.`);
    told[name] = value;
  }
  return told;
}

interface Span {
  readonly ends: { readonly subject: string; readonly object?: string };
  readonly dates: { readonly from?: When; readonly to?: End; readonly dateInferred?: true };
  /** Why it was cut. */
  readonly note?: string;
  readonly cutsEnd?: boolean;
}

/** One span for each pair of entities that share days of it, cut where one takes over from another. */
function spans(
  subjects: readonly Bearer[],
  objects: readonly Bearer[] | undefined,
  from: When | undefined,
  to: End | undefined,
): Span[] {
  const all = subjects.flatMap((subject) =>
    (objects ?? [undefined]).map((object) => ({
      subject,
      object,
      first: Math.max(subject.first, object?.first ?? subject.first),
      last: Math.min(subject.last, object?.last ?? subject.last),
    })),
  );
  if (all.length === 1) {
    const { subject, object } = all[0] as (typeof all)[number];
    return [{ ends: ends(subject, object), dates: { from, to } }];
  }
  return all.flatMap(({ subject, object, first, last }) => {
    const begins = from !== undefined && from.latest >= first ? from : exactDay(first);
    const goesOn = to === 'open' || to === undefined || to.earliest > last;
    const stays = to !== 'open' && to !== undefined ? to.earliest <= last : last >= LAST_DAY;
    const finishes = stays || (goesOn && last >= LAST_DAY) ? to : exactDay(last);
    const until = finishes === undefined || finishes === 'open' ? LAST_DAY : finishes.latest;
    if (first > last || begins.earliest > last || until < first) return [];
    const isCut = begins !== from || finishes !== to;
    return [
      {
        ends: ends(subject, object),
        dates: { from: begins, to: finishes, ...(isCut && { dateInferred: true as const }) },
        ...(isCut && {
          note: `The data set's code stands for several states here; its span ${from?.text ?? ''}/${to === 'open' ? '..' : (to?.text ?? '')} is cut where it passes from one to the next.`,
        }),
        cutsEnd: finishes !== to,
      },
    ];
  });
}

const ends = (subject: Bearer, object: Bearer | undefined): Span['ends'] =>
  object ? { subject: subject.key, object: object.key } : { subject: subject.key };
