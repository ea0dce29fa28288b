import { expect, test } from 'vitest';
import { OFFLINE_REASON, withOfflineSuppressions } from '../../scripts/qa/offline.ts';
import { parseIgnoreWarnings } from '../../scripts/report/gate/ignore-warnings.ts';

test('a run without a network leaves out what it cannot check, behind what the project has', () => {
  const own = '== Suppressed Messages ==\n# Own reason.\nown message\n';
  const text = withOfflineSuppressions(own);
  expect(text.startsWith(own)).toBe(true);
  const { value } = parseIgnoreWarnings(text);
  expect(value[0]).toMatchObject({ messages: ['own message'], reason: 'Own reason.' });
  const added = value.slice(1);
  expect(added.every(({ reason }) => reason === OFFLINE_REASON)).toBe(true);
  expect(added.flatMap(({ messages }) => messages)).toEqual(
    expect.arrayContaining(['UNKNOWN_CODESYSTEM', "A definition for CodeSystem '%"]),
  );
});

test('without a file of its own the project gets one in the form that the IG Publisher reads', () => {
  expect(withOfflineSuppressions(undefined)).toMatch(/^== Suppressed Messages ==\n\n# Not checked: /);
});
