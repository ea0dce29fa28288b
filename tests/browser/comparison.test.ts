import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparisonPage } from '../../scripts/commands/comparison-page/page.ts';
import { sampleComparison } from '../compare/sample-report.ts';
import { openPage } from './open-page.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing)
  process.stderr.write(
    `Skipped: the comparison in a browser (no ${executablePath}; install chromium or set CHROMIUM).\n`,
  );

const folder = mkdtempSync(join(tmpdir(), 'ig-comparison-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const file = join(folder, 'comparison.html');
const address = pathToFileURL(file).href;

describe.skipIf(missing)('a comparison in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(file, comparisonPage(sampleComparison(), '0.1.0'));
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const told = (page: Page) => page.locator('.i[data-classes]:visible').count();

  test('is narrowed to an actor, to classes, to what an example shows and to words', async () => {
    const { page, requests, complaints } = await openPage(browser, address);
    await page.getByRole('button', { name: 'Open all' }).click();
    const all = await told(page);
    expect(all).toBeGreaterThan(4);
    // A minimum that is raised breaks who sends, and means nothing to who reads.
    const raised = page.locator('[data-rule="min-raised"]');
    await page.getByLabel('For', { exact: true }).selectOption('Portal');
    await page.getByLabel('Compatible', { exact: true }).uncheck();
    await expect.poll(() => raised.isVisible()).toBe(false);
    await page.getByLabel('For', { exact: true }).selectOption('Scales');
    await expect.poll(() => raised.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('Only what an example shows').check();
    await expect.poll(() => told(page)).toBe(1);
    await page.getByRole('searchbox', { name: 'Text' }).fill('there is no such text');
    await expect.poll(() => page.getByText('No change fits the filter.').isVisible()).toBe(true);
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
  });

  test('is worked by keyboard, and reads without its script', async () => {
    const { page } = await openPage(browser, address);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the changes');
    const closed = page.locator('details.r:not([open])').first();
    const id = await closed.getAttribute('id');
    await closed.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator(`[id="${id}"][open]`).count()).toBe(1);
    const { page: plain } = await openPage(browser, address, { javaScriptEnabled: false });
    expect(await plain.locator('#filter').isVisible()).toBe(false);
    expect(await plain.locator('#shared .i').count()).toBe(1);
  });

  for (const [width, colorScheme] of [[360, 'light'], [360, 'dark'], [1440, 'light'], [1440, 'dark']] as const) // biome-ignore format: one line each
    test(`fits ${width} px and is accessible, ${colorScheme}`, async () => {
      const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
      const { page } = await openPage(browser, address, options);
      await page.getByRole('button', { name: 'Open all' }).click();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
    });
});
