import type { Bundle, OperationOutcome } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { readApiErrors } from '../../scripts/api/api-errors.ts';
import { answered, judgeWith, resources } from './guide-api.ts';

const judge = judgeWith();
const bundles = resources.filter(({ resourceType }) => resourceType === 'Bundle');
const ofType = (type: Bundle['type']) => bundles.filter((bundle) => bundle.type === type);

export function testExamples(): void {
  describe('the examples of the guide keep to what it says', () => {
    test('each transaction is accepted', () => {
      expect(ofType('transaction').length).toBeGreaterThanOrEqual(10);
      for (const bundle of ofType('transaction')) {
        const result = judge.validateResource(bundle, { file: `${bundle.id}` });
        expect(answered(result), `${bundle.id}`).toEqual([]);
        expect(result.answer?.status, `${bundle.id}`).toBe(200);
      }
    });

    test('each answer is one that the API can give', () => {
      for (const bundle of [...ofType('transaction-response'), ...ofType('searchset')]) {
        const result = judge.validateResource(bundle, { file: `${bundle.id}` });
        expect([result.valid, result.answer], `${bundle.id}`).toEqual([true, undefined]);
      }
    });

    test('each link of a page is a search that is accepted', () => {
      const links = ofType('searchset').flatMap(({ link }) => (link as Bundle['link']) ?? []);
      expect(links.length).toBeGreaterThan(10);
      for (const { url } of links) expect(judge.search(url).answer, url).toMatchObject({ status: 200, reason: 'OK' });
    });

    test('each refusal has the type and the text of an error that the guide states', () => {
      const outcomes = resources.filter(({ resourceType }) => resourceType === 'OperationOutcome');
      const stated = readApiErrors(resources).map(({ issueType, diagnostics = '' }) => ({
        issueType,
        text: new RegExp(
          `^${diagnostics
            .split(/\{\{.+?\}\}/)
            .map(escaped)
            .join('.+')}$`,
        ),
      }));
      for (const { issue } of outcomes as unknown as OperationOutcome[])
        for (const { code, diagnostics = '' } of issue)
          expect(
            stated.some(({ issueType, text }) => issueType === code && text.test(diagnostics)),
            diagnostics,
          ).toBe(true);
    });
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
