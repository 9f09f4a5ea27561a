import {
  type Clause,
  closing,
  items,
  parse,
  partsInExpression,
  partsOfPattern,
  type PatternPart,
  type Token,
  tokenize,
} from './cypher-parse.ts';

/**
 * The rules of the Cypher both engines answer alike that can be told from the text (numbers as in the table they were
 * measured in):
 *
 *  1  no OPTIONAL MATCH after a filter by EXISTS, COUNT or a pattern, and none filtered so itself: rows get lost;
 *  2  a variable made inside EXISTS or COUNT has its name nowhere else in the statement: rows get lost;
 *  3  every node of a pattern has a label, unless its variable was bound before, or it is the other end of the one relationship
 *     that COUNT counts: of these Neo4j keeps the number, and would go along them all for a label;
 *  5  a sum is `coalesce(sum(...), 0)`: the sum of nothing is null on one engine;
 *  8  no `SET a = b` of two nodes or relationships: `properties(b)`;
 * 14  no parameter, variable, alias or property bears the name of a keyword.
 */
export type Rule = 1 | 2 | 3 | 5 | 8 | 14;

export interface Finding {
  readonly rule: Rule;
  readonly what: string;
}

const KEYWORDS = new Set(
  'in as case when then else null true false set where with is not and or xor match merge create delete detach remove return union unwind optional distinct'.split(
    ' ',
  ),
);
/** Not usable as variables where they may be read as functions. */
const QUANTIFIERS = new Set(['all', 'any', 'none', 'single']);

/** What a text breaks; nothing where it is portable. */
export function lint(text: string): Finding[] {
  const tokens = tokenize(text);
  const findings: Finding[] = [];
  const report = (rule: Rule, what: string): void => void findings.push({ rule, what });
  walk(parse(tokens), new Set(), tokens, report);
  sums(tokens, report);
  names(tokens, report);
  return findings;
}

type Report = (rule: Rule, what: string) => void;

/** The names a WITH or RETURN hands on. */
function handedOn(tokens: readonly Token[], bound: ReadonlySet<string>): Set<string> {
  const list = items(tokens.filter(({ text }) => text.toUpperCase() !== 'DISTINCT'));
  return new Set(
    list.flatMap((item) => {
      const as = item.findLastIndex(({ text }) => text.toUpperCase() === 'AS');
      if (as !== -1) return [item[as + 1]?.text ?? ''];
      if (item.length === 1 && item[0]?.text === '*') return [...bound];
      return item.length === 1 && item[0]?.kind === 'word' ? [item[0].text] : [];
    }),
  );
}

/** Goes through the clauses of a query with the variables bound so far; gives the names it returns and those it made. */
function walk(
  clauses: readonly Clause[],
  outer: ReadonlySet<string>,
  all: readonly Token[],
  report: Report,
  isCount = false,
): { returned: ReadonlySet<string>; made: ReadonlySet<string> } {
  let bound = new Set(outer);
  let returned: ReadonlySet<string> = new Set();
  const made = new Set<string>();
  const elements = new Set<string>();
  let isFiltered = false;
  let isOptional = false;
  const bind = (name: string | undefined): void => {
    if (name === undefined) return;
    bound.add(name);
    made.add(name);
  };
  const take = (parts: readonly PatternPart[]): void => {
    const isDegree = isCount && clauses.length === 1 && parts.filter(({ kind }) => kind === 'node').length === 2;
    for (const { kind, variable, isLabelled } of parts) {
      if (kind === 'node' && !isLabelled && !isDegree && (variable === undefined || !bound.has(variable)))
        report(3, `node (${variable ?? ''}) has no label`);
      bind(variable);
      if (variable !== undefined) elements.add(variable);
    }
  };

  for (const { name, tokens, blocks } of clauses) {
    const isPattern = /^(OPTIONAL )?MATCH$|^CREATE$|^MERGE$/.test(name);
    if (name === 'OPTIONAL MATCH' && isFiltered)
      report(1, 'OPTIONAL MATCH after a filter by EXISTS, COUNT or a pattern');
    if (isPattern) {
      if (tokens[1]?.text === '=') bind(tokens[0]?.text);
      take(partsOfPattern(tokens));
    }
    const inside = isPattern ? [] : partsInExpression(tokens);
    take(inside);
    for (const { kind, imports, clauses: inner, first, last } of blocks) {
      const result = walk(inner, kind === 'CALL' ? new Set(imports) : bound, all, report, kind === 'COUNT');
      if (kind === 'CALL') for (const each of result.returned) bind(each);
      else
        for (const each of result.made)
          if (!bound.has(each) && isElsewhere(each, all, first, last))
            report(2, `${each}, made inside ${kind}, is used outside`);
    }
    const filters = (name === 'WHERE' && inside.length > 0) || blocks.some(({ kind }) => kind !== 'CALL');
    if (name === 'WHERE' && isOptional && filters)
      report(1, 'OPTIONAL MATCH with a filter by EXISTS, COUNT or a pattern');
    isFiltered ||= filters;
    isOptional = name === 'OPTIONAL MATCH';

    if (name === 'UNWIND') bind(tokens.at(-1)?.text);
    if (name === 'SET') assignments(tokens, elements, report);
    if (name === 'WITH') {
      if (tokens[0]?.text.toUpperCase() === 'DISTINCT') isFiltered = false;
      bound = handedOn(tokens, bound);
    }
    if (name === 'RETURN') returned = handedOn(tokens, bound);
    if (name.startsWith('UNION')) {
      bound = new Set(outer);
      isFiltered = false;
    }
  }
  return { returned, made };
}

