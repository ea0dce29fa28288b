import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { SpoolFile } from '../../scripts/commands/output/spool-file.ts';
import { fromTexts, toTexts } from '../../scripts/commands/threads/result-texts.ts';
import { EnvironmentError, type Issue } from '../../scripts/model/issue.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { formats, rendered } from '../report/rendered.ts';
import { sampleReport } from '../report/sample.ts';

describe('text put aside', () => {
  test('comes back as it went in, from any place to any other, in memory and from the file', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('é'.repeat(100_000))), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(texts, fc.constantFrom(0, 1_000, 1 << 30), fc.nat(20), fc.nat(20), (parts, inMemory, a, b) => {
        const spool = new SpoolFile(inMemory);
        try {
          const marks = [0];
          for (const part of parts) {
            spool.write(part);
            marks.push(spool.size);
          }
          const from = Math.min(a, b, parts.length);
          const to = Math.min(Math.max(a, b), parts.length);
          const read = Buffer.concat([...spool.read(marks[from] ?? 0, marks[to] ?? 0)]).toString('utf8');
          expect(read).toBe(Buffer.from(parts.slice(from, to).join('')).toString('utf8'));
        } finally {
          spool.close();
        }
      }),
      { numRuns: 60 },
    );
  });

  test('has a file without a name', () => {
    const spool = new SpoolFile(0);
    for (let at = 0; at < 10; at++) spool.write('x'.repeat(200_000));
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('.ig-report-'))).toEqual([]);
    expect(Buffer.concat([...spool.read(0, spool.size)]).length).toBe(2_000_000);
    spool.close();
  });

  test('says what to do where there is no room for it', () => {
    vi.stubEnv('TMPDIR', '/nowhere');
    try {
      const spool = new SpoolFile(0);
      expect(() => {
        for (let at = 0; at < 10; at++) spool.write('x'.repeat(200_000));
      }).toThrow(EnvironmentError);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('makes no difference to a report', () => {
    const report = sampleReport();
    for (const format of ['json', 'sarif', 'junit', 'operation-outcome', 'ndjson'] as const)
      expect(rendered(format, report, {}, 0)).toBe(formats[format](report));
  });
});

test('results go to a thread and back whole, however many issues one of them has', () => {
  const issues = Array.from(
    { length: 25_001 },
    (_, at): Issue => ({
      severity: 'error',
      code: 'value',
      rule: 'r',
      message: `m${at % 3}`,
      profile: 'p',
      source: { file: 'f', line: at },
    }),
  );
  const of = (own: readonly Issue[]): ResourceResult => ({ file: 'f', profiles: [], valid: false, issues: own });
  const results = [[of(issues), of([])], [], [of(issues.slice(0, 3)), of(issues.slice(0, 10_001))]];
  const texts = toTexts(results);
  expect(texts.length).toBeGreaterThan(3);
  expect(fromTexts(texts)).toEqual(results);
  expect(toTexts([[of(issues.slice(0, 3))]])).toHaveLength(1);
});
