import { readFileSync } from 'node:fs';
import { samplesOf } from './datasets.ts';

/** The sample of COW alliances as an older release would have it: without Mexico's return, and 9002 ending a year before. */
export function olderAlliances(): Record<string, string> {
  const [dyads = '', members = ''] = samplesOf('cow-alliances').map((path) => readFileSync(path, 'utf8'));
  return {
    'dyads.csv': dyads,
    'members.csv': members
      .replaceAll('4.1', '4.0')
      .split('\n')
      .filter((line) => !line.startsWith('9001,70,"Mexico",3,3,1950,,,,"Type I: Defense Pact",1,2,1980'))
      .map((line) => line.replace('1,1,1816,7,7,1850,1,0', '1,1,1816,6,6,1849,1,0'))
      .join('\n'),
  };
}
