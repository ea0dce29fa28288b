import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { comparePackages } from '../../scripts/publish/compare-packages.ts';
import { formatIgIni, parseIgIni } from '../../scripts/publish/ig-ini.ts';
import { heapFor } from '../../scripts/publish/memory.ts';
import { withParameters } from '../../scripts/publish/parameters.ts';
import { PublisherPhases, usualTimes } from '../../scripts/publish/phases.ts';
import { readStep } from '../../scripts/publish/steps.ts';
import { isMultiLanguageConfig } from '../../scripts/publish/template.ts';

const log = readFileSync(new URL('publisher-2.1.2.txt', import.meta.url), 'utf8').split('\n');

test('a step is read with its times and its memory, colours and padding aside', () => {
  expect(readStep('Generating Snapshots          (00:00.184 / 01:37.434, 891Mb)')).toEqual({
    text: 'Generating Snapshots',
    seconds: 0.184,
    clock: 97.434,
    megabytes: 891,
  });
  expect(readStep('\u001b[0;39mChecking Output HTML (00:04.299 / 01:59.120, 1Gb)')).toMatchObject({
    text: 'Checking Output HTML',
    megabytes: 1024,
  });
  expect(readStep('Load Package hl7.fhir.pubpack#0.2.4')).toBeUndefined();
});

test('the steps of a recorded run go forward in time', () => {
  const clocks = log.flatMap((line) => readStep(line)?.clock ?? []);
  expect(clocks.length).toBeGreaterThan(40);
  expect(clocks).toEqual(clocks.toSorted((a, b) => a - b));
});

test('what is left is the expected time of the phases that are not over', () => {
  const phases = new PublisherPhases(0);
  const total = Object.values(usualTimes).reduce((sum, seconds) => sum + seconds, 0);
  expect(phases.remaining(usualTimes, 0)).toBe(total);
  phases.advance('Generating QA', 100);
  expect(phases.remaining(usualTimes, 100)).toBe(usualTimes.QA);
  expect(phases.remaining(usualTimes, 200)).toBe(0);
  expect(phases.advance('Generating Snapshots', 201)).toBe(false);
});

test('ig.ini: comments, other sections and a byte order mark do no harm', () => {
  const text =
    '\uFEFF; mine\n[other]\nig = no\n[IG]\r\n ig = a/b.json \n#template = x\ntemplate=ans.fr.template#current\n';
  expect(parseIgIni(text)).toEqual({ ig: 'a/b.json', template: 'ans.fr.template#current' });
  expect(parseIgIni(formatIgIni({ ig: 'a', template: '#t' }))).toEqual({ ig: 'a', template: '#t' });
  expect(parseIgIni('')).toEqual({});
});

test('a template’s parameters: what the guide sets stays, a path is one more, the canonical is filled in', () => {
  const guide = {
    resourceType: 'ImplementationGuide',
    url: 'https://example.org/ImplementationGuide/x',
    definition: {
      parameter: [
        { code: 'apply-version', value: 'false' },
        { code: 'path-resource', value: 'mine' },
      ],
    },
  };
  const { definition } = withParameters(guide, [
    { code: 'apply-version', value: 'true' },
    { code: 'path-resource', value: 'mine' },
    { code: 'path-resource', value: 'more' },
    { code: 'path-history', value: '{canonical}/history.html' },
  ]) as typeof guide;
  expect(definition.parameter.map(({ code, value }) => `${code}=${value}`)).toEqual([
    'apply-version=false',
    'path-resource=mine',
    'path-resource=more',
    'path-history=https://example.org/history.html',
  ]);
});

test('Java’s heap: what the machine can spare, from 1 to 4 GiB', () => {
  const gibibyte = 2 ** 30;
  expect(heapFor(0.5 * gibibyte)).toBe('1024m');
  expect(heapFor(3 * gibibyte)).toBe('1920m');
  expect(heapFor(64 * gibibyte)).toBe('4096m');
});

test('a template in several languages is known by its settings', () => {
  expect(isMultiLanguageConfig({ 'multilanguage-format': true, defaults: {} })).toBe(true);
  expect(isMultiLanguageConfig({ defaults: {} })).toBe(false);
  expect(isMultiLanguageConfig('no settings')).toBe(false);
});

test('two packages: equal, equal but for the time they were made at, different', () => {
  const span = { from: new Date('2026-11-25T10:00:00Z'), to: new Date('2026-11-25T10:05:00Z') };
  const files = (entries: Record<string, string>) =>
    new Map(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)]));
  const first = files({
    same: 'x',
    iso: '{"date":"2026-11-25T10:01:00+00:00"}',
    compact: '{"date":"20261125100100"}',
    long: 'Wed, 25 Nov, 2026 02:26:58 +0000',
    short: '(built Wed, Nov 25, 2026 03:14+0000+00:00)',
    content: '{"birthDate":"1980-01-01"}',
    gone: '',
  });
  const second = files({
    same: 'x',
    iso: '{"date":"2026-11-25T10:04:00+00:00"}',
    compact: '{"date":"20261125100400"}',
    long: 'Wed, 25 Nov, 2026 02:31:00 +0000',
    short: '(built Wed, Nov 25, 2026 03:17+0000+00:00)',
    content: '{"birthDate":"1980-01-02"}',
  });
  expect(comparePackages(first, second, span)).toEqual({
    same: ['same'],
    dates: ['compact', 'iso', 'long', 'short'],
    differ: ['content', 'gone'],
  });
});
