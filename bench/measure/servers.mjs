// The servers of a graph, started and connected to.
import { contenders } from '../contenders/all.mjs';
import { VARIANTS } from '../operations/all.mjs';
import { Connections } from './load.mjs';

/** Most connections to a server. */
export const CLIENTS = 16;

/** Starts every contender that is wanted, one after another; resolves once each gives an answer. */
export async function startServers({ build, uri, folder, inputs, wanted }) {
  const servers = [];
  try {
    for (const contender of contenders({ build, uri, folder })) {
      if (!wanted(contender.name)) continue;
      const process = await contender.start();
      const connections = new Connections(process.origin, CLIENTS);
      servers.push({
        ...contender,
        process,
        connections,
        stop: () => Promise.all([connections.close(), process.stop()]),
      });
      await firstAnswer(process, contender, inputs);
    }
    return servers;
  } catch (error) {
    await Promise.all(servers.map((server) => server.stop()));
    throw error;
  }
}

/** Resolves once a server has given its first right answer: that an entity has its key. */
export async function firstAnswer(process, contender, inputs) {
  if (contender.isConstant) return process.answers('/constant/first', '{}', () => true);
  const form = contender.form(VARIANTS[0]);
  const { path, body } = form.request({ key: inputs.entities[0], day: inputs.day });
  return process.answers(path, body, (answer) => form.rows(answer)[0].key === inputs.entities[0]);
}

/** How long a contender takes from its start to its first answer, milliseconds; ended then. */
export async function timeToStart(contender, inputs) {
  const started = performance.now();
  const process = await contender.start();
  try {
    await firstAnswer(process, contender, inputs);
    return performance.now() - started;
  } finally {
    await process.stop();
  }
}
