// Loaded into every server that is measured: answers its parent process what processor time and memory it has used.
process.on('message', ({ ask }) => {
  if (ask === undefined) return;
  const { user, system } = process.cpuUsage();
  process.send({ ask, processor: user + system, memory: process.memoryUsage.rss() });
});
process.channel?.unref();
// Without its parent nobody asks it any more.
process.on('disconnect', () => process.exit());
