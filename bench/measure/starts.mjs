// How long each contender takes from its start to its first answer.
import { contenders } from '../contenders/all.mjs';
import { progressLine } from './progress.mjs';
import { timeToStart } from './servers.mjs';

/** Starts each in turn, so many rounds; resolves with milliseconds by name and round. One round before is not counted. */
export async function measureStarts({ build, uri, folder, inputs, wanted, rounds }) {
  const asked = contenders({ build, uri, folder }).filter(
    ({ name, isCached, isConstant }) => wanted(name) && !isCached && !isConstant,
  );
  const times = Object.fromEntries(asked.map(({ name }) => [name, []]));
  const progress = progressLine('starting');
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < asked.length; turn++) {
      const contender = asked[(turn + round + asked.length) % asked.length];
      const time = await timeToStart(contender, inputs);
      if (round >= 0) times[contender.name].push(time);
    }
    progress.update(round + 2, rounds + 1);
  }
  progress.stop();
  return times;
}
