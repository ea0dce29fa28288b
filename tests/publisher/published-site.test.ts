import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';
import { root } from '../cli/run-ig.ts';

/** The output of a run of the real Publisher on the guide of this repository. */
const { IG_PUBLISHED_SITE: site = '' } = process.env;
const isAbsent = site === '' || !existsSync(join(site, 'qa.json'));
if (isAbsent)
  process.stderr.write(
    'Skipped: the site that the real Publisher makes. To make it: npx ig publish --offline, then IG_PUBLISHED_SITE=build/site npm test (needs Java 17 and Jekyll)\n',
  );

describe.skipIf(isAbsent)('the site of this guide, made by the real Publisher without a network', () => {
  const pages = isAbsent ? [] : readdirSync(site);
  const generated = join(root, 'fsh-generated', 'resources');

  test('it has its pages, one for each artefact, and its downloads', () => {
    for (const name of ['index.html', 'toc.html', 'artifacts.html', 'qa.html', 'package.tgz', 'full-ig.zip']) {
      expect(pages, name).toContain(name);
      expect(statSync(join(site, name)).size, name).toBeGreaterThan(1000);
    }
    const artefacts = readdirSync(generated)
      .filter((name) => name.endsWith('.json') && !name.startsWith('ImplementationGuide-'))
      .map((name) => name.replace(/json$/, 'html'));
    expect(artefacts.filter((name) => name.startsWith('StructureDefinition-')).length).toBeGreaterThanOrEqual(12);
    expect(artefacts.length).toBeGreaterThan(13);
    expect(artefacts.filter((name) => !pages.includes(name))).toEqual([]);
  });

  test('the Publisher counts no error, and did not fail', () => {
    const qa = JSON.parse(readFileSync(join(site, 'qa.json'), 'utf8'));
    expect(qa.exception).toBeUndefined();
    expect(qa.errs).toBe(0);
  });

  test('both versions of the doubled package are in the table of dependencies and in the package', async () => {
    const text = readFileSync(join(site, 'index.html'), 'utf8');
    for (const version of ['3.0.1', '3.2.0']) expect(text).toContain(version);
    const files = await readArchiveFiles(join(site, 'package.tgz'));
    const { dependencies } = JSON.parse(files.get('package/package.json')?.toString('utf8') ?? '{}');
    expect(dependencies['ans.fhir.fr.mesures']).toBe('3.0.1');
    expect(Object.values(dependencies)).toContain('3.2.0');
    const parentOf = (name: string) =>
      JSON.parse(files.get(`package/StructureDefinition-${name}.json`)?.toString('utf8') ?? '{}').baseDefinition;
    expect(parentOf('MESObservationBp')).toMatch(/\|3\.2\.0$/);
    expect(parentOf('MESObservationBmi')).toMatch(/\|3\.0\.1$/);
  });

  test('the report has the Publisher’s phases beside ours, and no finding without a reason', () => {
    const report: Report = JSON.parse(readFileSync(join(site, '..', 'report.json'), 'utf8'));
    expect(report.publication).toMatchObject({ version: '2.1.2', offline: true });
    const phases = report.phases?.map(({ name }) => name) ?? [];
    for (const name of ['Compile and snapshots', 'Stage', 'IG Publisher: Validation', 'IG Publisher: Jekyll'])
      expect(phases).toContain(name);
    const grave = [...report.issues, ...report.results.flatMap(({ issues }) => issues)].filter(
      ({ severity, accepted }) => severity !== 'information' && accepted === undefined,
    );
    expect(grave.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    if (report.publication?.reproducible !== undefined) expect(report.publication.reproducible).toBe(true);
  });

  test('its package is the built one: every reference in the same version, in every snapshot the same elements', async () => {
    const files = await readArchiveFiles(join(site, 'package.tgz'));
    const built = join(root, 'build', 'package');
    expect(files.get('package/other/cas-de-test.zip')).toEqual(readFileSync(join(built, 'other', 'cas-de-test.zip')));
    const names = readdirSync(built).filter((name) => name.startsWith('StructureDefinition-'));
    expect(names.length).toBeGreaterThanOrEqual(12);
    let versions = 0;
    for (const name of names) {
      const theirs = elementsOf(files.get(`package/${name}`)?.toString('utf8') ?? '{}');
      const ours = elementsOf(readFileSync(join(built, name), 'utf8'));
      expect(theirs.map(({ id }) => id)).toEqual(ours.map(({ id }) => id));
      theirs.forEach((element, index) => {
        const [site, own] = [element, ours[index]].map((each) => versionsIn(JSON.stringify(each), '3.'));
        expect(site, `${name} ${element.id}`).toEqual(own);
        versions += own?.length ?? 0;
      });
    }
    expect(versions).toBeGreaterThan(10);
  });

  test('the report says that the packages are equal, and what was compared', () => {
    const report: Report = JSON.parse(readFileSync(join(site, '..', 'report.json'), 'utf8'));
    const messages = report.issues.filter(({ rule }) => rule === 'publisher-package').map(({ message }) => message);
    expect(messages).toEqual([expect.stringMatching(/^The site's package and the build's are equal \(\d+ resources/)]);
    expect(report.issues.filter(({ rule }) => rule === 'publisher-version')).toEqual([]);
  });
});

function elementsOf(text: string): { readonly id: string }[] {
  return JSON.parse(text).snapshot.element;
}

/** References that name a version which begins so. */
function versionsIn(text: string, prefix: string): string[] {
  return (text.match(/"https?:[^"|]*\|[^"]*"/g) ?? []).filter((each) => each.includes(`|${prefix}`)).sort();
}
