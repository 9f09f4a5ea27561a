// Loaded into every server that is measured: answers its parent process what processor time and memory it has used, and how long
// it has waited for an engine inside it.
import { createRequire } from 'node:module';

let inEngine;
if (process.env.ENTENTE_DATA !== undefined) {
  const { GrafeoDB } = createRequire(process.argv[1])('@grafeo-db/js');
  const { executeCypher } = GrafeoDB.prototype;
  inEngine = 0;
  GrafeoDB.prototype.executeCypher = async function timed(...asked) {
    const from = performance.now();
    try {
      return await executeCypher.apply(this, asked);
    } finally {
      inEngine += performance.now() - from;
    }
  };
}

process.on('message', ({ ask }) => {
  if (ask === undefined) return;
  const { user, system } = process.cpuUsage();
  process.send({ ask, processor: user + system, memory: process.memoryUsage.rss(), inEngine });
});
process.channel?.unref();
// Without its parent nobody asks it any more.
process.on('disconnect', () => process.exit());
