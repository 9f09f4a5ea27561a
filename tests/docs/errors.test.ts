import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { PROTOCOL_CODES } from '../../src/graphql/errors.ts';
import { badInput, EntenteError, ERROR_CODES } from '../../src/model/errors.ts';
import { blocksOf } from '../support/markdown.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The cells of each row of the page's table of codes. */
const rows = blocksOf('docs/errors.md').flatMap((block) =>
  block.kind === 'table' && block.head[0] === 'Code' ? [...block.rows] : [],
);

describe('docs/errors.md', () => {
  it('lists every code there is, once, and no other', () => {
    const codes = rows.map(([code = '']) => code);
    expect(codes.toSorted()).toEqual([...ERROR_CODES, ...PROTOCOL_CODES].toSorted());
  });

  it('says of each when it comes and what to do, in sentences', () => {
    for (const cells of rows) {
      expect(cells).toHaveLength(3);
      for (const cell of cells.slice(1)) expect(cell).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('the codes', () => {
  it('are each given somewhere: none is only promised', () => {
    const source = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && path !== join('model', 'errors.ts'))
      .map((path) => readFileSync(join(ROOT, 'src', path), 'utf8'))
      .join('\n');
    const given = (code: string): boolean =>
      code === 'BAD_USER_INPUT'
        ? source.includes('badInput(')
        : new RegExp(`EntenteError\\(\\s*'${code}'`).test(source);
    expect(ERROR_CODES.filter((code) => !given(code))).toEqual([]);
  });

  it('of a wrong argument name it, in the sentence and for programs', () => {
    const error = badInput('first', '0 rows cannot be given at once.', { most: 100 });
    expect(error).toBeInstanceOf(EntenteError);
    expect([error.name, error.code, error.message]).toEqual([
      'EntenteError',
      'BAD_USER_INPUT',
      'first: 0 rows cannot be given at once.',
    ]);
    expect(error.details).toEqual({ argument: 'first', most: 100 });
  });
});
