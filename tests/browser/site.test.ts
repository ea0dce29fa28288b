import { existsSync, readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commentSite, isWithout, isWithoutComment, site } from './published-site.ts';
import { serveFolder } from './serve-folder.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
const missing = isWithout || !hasBrowser;
if (!hasBrowser && !(isWithout && isWithoutComment)) {
  process.stderr.write(`Skipped: the published site in a browser (no ${executablePath}; install chromium).\n`);
}
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One of each kind of page. */
const kinds = [
  'index',
  'specifications-techniques',
  'downloads',
  'toc',
  'artifacts',
  'StructureDefinition-MESObservationBp',
  'StructureDefinition-MESObservationBmi',
  'StructureDefinition-MESObservationBp-definitions',
  'StructureDefinition-MESObservationBp-mappings',
  'StructureDefinition-MESObservationBp-examples',
  'StructureDefinition-MESDevice',
  'StructureDefinition-MESBundleAlimentation',
  'CapabilityStatement-mes-api-serveur',
  'CodeSystem-mes-erreur-api',
  'ValueSet-mes-erreur-recherche',
  'SearchParameter-mes-offset',
  'Parameters-recherche-requete-toutes',
  'mesures',
  'regles',
  'demarrage',
  'correspondances',
  'renvois',
  'exigences',
  'glossaire',
  'securite',
  'Observation-poids-complet',
  'Bundle-alimentation-poids-balance',
  'OperationOutcome-erreur-imc',
];

let browser: Browser | undefined;
const servers: Server[] = [];
let address: string;

async function serve(folder: string): Promise<string> {
  const served = await serveFolder(folder);
  servers.push(served.server);
  return served.address;
}

async function open(
  page: string,
  options: BrowserContextOptions = {},
  base = address,
): Promise<{ page: Page; complaints: string[] }> {
  if (browser === undefined) throw new Error('No browser was started.');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const opened = await context.newPage();
  const complaints: string[] = [];
  opened.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  opened.on('response', (response) => {
    if (!response.ok()) complaints.push(`${response.status()} ${response.url()}`);
  });
  opened.on('console', (message) => complaints.push(message.text()));
  opened.on('pageerror', (error) => complaints.push(String(error)));
  await opened.goto(`${base}/${page}`);
  return { page: opened, complaints };
}

/** Axe finds nothing in any tab of a page, nothing overflows, nothing is asked elsewhere. */
async function examine(kind: string, width: number, base = address): Promise<void> {
  const { page, complaints } = await open(`${kind}.html`, { viewport: { width, height: 800 } }, base);
  const panels = await page.getByRole('tab').all();
  for (const tab of panels.length === 0 ? [undefined] : panels) {
    await tab?.click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    // A command to copy is seen whole.
    const cut = `[...document.querySelectorAll('.language-sh pre, .language-http pre')].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent)`;
    expect(await page.evaluate(cut)).toEqual([]);
    await page.evaluate(axe);
    const violations = (await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
    )) as string[];
    expect(violations).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await page.context().close();
}

const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()');

beforeAll(async () => {
  if (hasBrowser)
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
});
afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
});

