import type { CodeSystem, StructureDefinition } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { readApiErrors } from '../../scripts/api/api-errors.ts';
import { describeApi } from '../../scripts/api/description.ts';
import { readGuideRules } from '../../scripts/api/guide-rules.ts';
import { readCases, run } from './case-file.ts';
import { answered, found, resources } from './guide-api.ts';

const rules = readGuideRules(resources);
const errors = readApiErrors(resources);
const cases = readCases();

/** The rows of the specification: general, create, response, errors, search (B and K are tables, not rules); and P, plausibility. */
const rows = Object.entries({ A: 5, C: 9, D: 6, E: 10, F: 3, G: 4, H: 6, I: 15, J: 12, P: 14 }).flatMap(
  ([letter, count]) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`),
);

export function testMatrix(): void {
  describe('the matrix of rules', () => {
    test('has each row of the specification, in order', () => {
      expect(rules.all.map(({ code }) => code)).toEqual(rows);
    });

    test('has a passing and a failing case for each, and no case for anything else', () => {
      expect([...cases.keys()].sort()).toEqual([...rows].sort());
      for (const [name, { rule }] of cases) expect(rule).toBe(name);
    });

    test('names artefacts that the guide has', () => {
      const known = new Set(resources.map(({ resourceType, id }) => `${resourceType}/${id}`));
      const missing = rules.all.flatMap(({ code, artifacts }) =>
        artifacts.length === 0 ? [`${code}: none`] : artifacts.filter((name) => !known.has(name)),
      );
      expect(missing).toEqual([]);
    });

    test('names constraints that these artefacts have', () => {
      const keys = new Map(resources.map((each) => [`${each.resourceType}/${each.id}`, constraintsOf(each)]));
      for (const { code, artifacts, constraints } of rules.all) {
        const there = new Set(artifacts.flatMap((name) => [...(keys.get(name) ?? [])]));
        expect(
          constraints.filter((key) => !there.has(key)),
          code,
        ).toEqual([]);
      }
    });

    test('names every constraint of the guide, every error, and errors that there are', () => {
      const own = new Set(
        resources.flatMap((each) => [...constraintsOf(each)]).filter((key) => key.startsWith('mes-')),
      );
      const held = new Set(rules.all.flatMap(({ constraints }) => constraints));
      expect([...own].filter((key) => !held.has(key))).toEqual([]);
      const named = new Set(rules.all.flatMap((rule) => rule.errors));
      const documented = errors.filter(({ trigger }) => trigger !== 'not-conformant').map(({ code }) => code);
      expect(documented.filter((code) => !named.has(code))).toEqual([]);
      expect([...named].filter((code) => !errors.some((error) => error.code === code))).toEqual([]);
    });

    test('says why, where no artefact can hold a rule', () => {
      const unsaid = rules.all.filter(
        ({ enforcement, reason }) => (enforcement === 'texte' || enforcement === 'session') && reason === undefined,
      );
      expect(unsaid).toEqual([]);
      const known = ['profil', 'invariant', 'capacite', 'session', 'texte'];
      expect(rules.all.filter(({ enforcement = '' }) => !known.includes(enforcement))).toEqual([]);
    });

    test('and the errors name each other', () => {
      for (const error of errors) {
        expect(error.rules.length, error.code).toBeGreaterThan(0);
        for (const code of error.rules) expect(rules.find(code), `${error.code}: ${code}`).toBeDefined();
      }
      const declared = resources.filter(({ id }) => id === 'mes-erreur-api') as unknown as CodeSystem[];
      expect(declared[0]?.concept?.length).toBe(errors.length);
    });
  });

  describe('each rule', () => {
    for (const [name, { pass, fail }] of cases) {
      test(`${name} lets through what keeps it`, () => {
        const result = run(pass);
        expect(result.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal')).toEqual([]);
        expect([undefined, 200]).toContain(result.answer?.status);
        const warned = fail.findings.filter((key) => key.startsWith('mes-vrai-') && found(result).has(key));
        expect(warned).toEqual([]);
      });

      test(`${name} finds what breaks it`, () => {
        const result = run(fail.run);
        expect(result.answer?.status).toBe(fail.status);
        if (fail.issues !== undefined) {
          const expected = fail.issues.map(({ code, diagnostics }) =>
            diagnostics === undefined ? code : `${code}: ${diagnostics}`,
          );
          expect(answered(result)).toEqual(expected);
        }
        for (const finding of fail.findings) expect([...found(result)]).toContain(finding);
        if (fail.status !== 200) expect(result.valid).toBe(false);
      });
    }
  });

  test('each error that the guide documents is answered in one case at least', () => {
    const api = describeApi(resources);
    const seen = new Set(
      [...cases.values()].flatMap(({ fail }) => run(fail.run).answer?.outcome?.issue.map((issue) => issue.code) ?? []),
    );
    for (const { issueType, code } of api?.errors ?? [])
      if (issueType !== undefined && !['corps-illisible', 'corps-trop-grand'].includes(code))
        expect([...seen], code).toContain(issueType);
  });
}

function constraintsOf(resource: (typeof resources)[number]): Set<string> {
  if (resource.resourceType !== 'StructureDefinition') return new Set();
  const { snapshot } = resource as unknown as StructureDefinition;
  return new Set(snapshot?.element.flatMap(({ constraint = [] }) => constraint.map(({ key }) => key)));
}
