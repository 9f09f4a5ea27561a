/** A mistake in data, at its place; lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `file:line:column  message`, as editors and terminals make links of it. */
export function problemText({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}  ${message}`;
}

export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
