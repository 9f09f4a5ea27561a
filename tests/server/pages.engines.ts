// The pages in a real browser, where there is one: what a person sees, clicks and types, with nothing but this machine reached.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openEmbedded } from '../../src/engines/embedded/embedded.store.ts';
import { checkSeed } from '../../src/importers/seed/check.ts';
import { loadSeed, seedHash } from '../../src/importers/seed/load.ts';
import { readSeed, seedFiles } from '../../src/importers/seed/read.ts';
import { type Running, startServer } from '../../src/server/server.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { root } from '../support/checkout.ts';
import { findChromium, openChromium } from '../support/chromium.ts';

const program = findChromium();
if (!program)
  process.stderr.write(
    'Left out: the pages in a browser, for no Chromium was found. Install one, or give its path with ENTENTE_TEST_CHROMIUM.\n',
  );

(program ? describe : describe.skip)('in a browser', () => {
  let store: GraphStore;
  let server: Running;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Addresses other than the server's that a page asked for, and what went wrong in it. */
  let elsewhere: string[];
  let problems: string[];

  beforeAll(async () => {
    store = openEmbedded({});
    await store.ensureSchema();
    const seed = readSeed(seedFiles(fileURLToPath(new URL('seed', root))));
    await loadSeed(store, checkSeed(seed), seedHash(seed), () => undefined);
    server = await startServer(store, {
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      maxCost: 200_000,
      cacheBytes: 0,
    });
    browser = await openChromium(program as string);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await store?.close();
  });

  const open = async (path: string, look: { width?: number; dark?: boolean } = {}): Promise<void> => {
    await context?.close();
    context = await browser.newContext({
      viewport: { width: look.width ?? 1280, height: 900 },
      colorScheme: look.dark ? 'dark' : 'light',
    });
    elsewhere = [];
    problems = [];
    await context.route('**', (route) => {
      const address = new URL(route.request().url());
      if (address.origin === new URL(server.url).origin || ['blob:', 'data:'].includes(address.protocol))
        return route.continue();
      elsewhere.push(address.href);
      return route.abort();
    });
    page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('response', (response) => response.status() >= 400 && problems.push(response.url()));
    await page.goto(new URL(path, server.url).href);
  };
  const mustBeQuiet = (): void => expect({ elsewhere, problems }).toEqual({ elsewhere: [], problems: [] });

  const answerShown = async (): Promise<{ data?: Record<string, unknown>; errors?: unknown }> =>
    JSON.parse(await page.locator('body').innerText()) as { data?: Record<string, unknown>; errors?: unknown };

  test.each([0, 1, 2])('question %i of the first page, clicked, is answered from the graph', async (index) => {
    await open('/');
    expect(await page.getByRole('listitem').count()).toBe(3);
    await page.getByRole('link', { name: 'See the answer as JSON' }).nth(index).click();
    const { data, errors } = await answerShown();
    expect(errors).toBeUndefined();
    expect(Object.values(data ?? {}).every((value) => value !== null)).toBe(true);
    const found = JSON.stringify(data);
    expect(found).toContain(['Rosoboronexport', 'Lithuania', 'Prussia'][index]);
    mustBeQuiet();
  });

  test.each([0, 1, 2])('question %i opens in the editor, and runs there', async (index) => {
    await open('/');
    await page.getByRole('link', { name: 'Open it in the editor' }).nth(index).click();
    await page.getByRole('button', { name: /Execute query/ }).click();
    const shown = page.locator('.graphiql-response');
    await shown.getByText('"data"').waitFor();
    await shown
      .getByText(['agreement', 'organization', 'then'][index] as string)
      .first()
      .waitFor();
    mustBeQuiet();
  });

  test('the editor without a question begins with one that is answered, and knows the schema', async () => {
    await open('/graphiql');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.graphiql-response').getByText('"data"').waitFor();
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query' }).first().waitFor();
    mustBeQuiet();
  });

  test('the first page is read and reached without a mouse, and says its language', async () => {
    await open('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('heading').allInnerTexts()).toEqual(['Entente', 'Ask it', 'Use it']);
    expect(await page.getByRole('main').count()).toBe(1);
    const links = await page.getByRole('link').count();
    for (let index = 0; index < links; index++) {
      await page.keyboard.press('Tab');
      const focused = page.locator('a:focus-visible');
      expect(await focused.count()).toBe(1);
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    }
    await page.getByRole('link').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/graphiql/);
  });

  test.each([
    ['light, narrow', { width: 320 }],
    ['dark, narrow', { width: 320, dark: true }],
    ['light, wide', {}],
    ['dark, wide', { dark: true }],
  ])('the first page has the contrast WCAG 2.2 asks for and no sideways scrolling: %s', async (_, look) => {
    await open('/', look);
    const { colours, overflow } = await page.evaluate<{ colours: [string, string, string][]; overflow: number }>(LOOKS);
    expect(overflow).toBeLessThanOrEqual(0);
    for (const [tag, ink, ground] of colours) expect([tag, contrast(ink, ground) >= 4.5]).toEqual([tag, true]);
  });
});

/** Asked inside the page: every text's colour on the page's ground, and how far the page is wider than the window. */
const LOOKS = `({
  colours: [...document.querySelectorAll('h1, h2, p, a, code, li')].map((element) => [
    element.tagName, getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor,
  ]),
  overflow: document.documentElement.scrollWidth - window.innerWidth,
})`;

/** Contrast of two colours as `rgb(r, g, b)`, from 1 to 21: WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}
