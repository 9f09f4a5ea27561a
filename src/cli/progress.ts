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

/** Shows how far an import has come: rows a second and the time left. */
export function importProgress(): {
  progress: (stage: 'reading' | 'recording', done: number, total: number, rows: number) => void;
  waiting: (message: string) => void;
  stop: () => void;
} {
  let began = Date.now();
  let current = '';
  const bar = new SingleBar(
    {
      format: '{stage} [{bar}] {percentage}% | {rate} | {eta_formatted} left',
      noTTYOutput: true,
      notTTYSchedule: 5000,
      hideCursor: true,
      stream: process.stderr,
    },
    Presets.legacy,
  );
  return {
    progress: (stage, done, total, rows) => {
      const count = stage === 'reading' ? rows : done;
      const rate = `${Math.round(count / Math.max((Date.now() - began) / 1000, 0.001))} ${stage === 'reading' ? 'rows' : 'records'}/s`;
      const payload = { stage: stage === 'reading' ? 'Reading  ' : 'Recording', rate };
      if (stage !== current) {
        if (current !== '') bar.stop();
        began = Date.now();
        bar.start(Math.max(total, 1), done, { ...payload, rate: '' });
        current = stage;
      } else bar.update(done, payload);
    },
    waiting: (message) => void process.stderr.write(`\n${message}\n`),
    stop: () => {
      if (current !== '') bar.stop();
    },
  };
}
