import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const plainConfig = `id: example.fhir.test
canonical: https://test.example/fhir
name: TestGuide
status: draft
version: 0.1.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: ci-build
menu:
  Home: index.html
`;

/** A project folder for one test; files are paths in it to their contents. */
export function temporaryProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = writeProject(files);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same for the tests of a file, which removes it. */
export function writeProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ig-project-'));
  const all = { 'sushi-config.yaml': plainConfig, ...files };
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}
