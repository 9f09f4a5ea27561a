import type { FastifyInstance } from 'fastify';

/** Longest time that requests under way are waited for, milliseconds; shorter than the patience of lifetime.ts. */
const GRACE = 5000;

/**
 * Once told to close, lets requests under way be answered, for five seconds at most; the server then ends every connection
 * that is left (`forceCloseConnections: true`). Else one that a client keeps, or has opened ahead and never used, as
 * browsers do, would hold up the end.
 */
export function answerBeforeEnding(app: FastifyInstance): void {
  let underWay = 0;
  let isClosing = false;
  let answered: (() => void) | undefined;
  app.addHook('onRequest', async (_, reply) => {
    underWay++;
    reply.raw.once('close', () => {
      underWay--;
      if (underWay === 0) answered?.();
    });
  });
  app.addHook('onSend', async (_, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    if (underWay === 0) return;
    await new Promise<void>((resolve) => {
      answered = resolve;
      setTimeout(resolve, GRACE).unref();
    });
  });
}