describe.skipIf(missing)('the published site in a browser', () => {
  beforeAll(async () => {
    address = await serve(site);
  });

  for (const width of [360, 1440]) {
    for (const kind of kinds) {
      test(`axe finds nothing, nothing overflows, nothing is asked elsewhere: ${kind}, ${width} px`, async () => {
        await examine(kind, width);
      });
    }
  }

  test('says what it is: French, a demonstration, and in which stage', async () => {
    const { page } = await open('index.html');
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.locator('.dragon').isVisible()).toBe(true);
    const stages: Record<string, string> = {
      'version de travail': 'Version de travail',
      'en concertation': 'concertation',
    };
    const label = (await page.locator('.release-label').textContent()) ?? '';
    const words = Object.entries(stages).find(([start]) => label.includes(start))?.[1];
    if (words === undefined) expect(await page.locator('.stu-note').count()).toBe(0);
    else expect(await page.locator('.stu-note').first().textContent()).toContain(words);
  });

  test('the first stop of the keyboard leads to the content', async () => {
    const { page } = await open('index.html');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Aller au contenu');
    expect(await page.locator('.skip-link').boundingBox()).toMatchObject({
      y: expect.toSatisfy((y: number) => y >= 0),
    });
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
  });

  test('the menu opens and closes by keyboard', async () => {
    const { page } = await open('index.html');
    const opener = page.getByRole('button', { name: 'Autres ressources' });
    await opener.focus();
    await page.keyboard.press('Enter');
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('link', { name: 'Sécurité' }).first().isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    expect(await focused(page)).toBe('Autres ressources');
  });

  test('on a narrow screen the menu is behind a button', async () => {
    const { page } = await open('index.html', { viewport: { width: 360, height: 800 } });
    const menu = page.getByRole('navigation', { name: 'Menu principal' });
    expect(await menu.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    expect(await menu.isVisible()).toBe(true);
  });

  test('the tabs of a profile follow the arrows, and an address with a fragment opens its tab', async () => {
    const { page } = await open('StructureDefinition-MESObservationBp.html');
    await page.getByRole('tab', { name: 'Différentiel' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('Éléments clés');
    expect(await page.getByRole('tabpanel').count()).toBe(1);
    await page.keyboard.press('End');
    expect(await focused(page)).toBe('Tous les éléments');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('Différentiel');

    const direct = await open('StructureDefinition-MESObservationBp.html#elements-cles');
    expect(await direct.page.getByRole('tab', { selected: true }).textContent()).toBe('Éléments clés');
  });

  test('the tree closes, opens and filters by keyboard', async () => {
    const { page } = await open('StructureDefinition-MESObservationBp.html');
    const tree = page.locator('#differentiel table').first();
    const rows = () => tree.locator('tr[id]:visible').count();
    const all = await rows();
    const opener = tree.getByRole('button', { name: 'Replier' }).first();
    await opener.focus();
    await page.keyboard.press('Enter');
    const closed = await rows();
    expect(closed).toBeLessThan(all);
    await tree.getByRole('textbox', { name: 'Filtrer les éléments' }).fill('bodySite');
    expect(await rows()).toBeLessThan(closed);
    await tree.getByRole('textbox', { name: 'Filtrer les éléments' }).fill('');
    expect(await rows()).toBe(closed);
    await tree.getByRole('button', { name: 'Déplier' }).first().press(' ');
    expect(await rows()).toBe(all);
  });

  test('the panel of the tree hides bindings and is left with Escape', async () => {
    const { page } = await open('StructureDefinition-MESObservationBp.html#tous-les-elements');
    const panel = page.locator('#tous-les-elements');
    const bindings = () => panel.locator('.hierarchy .binding:visible').count();
    expect(await bindings()).toBeGreaterThan(0);
    await panel.getByRole('button', { name: 'Choisir les précisions affichées' }).press('Enter');
    await panel.getByRole('checkbox', { name: 'Liaisons' }).uncheck();
    expect(await bindings()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await panel.getByRole('checkbox', { name: 'Liaisons' }).isVisible()).toBe(false);
  });

  test('reads without its scripts, and prints with all views open', async () => {
    const { page } = await open('StructureDefinition-MESObservationBp.html', { javaScriptEnabled: false });
    expect(await page.locator('.tab-panel:visible').count()).toBe(3);
    expect(await page.getByRole('navigation', { name: 'Menu principal' }).isVisible()).toBe(true);
    const printed = await open('StructureDefinition-MESObservationBp.html');
    await printed.page.emulateMedia({ media: 'print' });
    expect(await printed.page.locator('.tab-panel:visible').count()).toBe(3);
  });
});

describe.skipIf(isWithoutComment || !hasBrowser)('the home page in the stage of a public comment', () => {
  let base: string;
  beforeAll(async () => {
    base = await serve(commentSite);
  });

  for (const width of [360, 1440])
    test(`axe finds nothing, nothing overflows, nothing is asked elsewhere: ${width} px`, () =>
      examine('index', width, base));

  test('says that comments are welcome, and nothing of the other stage', async () => {
    const { page } = await open('index.html', {}, base);
    expect(await page.locator('.release-label').textContent()).toContain('en concertation');
    const notes = (await page.locator('.stu-note').allTextContents()).join(' ');
    expect(notes).toContain('les commentaires sont les bienvenus');
    expect(notes).not.toContain('Version de travail');
  });
});
