import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import { errorLines, graveFindings, ig, reportOf, temporaryFolder } from './run-ig.ts';

const patient = '{"resourceType":"Patient","active":true}';
const folder = temporaryFolder({
  'good.json': patient,
  'bad.json': '{\n  "resourceType": "Patient",\n  "birthDate": "01.02.1990"\n}\n',
  'deep/er/good.json': patient,
  'deep/patients.ndjson': `${patient}\n\n{"resourceType":"Patient",\n{"resourceType":"Patient","actve":true}\n`,
  'deep/package.json': '{"name":"not.a.resource"}',
  'bytes.json': Uint8Array.from([0x7b, 0xff, 0x00, 0xc3]),
  'typo.json': '{\n  "resourceType": "Patient",\n  "contact": [\n    {\n      "nmae": { "text": "x" }\n    }\n  ]\n}\n',
  'empty.json': '',
  'marked.json': `\uFEFF${patient}`,
  'utf16.json': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(patient, 'utf16le')]),
  'patient.xml': '<Patient xmlns="http://hl7.org/fhir"/>',
  'no-resource.json': '[1, 2]',
  'cut.json': '{"resourceType":"Patient","name":[{"fam',
});

async function validate(...args: string[]): Promise<Report & { code: number | null }> {
  const run = await ig(['validate', '--fhir-only', '--format', 'json', ...args], { cwd: folder });
  return { ...reportOf(run), code: run.code };
}

const shown = ({ results }: Report) =>
  results.map(({ file, valid, issues }) => {
    const [error] = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
    const place = error?.source?.line === undefined ? '' : `:${error.source.line}`;
    return `${file}${place} ${valid ? 'valid' : error?.rule}`;
  });

describe('what can be named', () => {
  test('files, folders, globs and NDJSON, each file once and in order', async () => {
    const report = await validate('good.json', 'deep', '*.json', 'good.json');
    expect(report.code).toBe(1);
    expect(shown(report)).toEqual([
      'good.json valid',
      'deep/er/good.json valid',
      'deep/patients.ndjson valid',
      'deep/patients.ndjson:3 json-syntax',
      'deep/patients.ndjson:4 unknown-property',
      'bad.json:3 primitive-format',
      'bytes.json json-encoding',
      'cut.json:1 json-syntax',
      'empty.json:1 json-syntax',
      'marked.json valid',
      'no-resource.json:1 json-type',
      'typo.json:5 unknown-property',
      'utf16.json json-encoding',
    ]);
    const says = (file: string) => report.results.find((result) => result.file === file)?.issues[0]?.message;
    expect(says('utf16.json')).toContain('UTF-16');
    expect(says('marked.json')).toContain('byte order mark');
    expect(says('empty.json')).toContain('empty');
  });

  test('standard input, as one resource or as NDJSON', async () => {
    const one = await ig(['validate', '--fhir-only', '--format', 'json', '-'], {
      input: '{\n "resourceType": "Patint"\n}',
    });
    expect(errorLines(one)).toEqual([expect.stringMatching(/^error resource-type -:2 .*Did you mean "Patient"/)]);
    const many = await ig(['validate', '--fhir-only', '--format', 'json', '-'], { input: `${patient}\n${patient}\n` });
    expect(reportOf(many).summary).toMatchObject({ resources: 2, valid: 2 });
  });

  test('XML is refused by its name', async () => {
    const run = await ig(['validate', '--fhir-only', '--format', 'json', 'patient.xml'], { cwd: folder });
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([expect.stringMatching(/^fatal json-syntax patient\.xml:1 .*XML.*only JSON/)]);
  });

  test('what names nothing is a mistake, never a pass', async () => {
    mkdirSync(join(folder, 'hollow'), { recursive: true });
    const cases = [
      ['gone.json', 'There is no file gone.json'],
      ['hollow', 'The folder hollow holds no .json or .ndjson file'],
      ['*.fhir', 'The pattern *.fhir fits no file'],
    ];
    for (const [path = '', says] of cases) {
      const { code, stdout, stderr } = await ig(['validate', '--fhir-only', '--quiet', path], { cwd: folder });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(says);
    }
  });

  test('in a folder without a guide R4 is checked, and that is said', async () => {
    const run = await ig(['validate', '--format', 'json', 'good.json'], { cwd: folder });
    expect(run.code).toBe(0);
    expect(reportOf(run).issues).toContainEqual(expect.objectContaining({ rule: 'without-guide' }));
    const named = await ig(['validate', '--project', '.', 'good.json'], { cwd: folder });
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no sushi-config.yaml') });
  });
});

describe('options', () => {
  test('--profile: one that is known, one of another type, one that nobody has; paths may follow', async () => {
    const bp = 'http://hl7.org/fhir/StructureDefinition/bp';
    const gone = 'https://example.org/StructureDefinition/gone';
    const report = await validate('--profile', bp, '--profile', gone, 'good.json');
    expect(report.code).toBe(1);
    expect(graveFindings(report).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      expect.stringMatching(/^invariant: dom-6/),
      expect.stringMatching(/^profile-unknown: .*gone is not loaded/),
      expect.stringMatching(/^profile-type: .*is for Observation, not for Patient/),
    ]);
    const observation = temporaryFolder({
      'o.json': '{"resourceType":"Observation","status":"final","code":{"text":"x"}}',
    });
    const held = await validate('--profile', `${bp}|4.0.1`, join(observation, 'o.json'));
    expect(held.results[0]?.profiles).toContain(`${bp}|4.0.1`);
    expect(graveFindings(held)).toContainEqual(
      expect.objectContaining({ rule: expect.stringContaining('cardinality') }),
    );
    const byId = await validate('--profile', 'bp|4.0.1', join(observation, 'o.json'));
    expect(byId.results).toEqual(held.results);
    const unknown = await ig(['validate', '--fhir-only', '--profile', 'bpp', 'o.json'], { cwd: observation });
    expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^ig: .*Did you mean bp\?$/m) });
  });

  test('--allow-example-urls takes example.org for what it is', async () => {
    const withExample = temporaryFolder({
      'p.json':
        '{"resourceType":"Patient","extension":[{"url":"http://example.org/fhir/StructureDefinition/x","valueString":"x"}]}',
    });
    const file = join(withExample, 'p.json');
    const rules = async (...args: string[]) =>
      graveFindings(await validate(file, ...args)).filter(({ severity }) => severity === 'error').length;
    expect([await rules(), await rules('--allow-example-urls')]).toEqual([1, 0]);
  });
});
