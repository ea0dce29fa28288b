import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectFolder } from '../guide/compile-guide.ts';
import { type OpenedPage, openPage } from './open-page.ts';
import { isWithout, site } from './published-site.ts';
import { serveFolder } from './serve-folder.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const missing = !existsSync(executablePath);
if (missing)
  process.stderr.write(`Skipped: the checker's page in a browser (no ${executablePath}; install chromium).\n`);

const folder = mkdtempSync(join(tmpdir(), 'ig-verifier-page-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const good = readFileSync(join(projectFolder, 'tests/api/cases/shared/measure-and-device.json'), 'utf8');
const bad = good.replace('"subject"', '"sujet"').replace('"final"', '"finall"');
const evil = `"><img src=x onerror="window.hit=1"></code></script><script>window.hit=1</script>`;

/** Every text of a payload is markup. */
function hostile(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hostile);
  if (typeof value === 'string') return evil;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === 'resourceType' ? part : hostile(part)]),
  );
}

/** The template's policy around nothing but the checker. */
function barePage(): string {
  const template = readFileSync(join(projectFolder, 'template/includes/page-begin.html'), 'utf8');
  const [policy] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(template) ?? [];
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="UTF-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>Vérifier un envoi</title>${policy}<link rel="icon" href="data:,"/><link rel="stylesheet" href="verifier.css"/></head><body><main><h1>Vérifier un envoi</h1><div id="verifier"></div></main><script src="verifier.js" defer="defer"></script></body></html>`;
}

let browser: Browser;
const servers: Server[] = [];

async function open(address: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const opened = await openPage(browser, address, options);
  await opened.page.waitForSelector('#verifier[data-state="warm"]', { timeout: 30_000 });
  return opened;
}

/** Does something that starts a check, and waits for its end. */
async function checked(page: Page, act: () => Promise<unknown>): Promise<string> {
  const before = Number((await page.locator('#verifier').getAttribute('data-runs')) ?? 0);
  await act();
  await page.waitForSelector(`#verifier[data-runs="${before + 1}"]`, { timeout: 60_000 });
  return (await page.locator('.v-results').textContent()) ?? '';
}

const paste = (page: Page, text: string) =>
  checked(page, async () => {
    await page.evaluate(
      `(field => { field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event('input')); })(document.getElementById('v-text'))`,
    );
    await page.getByRole('button', { name: 'Vérifier l’envoi' }).click();
  });
const pick = (page: Page, name: string, buffer: Buffer) =>
  checked(page, () => page.locator('#v-file').setInputFiles({ name, mimeType: 'application/json', buffer }));

const addresses: Record<string, () => Promise<string>> = {
  'from the file system': async () => pathToFileURL(join(folder, 'verifier.html')).href,
  served: async () => {
    const { address, server } = await serveFolder(folder);
    servers.push(server);
    return `${address}/verifier.html`;
  },
  ...(isWithout
    ? {}
    : {
        'in the published site, from the file system': async () => pathToFileURL(join(site, 'verifier.html')).href,
        'in the published site, served': async () => {
          const { address, server } = await serveFolder(site);
          servers.push(server);
          return `${address}/verifier.html`;
        },
      }),
};

