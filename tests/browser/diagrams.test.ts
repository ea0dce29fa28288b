import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing) {
  process.stderr.write(
    `Skipped: the diagrams in a browser (no ${executablePath}; install chromium or set CHROMIUM).\n`,
  );
}

const folder = 'input/includes';
const names = readdirSync(folder).filter((name) => name.endsWith('.svg'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(missing)('the diagrams of the pages in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  async function open(name: string, width: number) {
    const page = await browser.newPage({ viewport: { width, height: 740 } });
    const svg = readFileSync(`${folder}/${name}`, 'utf8').replace(/^<!--.*?-->/, '');
    await page.setContent(
      `<!DOCTYPE html><html lang="fr"><title>${name}</title><main><h1>${name}</h1><figure style="margin: 0 16px">${svg}</figure></main>`,
    );
    return page;
  }

  test('there are some', () => expect(names.length).toBeGreaterThan(2));

  for (const name of names) {
    test(`${name} keeps its texts within its edges and apart from each other`, async () => {
      const page = await open(name, 360);
      const boxes = await page.$$eval('svg text', (texts) =>
        texts.map((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return { text: text.textContent, left, right, top: top + 2, bottom: bottom - 2 };
        }),
      );
      const edges = await page.$eval('svg', (svg) => ({ ...svg.getBoundingClientRect().toJSON() }));
      expect(boxes.length).toBeGreaterThan(5);
      for (const { text, left, right } of boxes) {
        expect(left, `${text}`).toBeGreaterThanOrEqual(edges.left);
        expect(right, `${text}`).toBeLessThanOrEqual(edges.right);
      }
      const overlapping = boxes.flatMap((a, index) =>
        boxes
          .slice(index + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          .map((b) => `${a.text} / ${b.text}`),
      );
      expect(overlapping).toEqual([]);
      await page.close();
    });

    test(`${name} is large enough to read on a phone, and no wider than a text on a desk`, async () => {
      const phone = await open(name, 360);
      expect(await phone.$eval('svg text', (text) => text.getBoundingClientRect().height)).toBeGreaterThan(11);
      expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(360);
      await phone.close();
      const desk = await open(name, 1440);
      expect(await desk.$eval('svg', (svg) => svg.getBoundingClientRect().width)).toBeLessThanOrEqual(512);
      await desk.close();
    });

    test(`${name} is accessible`, async () => {
      const page = await open(name, 360);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
        return (await axe.run()).violations.map(({ id }) => id);
      });
      expect(violations).toEqual([]);
      await page.close();
    });
  }
});
