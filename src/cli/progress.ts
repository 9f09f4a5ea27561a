import { Presets, SingleBar } from 'cli-progress';

/** Shows how far long work has come: a bar in a terminal, a line now and then elsewhere; on standard error. */
export function progressBar(what: string): { update: (done: number, total: number) => void; stop: () => void } {
  const bar = new SingleBar(
    {
      format: `${what} [{bar}] {percentage}% | {value}/{total} | {eta_formatted} left`,
      noTTYOutput: true,
      notTTYSchedule: 5000,
      hideCursor: true,
      stream: process.stderr,
      clearOnComplete: false,
    },
    Presets.legacy,
  );
  let started = false;
  return {
    update: (done, total) => {
      if (!started) bar.start(total, done);
      else bar.update(done);
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
