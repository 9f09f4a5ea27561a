import { derivedType, factType, type Words } from '../../model/registry.ts';
import type { Statement } from '../../model/claim.ts';
import type { FactInView } from './fact-view.ts';

type NameOf = (key: string) => string;

/** The beginning of a fact as a short sentence: "Turkey ratified Treaty on the Non-Proliferation of Nuclear Weapons". */
export function toldBeginning(fact: FactInView, nameOf: NameOf): string {
  if (fact.hops) return derived(fact, derivedType(fact.type).began ?? derivedType(fact.type).reads, nameOf);
  return sentence(fact, wordsFor(fact, factType(fact.type).began), nameOf);
}

/** The end of a fact as a short sentence; undefined where the end of such facts is not told. */
export function toldEnd(fact: FactInView, nameOf: NameOf): string | undefined {
  if (fact.hops) {
    const { ended } = derivedType(fact.type);
    return ended && derived(fact, ended, nameOf);
  }
  const words = wordsFor(fact, factType(fact.type).ended);
  return words && sentence(fact, words, nameOf);
}

/** The words for what begins or ends by a fact: those of its type, or of its value or standing. */
export function wordsFor(fact: Statement, words: Words | undefined): string | undefined {
  if (words === undefined || typeof words === 'string') return words;
  const [[by, told] = ['', {}]] = Object.entries(words);
  return told[(by === 'value' ? fact.value : fact.qualifiers[by]) ?? ''];
}

function sentence(fact: Statement, words: string | undefined, nameOf: NameOf): string {
  const entry = factType(fact.type);
  const object = entry.object && fact.object !== undefined ? nameOf(fact.object) : undefined;
  // A value or standing that has words of its own is told by them.
  const value = typeof entry.began === 'object' && 'value' in entry.began ? undefined : fact.value;
  return [nameOf(fact.subject), words ?? entry.reads, object, inBrackets([value, ...details(fact)])]
    .filter((part) => part !== undefined && part !== '')
    .join(' ');
}

/** Qualifiers that tell what sort of happening it is. */
const TELLING = ['sense', 'title', 'role', 'matter', 'scope'];

function details({ type, qualifiers }: Statement): string[] {
  const known = factType(type).qualifiers ?? {};
  return TELLING.flatMap((name) => {
    const value = qualifiers[name];
    if (value === undefined || value === known[name]?.default) return [];
    return [known[name]?.enum ? value.toLowerCase().replaceAll('_', ' ') : value];
  });
}

const inBrackets = (parts: readonly (string | undefined)[]): string => {
  const told = parts.filter((part) => part !== undefined && part !== '');
  return told.length > 0 ? `(${told.join(', ')})` : '';
};

/** A derived fact, and what it goes through: "United States imposed sanctions on Turkey (...)". */
function derived(fact: FactInView & { readonly hops: object }, words: string, nameOf: NameOf): string {
  const { legs } = derivedType(fact.type);
  const leg = fact.hops.find(({ type }) => type === legs.subject.type);
  const pivot = leg && (legs.subject.from === 'end' ? leg.object : leg.subject);
  const through = pivot === undefined ? '' : ` (${nameOf(pivot)})`;
  return `${nameOf(fact.subject)} ${words} ${nameOf(fact.object)}${through}`;
}
