// Processor time of a process that is not ours to ask.
import { readFileSync } from 'node:fs';

/** Ticks a second in /proc: 100 on every Linux there is a Node.js for. */
const TICKS = 100;

/** Microseconds of processor time a process has used, as far as Linux tells; undefined elsewhere. */
export function processorTimeOf(pid) {
  if (process.platform !== 'linux' || pid === undefined) return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / TICKS;
}
