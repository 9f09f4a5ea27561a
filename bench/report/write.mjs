// The committed report: bench/report.md for people, bench/report.json for programs and the next comparison.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from '../support/places.mjs';
import { markdown } from './markdown.mjs';
import { GOALS } from './ratios.mjs';

const JSON_FILE = join(bench, 'report.json');
/** A ratio so much worse than the committed one is a regression; what a quiet machine's noise does not explain. */
const TOLERANCE = 1.25;

const rounded = (value) => Number(value.toPrecision(4));

/** The report as a program reads it. */
export const reportOf = (ratios) => ({
  ratios: Object.fromEntries(Object.entries(ratios).map(([name, { value }]) => [name, rounded(value)])),
  spread: Object.fromEntries(
    Object.entries(ratios).map(([name, { least, most }]) => [name, [rounded(least), rounded(most)]]),
  ),
});

export function writeReport(run, ratios) {
  writeFileSync(join(bench, 'report.md'), markdown(run, ratios));
  writeFileSync(JSON_FILE, `${JSON.stringify(reportOf(ratios), null, 2)}\n`);
}

/** What became worse than the committed report says: a line for each; undefined where there is no report. */
export function regressions(ratios) {
  if (!existsSync(JSON_FILE)) return undefined;
  const { ratios: before } = JSON.parse(readFileSync(JSON_FILE, 'utf8'));
  return GOALS.flatMap(({ name, bound }) => {
    const [now, then] = [ratios[name]?.value, before[name]];
    if (now === undefined || then === undefined) return [];
    const isMoreBetter = bound?.least !== undefined;
    const worse = isMoreBetter ? then / now : now / then;
    return worse > TOLERANCE ? [`${name}: ${rounded(now)}, was ${then} (${rounded(worse)} times worse)`] : [];
  });
}