/** Whether a variable occurs outside a block: as a word that is no property, label, key of a map or function. */
function isElsewhere(name: string, all: readonly Token[], first: number, last: number): boolean {
  return all.some(({ kind, text, index }) => {
    if (kind !== 'word' || text !== name || (index >= first && index <= last)) return false;
    const [before, after] = [all[index - 1]?.text ?? '', all[index + 1]?.text ?? ''];
    const isKey = after === ':' && (before === '{' || before === ',');
    return !['.', ':', '|'].includes(before) && !isKey && after !== '(';
  });
}

function assignments(tokens: readonly Token[], elements: ReadonlySet<string>, report: Report): void {
  for (const item of items(tokens)) {
    const equals = item.findIndex(({ text }) => text === '=');
    const [to, from] = [item[0]?.text ?? '', item.slice(equals + 1)];
    const isWhole = equals === 1 || (equals === 2 && item[1]?.text === '+');
    if (isWhole && elements.has(to) && from.length === 1 && elements.has(from[0]?.text ?? ''))
      report(8, `SET ${to} = ${from[0]?.text}: write properties(${from[0]?.text})`);
  }
}

function sums(tokens: readonly Token[], report: Report): void {
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'word' || text.toLowerCase() !== 'sum' || tokens[at + 1]?.text !== '(') continue;
    const end = closing(tokens, at + 1);
    const around = [
      tokens[at - 2]?.text.toLowerCase(),
      tokens[at - 1]?.text,
      ...[1, 2, 3].map((more) => tokens[end + more]?.text),
    ];
    if (around.join(' ') !== 'coalesce ( , 0 )')
      report(
        5,
        `${tokens
          .slice(at, end + 1)
          .map((token) => token.text)
          .join('')} is not within coalesce(..., 0)`,
      );
  }
}

/** Names that are keywords: parameters, properties, aliases, keys of maps, and variables of patterns and comprehensions. */
function names(tokens: readonly Token[], report: Report): void {
  for (const [at, { kind, text }] of tokens.entries()) {
    const name = text.replace('$', '').toLowerCase();
    const [before, after] = [tokens[at - 1]?.text ?? '', tokens[at + 1]?.text ?? ''];
    const isVariable =
      kind === 'word' &&
      (before.toUpperCase() === 'AS' ||
        (before === '(' && ':{'.includes(after || ' ')) ||
        (before === '[' && (after === ':' || after.toUpperCase() === 'IN')));
    const isNamed =
      kind === 'parameter' ||
      (kind === 'word' && (before === '.' || ((before === '{' || before === ',') && after === ':')));
    if ((isVariable || isNamed) && KEYWORDS.has(name)) report(14, `${text} is a keyword`);
    if (isVariable && QUANTIFIERS.has(name)) report(14, `${text} may be read as a function`);
  }
}
