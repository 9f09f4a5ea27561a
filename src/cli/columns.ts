/** Lines of aligned columns: numbers and shares to the right, all else to the left; the first row is the header. */
export function aligned(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => String(row[at] ?? '').length)));
  const isNumber = (at: number): boolean =>
    rows.slice(1).every((row) => /^([\d.,]+ ?%?|-|)$/.test(String(row[at] ?? '')));
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          isNumber(at) ? String(cell).padStart(widths[at] ?? 0) : String(cell).padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A part of a whole in per cent; `-` of nothing. Rounded down, so that 100 % means all. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)} %`;
