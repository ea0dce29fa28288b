import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import { renderHtml } from '../report/rendered.ts';
import { missingStatus, sampleReport } from '../report/sample.ts';
import { openPage } from './open-page.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing) {
  process.stderr.write(`Skipped: the report in a browser (no ${executablePath}; install chromium or set CHROMIUM).\n`);
}

const folder = mkdtempSync(join(tmpdir(), 'ig-report-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = {
  cardinality: { summary: 'An element occurs as often as it may.', spec: 'https://hl7.org/fhir/R4/profiling.html' },
};
const phases = [
  { name: 'compile', seconds: 0.41 },
  { name: 'validate', seconds: 0.22 },
];
let browser: Browser;

function address(name: string, report: Report): string {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, renderHtml(report, { title: 'API Mesures de santé', rules, phases }));
  return pathToFileURL(file).href;
}

const open = (url: string, options: BrowserContextOptions = {}) => openPage(browser, url, options);

describe.skipIf(missing)('the report in a browser', () => {
  const found = address('found', sampleReport());
  const small = address('small', sampleReport({ resources: 21 }));
  const clean = address('clean', sampleReport({ findings: false, resources: 21 }));

  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ];
    browser = await chromium.launch({
      executablePath,
      args: [...args, '--disable-component-update', '--disable-sync'],
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const rows = (page: Page) => page.locator('.r:visible').count();

  test('opens from a file, asks for nothing else, and its own policy has nothing to refuse', async () => {
    const { page, requests, complaints } = await open(found);
    await page.getByRole('searchbox', { name: 'Text' }).fill('bmi');
    expect(requests).toEqual([found]);
    expect(complaints).toEqual([]);
  });

  test('finds resources by text, file, rule, severity and whether there is a finding', async () => {
    const { page } = await open(found);
    const shown = page.locator('#f-count');
    await expect.poll(() => rows(page)).toBe(60);

    await page.getByRole('searchbox', { name: 'Text' }).fill('bodyweight exemple-2');
    await expect.poll(() => rows(page)).toBe(1);
    expect(await shown.textContent()).toBe('Showing 1 of 60 resources and 2 of 88 findings.');

    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByRole('combobox', { name: 'File' }).fill('heartrate');
    await expect.poll(() => rows(page)).toBe(6);

    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('Rule', { exact: true }).selectOption('display');
    await expect.poll(() => rows(page)).toBe(3);

    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('Only with findings').check();
    await expect.poll(() => rows(page)).toBe(6);
    await page.getByLabel('Warning').uncheck();
    await page.getByLabel('Note').uncheck();
    await expect.poll(() => rows(page)).toBe(2);

    await page.getByRole('searchbox', { name: 'Text' }).fill('there is no such text');
    await expect.poll(() => rows(page)).toBe(0);
    expect(await page.getByText('Nothing matches the filter.').isVisible()).toBe(true);
  });

  test('is worked by keyboard alone', async () => {
    const { page } = await open(found);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the findings');
    const valid = page.locator('details.r:not([open])').first();
    await valid.locator('summary').focus();
    const id = await valid.getAttribute('id');
    await page.keyboard.press('Enter');
    expect(await page.locator(`[id="${id}"][open]`).count()).toBe(1);
    const only = page.locator('#rule-display').getByRole('button', { name: 'Show only these' });
    await only.focus();
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Rule', { exact: true }).inputValue()).toBe('display');
    expect(await rows(page)).toBe(3);
  });

  test('a deep link opens its resource, and shows it although the filter hides it', async () => {
    const id = 'resource-Observation-steps-exemple-6';
    const { page } = await open(`${found}#${id}`);
    expect(await page.locator(`[id="${id}"][open]`).isVisible()).toBe(true);
    await page.getByLabel('Only with findings').check();
    await expect.poll(() => page.locator(`[id="${id}"]`).isVisible()).toBe(false);
    await page.evaluate(`location.hash = ''; location.hash = '${id}'`);
    await expect.poll(() => page.locator(`[id="${id}"]`).isVisible()).toBe(true);
    await page.evaluate("location.hash = 'rule-cardinality'");
    await expect.poll(() => page.locator('#rule-cardinality').isVisible()).toBe(true);
  });

  test('reads without its script: all resources, no dead controls', async () => {
    const { page } = await open(found, { javaScriptEnabled: false });
    expect(await rows(page)).toBe(60);
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.locator('button:visible').count()).toBe(0);
    await page.locator('details.r:not([open]) > summary').first().click();
    expect(
      await page
        .getByText('is not one of the code’s own')
        .or(page.getByText("is not one of the code's own"))
        .first()
        .isVisible(),
    ).toBe(true);
  });

  test('prints with every resource open', async () => {
    const { page } = await open(found);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('details.r[open]').count()).toBe(2);
  });

  test('runs nothing that a text of the report brings along', async () => {
    const evil = `"><img src=x onerror="window.hit=1"></code></script><script>window.hit=1</script>`;
    const issue = { ...missingStatus, message: evil, rule: evil, expression: evil, source: { file: evil } };
    const result = { file: evil, resource: evil, profiles: [evil], valid: false, issues: [issue] };
    const { page, requests } = await open(address('evil', { ...sampleReport(), issues: [issue], results: [result] }));
    await page.getByLabel('Rule', { exact: true }).selectOption(evil);
    await expect.poll(() => rows(page)).toBe(1);
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
    expect(requests).toHaveLength(1);
  });

  test('5,000 resources open and filter within seconds', async () => {
    const { page } = await open(address('big', sampleReport({ resources: 5_000 })));
    await page.getByRole('searchbox', { name: 'Text' }).fill('exemple-500');
    await expect.poll(() => rows(page), { timeout: 10_000 }).toBe(10);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1440]) {
      for (const [name, url] of Object.entries({ 'with findings': small, 'without findings': clean })) {
        test(`axe finds nothing, nothing overflows: ${name}, ${colorScheme}, ${width} px`, async () => {
          const { page } = await open(url, { colorScheme, viewport: { width, height: 800 } });
          await page.getByRole('button', { name: 'Open all' }).click();
          await page.evaluate(axe);
          const violations = (await page.evaluate(
            "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
          )) as string[];
          expect(violations).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        });
      }
    }
  }
});
