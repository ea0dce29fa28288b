import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { javaVersion } from '../../scripts/java/java.ts';
import { ig, reportOf } from '../cli/run-ig.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-java-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'patient.json'), '{"resourceType":"Patient","active":true}');

describe('a machine that cannot run the HL7 validator', () => {
  const validate = (engine: string, path: string) =>
    ig(['validate', '--fhir-only', '--engine', engine, '--format', 'json', 'patient.json'], {
      cwd: folder,
      env: { PATH: path },
    });

  test('without Java: what is missing and how to get it, before anything is downloaded', async () => {
    const { code, stdout, stderr } = await validate('both', '');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('java cannot be started');
    expect(stderr).toContain('openjdk-17-jdk-headless');
    expect(stderr).not.toContain('Downloading');
  });

  test('with a Java that is too old', async () => {
    const file = join(folder, 'java');
    writeFileSync(file, '#!/bin/sh\necho \'java version "1.8.0_402"\' >&2\n');
    chmodSync(file, 0o755);
    const { code, stderr } = await validate('hl7', folder);
    expect(code).toBe(2);
    expect(stderr).toContain('needs Java 17 or later, and java is not: java version "1.8.0_402"');
  });

  test('our own engine needs none', async () => {
    const run = await validate('ig', '');
    expect(run.code).toBe(0);
    expect(reportOf(run).summary.valid).toBe(1);
  });

  test('ig doctor tells', async () => {
    const { code, stdout } = await ig(['doctor'], { env: { PATH: '', IG_CACHE: join(folder, 'cache') } });
    expect(stdout).toMatch(/✖ javac .*for engine hl7: .*openjdk-17-jdk-headless/);
    expect(stdout).toMatch(/✖ HL7 validator .*81 of 81 archives .*ig validate --engine hl7/);
    expect(code).toBe(1); // git is missing too
  });
});

test('versions of Java, old and new', () => {
  expect(javaVersion('openjdk version "17.0.15" 2025-04-15\nOpenJDK Runtime Environment')).toBe(17);
  expect(javaVersion('Picked up JAVA_TOOL_OPTIONS: -Xmx1g\nopenjdk version "21" 2023-09-19')).toBe(21);
  expect(javaVersion('javac 11.0.2')).toBe(11);
  expect(javaVersion('java version "1.8.0_402"')).toBe(8);
  expect(javaVersion('no such thing')).toBeUndefined();
});
