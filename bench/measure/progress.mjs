// A line that tells how far long work has come; in a file or a pipe, a line every few seconds.
const EVERY = 5000;

export function progressLine(what) {
  const started = Date.now();
  let told = 0;
  const isTerminal = process.stderr.isTTY;
  return {
    update(done, total) {
      const now = Date.now();
      if (now - told < (isTerminal ? 100 : EVERY) && done < total) return;
      told = now;
      const seconds = (now - started) / 1000;
      const left = done > 0 ? `, ${Math.ceil((seconds / done) * (total - done))} s left` : '';
      process.stderr.write(
        `${isTerminal ? '\r\u001B[K' : ''}${what} ${done} of ${total}${left}${isTerminal ? '' : '\n'}`,
      );
    },
    stop() {
      if (isTerminal) process.stderr.write('\n');
    },
  };
}
