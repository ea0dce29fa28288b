import { expect, test } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { chooseTemplate, type TemplateOptions } from '../../scripts/pipeline/publishing/choose-template.ts';
import { closedServer, serve } from '../packages/loopback-registry.ts';
import { temporaryFolder, writeFiles } from '../packages/tiny-package.ts';

const { signal } = new AbortController();
const DOUBLED = 'ans.fhir.fr.mesures';

/** A project with a template of its own, and one in several languages. */
function project(): string {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'template/config.json': '{"defaults":{}}',
    'languages/config.json': '{"multilanguage-format":true,"defaults":{}}',
  });
  return folder;
}

function choose(folder: string, options: Partial<TemplateOptions>) {
  return chooseTemplate(folder, { offline: false, signal, ...options });
}

async function refusal(folder: string, options: Partial<TemplateOptions>): Promise<string> {
  const error: unknown = await choose(folder, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(EnvironmentError);
  return error instanceof Error ? error.message : '';
}

const serveTemplate = (config: object) => serve((_, response) => response.end(JSON.stringify(config)));

test('ig.ini’s template is used where it can be had, the guide’s own offline', async () => {
  const folder = project();
  const configured = await serveTemplate({ defaults: {} });
  expect(await choose(folder, { configured })).toEqual({ value: { named: configured }, issues: [] });
  expect(await choose(folder, { configured, offline: true })).toEqual({
    value: { folder: `${folder}/template` },
    issues: [],
  });
});

test('a template that cannot be had gives way to the guide’s own, with the reason', async () => {
  const folder = project();
  const { value, issues } = await choose(folder, { configured: await closedServer() });
  expect(value).toEqual({ folder: `${folder}/template` });
  expect(issues).toMatchObject([{ rule: 'publisher-template', severity: 'warning', source: { file: 'ig.ini' } }]);
  expect(issues[0]?.message).toContain('it refuses the connection');
});

test('a template in several languages and two versions of one package: known before the run, and explained', async () => {
  const folder = project();
  const configured = await serveTemplate({ 'multilanguage-format': true });
  const { value, issues } = await choose(folder, { configured, doubled: DOUBLED });
  expect(value).toEqual({ folder: `${folder}/template` });
  expect(issues).toMatchObject([{ rule: 'publisher-two-versions' }]);
  expect(issues[0]?.message).toContain(`Name '${DOUBLED}' already exists`);
  expect((await choose(folder, { configured })).issues).toEqual([]); // with one version it works
});

test('a template that is asked for by name is used or refused, never replaced', async () => {
  const folder = project();
  expect(await choose(folder, { wanted: '#languages' })).toEqual({
    value: { folder: `${folder}/languages` },
    issues: [],
  });
  expect(await refusal(folder, { wanted: 'languages', doubled: DOUBLED })).toContain('multilanguage-format');
  expect(await refusal(folder, { wanted: 'https://example.org/template', offline: true })).toContain(
    'with --offline nothing is downloaded',
  );
  expect(await choose(folder, { wanted: 'some.template#1.0.0', offline: true })).toMatchObject({
    value: { named: 'some.template#1.0.0' },
  });
});