beforeAll(async () => {
  if (missing) return;
  const args = ['bin/ig.js', 'checker', '--offline', '--frozen', '--quiet', '--output', folder];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: projectFolder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  writeFileSync(join(folder, 'verifier.html'), barePage());
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
});
afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const [where, addressOf] of Object.entries(addresses))
  describe.skipIf(missing)(`the checker's page ${where}`, () => {
    let address = '';
    beforeAll(async () => {
      address = await addressOf();
    });

    test('asks for nothing once it is loaded, whatever is checked, and may not', async () => {
      const { page, requests, complaints } = await open(address);
      expect(complaints).toEqual([]);
      requests.length = 0;
      await page.context().setOffline(true);
      expect(await paste(page, good)).toContain('HTTP 200');
      expect(await paste(page, bad)).toContain('HTTP 422');
      expect(await pick(page, 'envoi.json', Buffer.from(good))).toContain('HTTP 200');
      await checked(page, () => page.getByLabel('Partir d’un exemple').selectOption({ index: 1 }));
      await checked(page, () => page.getByRole('button', { name: 'Vérifier la recherche' }).click());
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      const sent = await page.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')");
      expect([sent, complaints.some((each) => /Content Security Policy/.test(each))]).toEqual(['refused', true]);
      expect(requests.filter((url) => !url.startsWith('https://example.org'))).toEqual([]);
      await page.context().close();
    });

    test('shows the answer, and each finding at its line, in French and English, with its links', async () => {
      const { page } = await open(address);
      await paste(page, bad);
      expect(await page.locator('.v-answer').textContent()).toContain('Observation.subject.identifier is mandatory.');
      expect(await page.locator('.v-basis').textContent()).toMatch(
        /^Cette réponse est (documentée|une décision|inconnue)/,
      );
      const wrong = page.locator('.v-finding', { hasText: 'finall' }).first();
      const line = bad.split('\n').findIndex((each) => each.includes('finall')) + 1;
      expect(await wrong.locator('.v-place').textContent()).toContain(`ligne ${line},`);
      expect(await wrong.locator('mark').textContent()).toContain('"status": "finall"');
      expect(await wrong.locator('.v-suggestion').textContent()).toBe('Vouliez-vous dire « final » ?');
      expect(await wrong.textContent()).toContain('n’est pas dans le jeu de valeurs');
      expect(await wrong.locator('[lang="en"]').textContent()).toContain('is not in the value set');
      const missed = page.locator('.v-finding', { hasText: 'mes-usager' }).first();
      expect(await missed.getByRole('link', { name: /Règle E3/ }).getAttribute('href')).toBe(
        'CodeSystem-mes-regle-api.html#mes-regle-api-E3',
      );
      expect(
        await page.getByRole('link', { name: 'Profil MESObservationBodyWeight' }).first().getAttribute('href'),
      ).toBe('StructureDefinition-MESObservationBodyWeight.html');
      expect(
        await page
          .getByRole('link', { name: /Élément Observation.subject/ })
          .first()
          .getAttribute('href'),
      ).toBe('StructureDefinition-MESObservationBodyWeight-definitions.html#Observation.subject');
      await wrong.locator('button.v-place').click();
      const selected =
        '(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)';
      expect(await page.evaluate(selected)).toBe('"status": "finall",');
      expect(await page.locator('.v-example pre').textContent()).toContain('"29463-7"');
      await page.context().close();
    });

    test('is worked by keyboard alone', async () => {
      const { page } = await open(address);
      await page.locator('#v-examples').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.id')).toBe('v-text');
      await page.keyboard.insertText(good);
      expect(await checked(page, () => page.keyboard.press('Control+Enter'))).toContain('HTTP 200');
      await page.context().close();
    });

    test('has an answer to what is no payload, and runs nothing of it', async () => {
      const { page, complaints } = await open(address);
      expect(await paste(page, '')).toContain('HTTP 400');
      expect(await paste(page, '<Bundle xmlns="http://hl7.org/fhir"/>')).toContain('Convertissez la ressource en JSON');
      expect(await pick(page, 'photo.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toContain(
        'une image',
      );
      expect(await pick(page, 'bom.json', Buffer.from(`\ufeff${good}`))).toContain('BOM');
      expect(await pick(page, 'utf16.json', Buffer.from(`\ufeff${good}`, 'utf16le'))).toContain('UTF-16');
      expect(await paste(page, good.replace('"status": "final"', '"status": "final", "triggeredBy": []'))).toContain(
        'HTTP 422',
      );
      expect(await paste(page, JSON.stringify(hostile(JSON.parse(good))))).toContain('HTTP 422');
      expect(await paste(page, `${'['.repeat(100_000)}`)).toContain('HTTP 400');
      expect(await page.evaluate('window.hit')).toBeUndefined();
      expect(await page.locator('#verifier img, #verifier script').count()).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('several payloads at once, and a link that holds none', async () => {
      const { page } = await open(address);
      const lines = [good, bad, good].map((text) => JSON.stringify(JSON.parse(text))).join('\n');
      await pick(page, 'envois.ndjson', Buffer.from(lines));
      expect(await page.locator('.v-result').count()).toBe(3);
      expect(await page.locator('.v-status').textContent()).toContain('3 envois vérifiés, 1 avec des erreurs');
      await paste(page, bad);
      const target = (await page.getByRole('button', { name: /Copier un lien/ }).getAttribute('data-target')) ?? '';
      expect(target).toMatch(/#statut=422&regles=[A-Z\d+]+$/);
      await page.goto('about:blank');
      await page.goto(target);
      await page.waitForSelector('#verifier[data-state="warm"]', { timeout: 30_000 });
      expect(await page.locator('.v-results').textContent()).toContain('Ce lien mène à une réponse HTTP 422');
      await page.context().close();
    });

    // In the site what is around the checker is as light or dark as it is.
    const looked = where.includes('published site') ? 'document' : "'#verifier'";
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 1440])
        test(`axe finds nothing, nothing overflows: ${colorScheme}, ${width} px`, async () => {
          const { page } = await open(address, { colorScheme, viewport: { width, height: 800 } });
          await paste(page, bad);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          await page.evaluate(axe);
          const violations = (await page.evaluate(
            `axe.run(${looked}).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
          )) as string[];
          expect(violations).toEqual([]);
          await page.context().close();
        });
  });

describe.skipIf(missing)('the checker’s page and what is large', () => {
  const address = pathToFileURL(join(folder, 'verifier.html')).href;

  test('a file of 100 MB is refused without being read', async () => {
    const { page } = await open(address);
    const file = join(folder, 'large.json');
    writeFileSync(file, '{');
    truncateSync(file, 100_000_000);
    expect(await checked(page, () => page.locator('#v-file').setInputFiles(file))).toContain(
      'plus long que ce que cette page lit',
    );
    await page.context().close();
  });

  test('5,000 entries are checked while the page goes on, and can be stopped', async () => {
    const { page } = await open(address);
    const bundle = JSON.parse(good);
    const [first] = bundle.entry;
    bundle.entry = Array.from({ length: 5_000 }, () => first);
    await page.evaluate(`document.getElementById('v-text').value = JSON.stringify(${JSON.stringify(bundle)})`);
    await page.evaluate('window.turns = 0; setInterval(() => window.turns++, 10)');
    const text = await checked(page, () => page.getByRole('button', { name: 'Vérifier l’envoi' }).click());
    expect(text).toContain('HTTP 422');
    expect(await page.locator('.v-finding').count()).toBeLessThanOrEqual(200);
    expect(Number(await page.evaluate('window.turns'))).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Vérifier l’envoi' }).click();
    await page.getByRole('button', { name: 'Arrêter' }).click();
    expect(await page.locator('.v-status').textContent()).toBe('Arrêté.');
    expect(await paste(page, good)).toContain('HTTP 200');
    await page.context().close();
  });
});
