import { posix, win32 } from 'node:path';
import { expect, test } from 'vitest';
import { matchedPattern } from '../../scripts/commands/validation/payloads.ts';
import { projectPaths } from '../../scripts/compile/files/project-paths.ts';
import { leadsInside } from '../../scripts/model/inside.ts';
import { parseProject } from '../../scripts/model/project.ts';
import { parseSuppressions } from '../../scripts/report/gate/suppression-file.ts';

/* What is another thing on Windows, as far as it can be tried anywhere: by the rules of its paths, and by its line ends. */

test('a file of a project has one name, whatever system it is on', () => {
  const windows = projectPaths('C:\\Guides\\Mine', win32);
  expect(windows.relative('C:\\Guides\\Mine\\input\\fsh\\a.fsh')).toBe('input/fsh/a.fsh');
  expect(windows.relative('input\\fsh\\a.fsh')).toBe('input/fsh/a.fsh');
  // Its file systems take no notice of case; the name is as it is written there.
  expect(windows.relative('c:\\guides\\MINE\\input\\fsh\\A.fsh')).toBe('input/fsh/A.fsh');
  expect(projectPaths('/guides/mine', posix).relative('/guides/mine/input/fsh/a.fsh')).toBe('input/fsh/a.fsh');
});

test('a path leads inside or not, by either separator', () => {
  for (const inside of ['a', 'a/b', 'a\\b']) expect(leadsInside(inside), inside).toBe(true);
  for (const outside of ['..\\a', 'a\\..\\..\\b', '\\a', '\\\\server\\share', 'a\\', '../a', 'a\0b'])
    expect(leadsInside(outside), outside).toBe(false);
});

test('a pattern may have the separators of Windows there, and escapes elsewhere', () => {
  expect(matchedPattern('payloads\\**\\*.json', '\\')).toBe('payloads/**/*.json');
  expect(matchedPattern('payloads/\\[a\\]/*.json', '/')).toBe('payloads/\\[a\\]/*.json');
});

test('line ends of Windows move no finding and change no value', () => {
  const config = ['canonical: https://example.test', 'id: a.b', 'version: 1.0.0', 'fhirVersion: 5.0.0', ''];
  const found = (end: string) => parseProject(config.join(end)).issues.map(({ message, source }) => [message, source]);
  expect(found('\n')).toHaveLength(1);
  expect(found('\r\n')).toEqual(found('\n'));
  const suppressions = ['- rule: invariant', '  reason: because', '  owner: us', '  expires: never', ''];
  expect(parseSuppressions(suppressions.join('\r\n'))).toEqual(parseSuppressions(suppressions.join('\n')));
  expect(parseSuppressions(suppressions.join('\r\n')).value).toHaveLength(1);
});
