/** Just enough of Cypher's form for a lint: tokens, clauses, the queries in braces, and the patterns. */

export interface Token {
  readonly kind: 'word' | 'string' | 'parameter' | 'number' | 'mark';
  readonly text: string;
  /** Its number in the whole text. */
  readonly index: number;
}

/** A query in braces: `CALL (x) { ... }`, `EXISTS { ... }`, `COUNT { ... }`. */
export interface Block {
  readonly kind: 'CALL' | 'EXISTS' | 'COUNT' | 'COLLECT';
  /** Of CALL: the variables it takes in. */
  readonly imports: readonly string[];
  readonly clauses: readonly Clause[];
  readonly first: number;
  readonly last: number;
}

export interface Clause {
  /** Upper case: MATCH, OPTIONAL MATCH, WHERE, ON CREATE, ORDER BY ... */
  readonly name: string;
  readonly tokens: readonly Token[];
  readonly blocks: readonly Block[];
}

export function tokenize(text: string): Token[] {
  const form =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<parameter>\$\w+)|(?<number>\d+(?:\.\d+)?)|(?<word>`[^`]*`|[\p{L}_]\w*)|(?<mark>\S)/gu;
  const found: Token[] = [];
  for (const { 0: whole, groups = {} } of text.matchAll(form)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) as Token['kind'] | undefined;
    if (kind) found.push({ kind, text: whole, index: found.length });
  }
  return found;
}

const CLAUSES = new Set(
  'MATCH OPTIONAL WHERE WITH RETURN UNWIND CALL CREATE MERGE SET DELETE DETACH REMOVE ORDER SKIP LIMIT UNION ON FOREACH'.split(
    ' ',
  ),
);
const TWO_WORDS = new Set(['OPTIONAL', 'DETACH', 'ORDER', 'ON']);
const OPENING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The number in `tokens` of the bracket that closes the one at `at`. */
export function closing(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let next = at; next < tokens.length; next++) {
    const { text } = tokens[next] as Token;
    if (text in OPENING) depth++;
    if (text === ')' || text === ']' || text === '}') depth--;
    if (depth === 0) return next;
  }
  throw new Error(`no bracket closes ${tokens[at]?.text} in: ${tokens.map(({ text }) => text).join(' ')}`);
}

const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toUpperCase());

/** The clauses of a query. What stands before the first keyword, as in `EXISTS { (a)--(b) }`, is a MATCH. */
export function parse(tokens: readonly Token[]): Clause[] {
  const clauses: { name: string; tokens: Token[]; blocks: Block[] }[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const isName = before?.text === '.' || before?.text === ':' || isWord(before, 'STARTS', 'ENDS', 'AS');
    if (depth === 0 && token.kind === 'word' && !isName && CLAUSES.has(token.text.toUpperCase())) {
      const first = token.text.toUpperCase();
      if (TWO_WORDS.has(first) || (first === 'UNION' && isWord(after, 'ALL'))) at++;
      clauses.push({
        name: TWO_WORDS.has(first) ? `${first} ${after?.text.toUpperCase()}` : first,
        tokens: [],
        blocks: [],
      });
      continue;
    }
    let clause = clauses.at(-1);
    if (!clause) clauses.push((clause = { name: 'MATCH', tokens: [], blocks: [] }));
    const opens = token.text === '{';
    const isCall = opens && clause.name === 'CALL' && depth === 0;
    if (isCall || (opens && isWord(before, 'EXISTS', 'COUNT', 'COLLECT'))) {
      const end = closing(tokens, at);
      clause.blocks.push({
        kind: isCall ? 'CALL' : ((before as Token).text.toUpperCase() as Block['kind']),
        imports: isCall ? clause.tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text) : [],
        clauses: parse(tokens.slice(at + 1, end)),
        first: token.index,
        last: (tokens[end] as Token).index,
      });
      at = end;
      continue;
    }
    if (token.text in OPENING) depth++;
    if (token.text === ')' || token.text === ']' || token.text === '}') depth--;
    clause.tokens.push(token);
  }
  return clauses;
}

/** A node or relationship of a pattern. */
export interface PatternPart {
  readonly kind: 'node' | 'relationship';
  readonly variable?: string;
  /** Of a node. */
  readonly isLabelled: boolean;
}

function part(kind: PatternPart['kind'], inside: readonly Token[]): PatternPart {
  const [first, second] = inside;
  const named =
    first?.kind === 'word' && (second === undefined || ':*{'.includes(second.text) || isWord(second, 'WHERE'));
  const colon = inside.findIndex(({ text }) => text === ':');
  const brace = inside.findIndex(({ text }) => text === '{');
  return {
    kind,
    ...(named && { variable: first.text }),
    isLabelled: colon !== -1 && (brace === -1 || colon < brace),
  };
}

/** The nodes and relationships of the patterns of MATCH, CREATE or MERGE. */
export function partsOfPattern(tokens: readonly Token[]): PatternPart[] {
  const parts: PatternPart[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { text } = tokens[at] as Token;
    const isFunction = text === '(' && tokens[at - 1]?.kind === 'word';
    if ((text === '(' && !isFunction) || text === '[') {
      const end = closing(tokens, at);
      parts.push(part(text === '(' ? 'node' : 'relationship', tokens.slice(at + 1, end)));
      at = end;
    }
  }
  return parts;
}

/** The same of patterns that stand in an expression: `NOT (a)-[:R]->(b)`, `[(a)-->(b) | b.key]`. */
export function partsInExpression(tokens: readonly Token[]): PatternPart[] {
  const parts: PatternPart[] = [];
  const goesOn = (at: number): boolean => {
    const next = [tokens[at], tokens[at + 1], tokens[at + 2]].map((token) => token?.text);
    return (next[0] === '-' && (next[1] === '[' || next[1] === '-')) || (next[0] === '<' && next[1] === '-');
  };
  for (let at = 0; at < tokens.length; at++) {
    if ((tokens[at] as Token).text !== '(' || !goesOn(closing(tokens, at) + 1)) continue;
    const isCall =
      tokens[at - 1]?.kind === 'word' &&
      !isWord(tokens[at - 1], 'NOT', 'AND', 'OR', 'XOR', 'WHEN', 'THEN', 'ELSE', 'IN');
    if (isCall) continue;
    const start = at;
    let end = closing(tokens, at);
    while (goesOn(end + 1)) {
      let next = end + 1;
      while ((tokens[next] as Token).text !== '(')
        next = tokens[next]?.text === '[' ? closing(tokens, next) + 1 : next + 1;
      end = closing(tokens, next);
    }
    parts.push(...partsOfPattern(tokens.slice(start, end + 1)));
    at = end;
  }
  return parts;
}

/** The items of WITH, RETURN or SET, parted by commas. */
export function items(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text in OPENING) depth++;
    if (token.text === ')' || token.text === ']' || token.text === '}') depth--;
    if (token.text === ',' && depth === 0) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found.filter((item) => item.length > 0);
}
