import { describe, expect, test } from 'vitest';
import { readStages, stageIssues } from '../../scripts/pipeline/guide/stages.ts';
import { checkRelease } from '../../scripts/pipeline/release/check-release.ts';

const { value: stages = [], issues } = readStages('.');
const signal = new AbortController().signal;

describe('this guide', () => {
  test('has stages, and its sources are in theirs', () => {
    expect(issues).toEqual([]);
    expect(stages.map(({ name }) => name)).toEqual(['ci-build', 'public-comment', 'release']);
    expect(stageIssues('.')).toEqual([]);
  });

  for (const stage of ['public-comment', 'release'])
    test(`can be published as ${stage}, but for what it rests on here`, async () => {
      const found = await checkRelease('.', { stage, today: '2026-11-30', signal });
      expect(found.stage?.name).toBe(stage);
      // Stand-ins; whether it is built and committed depends on where the tests run.
      const others = found.issues.filter(
        ({ rule, message }) =>
          !/stand-in/.test(message) && rule !== 'release-build' && !/committed|no git/.test(message),
      );
      expect(others.map(({ message }) => message)).toEqual([]);
      expect(found.issues.some(({ message }) => /stand-in/.test(message))).toBe(true);
    });
});
