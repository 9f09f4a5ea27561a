// `npm start` in a checkout of its own: it comes up, and however it is told to, it ends gracefully, once.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyCheckout } from '../support/checkout.ts';
import { answers, Running } from '../support/cli.ts';

let folder: string;
let checkout: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'entente-checkout-'));
  checkout = join(folder, 'entente');
  copyCheckout(checkout);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const npm = (): Running =>
  new Running('npm', ['start'], {
    cwd: checkout,
    detached: true,
    env: { PORT: '0', ENTENTE_DATA: join(folder, 'data') },
  });
const count = (text: string, part: string): number => text.split(part).length - 1;

/** Waits until nothing is left of its group: one that is still there ends with the test's limit. */
async function mustBeGone({ child }: Running): Promise<void> {
  for (;;)
    try {
      process.kill(-(child.pid as number), 0);
      await new Promise((resolve) => setTimeout(resolve, 50));
    } catch {
      return;
    }
}

describe('npm start', () => {
  // The first start builds and loads the curated graph; it is told to end like a container is.
  test.each<[what: string, signal: NodeJS.Signals, whole: boolean]>([
    ['SIGTERM to npm alone', 'SIGTERM', false],
    ['SIGINT to npm alone', 'SIGINT', false],
    ['SIGTERM to the whole group', 'SIGTERM', true],
    ['SIGINT to the whole group, as Ctrl-C in a terminal', 'SIGINT', true],
  ])('%s ends it gracefully, once', async (_, signal, whole) => {
    const running = npm();
    try {
      const [, url] = await running.says(/Entente answers at (\S+)/);
      expect(await (await fetch(new URL('/health/ready', url), { headers: { connection: 'close' } })).json()).toEqual({
        status: 'ready',
        engine: 'embedded',
      });
      const pid = running.child.pid as number;
      process.kill(whole ? -pid : pid, signal);
      // Its output is closed when npm, the shell between and the server are all gone.
      await running.ended;
      const said = running.out + running.err;
      expect([count(said, 'Ending ('), count(said, 'Ended.')]).toEqual([1, 1]);
      expect(said).not.toMatch(/\bat \S+ \(|Warning|Deprecat/);
      expect(await answers(url as string)).toBe(false);
      await mustBeGone(running);
    } finally {
      try {
        process.kill(-(running.child.pid as number), 'SIGKILL');
      } catch {
        // Gone, as it should be.
      }
    }
  });

  test('answers the first question of the first page, and says where it can be asked', async () => {
    const running = npm();
    const [, url] = await running.says(/Entente answers at (\S+)/);
    const page = await (await fetch(url as string)).text();
    const [, question] = /href="(\/graphql\?[^"]+)"/.exec(page) ?? [];
    const answer = (await (await fetch(new URL(question as string, url))).json()) as {
      data?: { agreement?: { name: string } };
      errors?: object[];
    };
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.agreement?.name).toMatch(/S-400/);
    running.child.kill('SIGTERM');
    expect((await running.ended).err).toContain('Ended.');
  });
});
