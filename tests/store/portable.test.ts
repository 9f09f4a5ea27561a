import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Statement } from '../../src/store/port.ts';
import { lint } from '../support/cypher-lint.ts';
import { combinations, parametersOf, PIECES, valuesFor } from '../support/cypher-samples.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
const cypherFiles = sources.filter((path) => path.endsWith('.cypher.ts')).toSorted();

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' && value !== null && 'name' in value && 'text' in value && typeof value.text === 'string';

type Builder = (...given: readonly unknown[]) => unknown;

interface Found {
  readonly statements: readonly Statement[];
  /** Exported functions that could not be called, and why. */
  readonly unknown: readonly string[];
}

/** The statements of a file: those it exports, alone or in a record, and those its functions build of the samples. */
async function statementsOf(path: string): Promise<Found> {
  const module = (await import(pathToFileURL(join(SRC, path)).href)) as Record<string, unknown>;
  const unknown: string[] = [];
  const statements = Object.entries(module).flatMap(([name, value]): Statement[] => {
    if (isStatement(value)) return [value];
    if (typeof value === 'object' && value !== null) return Object.values(value).filter(isStatement);
    if (typeof value !== 'function' || PIECES.has(name)) return [];
    const lists = parametersOf(value as Builder).map((parameter) => {
      const values = valuesFor(basename(path), name, parameter);
      if (!values) unknown.push(`${name}: no values for the parameter ${parameter}`);
      return values ?? [];
    });
    try {
      const built = combinations(lists)
        .map((given) => (value as Builder)(...given))
        .filter(isStatement);
      if (built.length === 0) unknown.push(`${name}: builds no statement; if it is a part of one, say so in PIECES`);
      return built;
    } catch (error) {
      unknown.push(`${name}: ${String(error)}`);
      return [];
    }
  });
  return { statements, unknown };
}

const found = new Map<string, Found>();
for (const path of cypherFiles) found.set(path, await statementsOf(path));

describe.each(cypherFiles)('%s', (path) => {
  const { statements, unknown } = found.get(path) as Found;
  const names = new Set(statements.map(({ name }) => name));

  it('is wholly looked at: every builder is called, every name in it is met', () => {
    // Values for a new parameter go into tests/support/cypher-samples.ts.
    expect(unknown).toEqual([]);
    const source = readFileSync(join(SRC, path), 'utf8');
    const written = [...source.matchAll(/(?:statement|perType)\(\s*['"`]([^'"`$]+)/g)].map(
      (match) => match[1] as string,
    );
    expect(written.filter((start) => ![...names].some((name) => name.startsWith(start)))).toEqual([]);
  });

  it('holds only texts both engines answer alike', () => {
    const findings = statements.flatMap(({ name, text }) =>
      lint(text).map(({ rule, what }) => `${name}: rule ${rule}, ${what}`),
    );
    expect([...new Set(findings)]).toEqual([]);
  });

  it('names a text in lower case, and one name for one meaning', () => {
    for (const name of names) expect(name).toMatch(/^[a-z][a-z-]*(:\w+)*$/);
  });
});

describe('the texts of the whole house', () => {
  it('stand in .cypher.ts files; only the engines have a few of their own', () => {
    const hasCypher = (path: string): boolean => {
      const source = readFileSync(join(SRC, path), 'utf8');
      const imports = /import \{[^}]*\bstatement\b[^}]*\} from '[^']*port\.ts'/.test(source);
      return imports || /\b(?:MATCH|MERGE|UNWIND|CREATE) ?[($]/.test(source);
    };
    const elsewhere = sources.filter((path) => !path.endsWith('.cypher.ts') && !path.startsWith('engines'));
    expect(elsewhere.filter(hasCypher)).toEqual([]);
  });

  it('are all met', () => {
    const texts = new Set([...found.values()].flatMap(({ statements }) => statements.map(({ text }) => text)));
    expect(cypherFiles.length).toBeGreaterThan(8);
    expect(texts.size).toBeGreaterThan(200);
  });
});
