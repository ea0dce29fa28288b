import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../guide/compile-guide.ts';
import { strayStep } from '../validate/in-json.ts';
import { readCases, run } from './case-file.ts';

/** Each refused payload of the cases: where its findings say that they are, there is something. */
export function testPlaces(): void {
  test('every finding on a payload names an element as its JSON does', () => {
    const named = new Set<string>();
    for (const { pass, fail } of readCases().values())
      for (const args of [pass, fail.run]) {
        const file = args.find((arg) => arg.endsWith('.json'));
        if (file === undefined || args.includes('--search')) continue;
        const text = readFileSync(join(projectFolder, file), 'utf8');
        const { issues } = run(args);
        for (const { path } of issues) if (path !== undefined) named.add(path);
        expect(issues.map((issue) => strayStep(JSON.parse(text), issue)).filter(Boolean)).toEqual([]);
      }
    expect([...named]).toContain('Bundle.entry[0].resource.valueQuantity.code');
  });
}
