import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { Findings } from '../../scripts/validate/finding/findings.ts';
import { compileExpression } from '../../scripts/validate/invariant/expression.ts';
import { compileInvariant, evaluateInvariant } from '../../scripts/validate/invariant/invariant.ts';
import { Spending } from '../../scripts/validate/invariant/spending.ts';
import { Positions } from '../../scripts/validate/json/position.ts';
import { mostValues, readJson } from '../../scripts/validate/json/reader.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from './npm-packages.ts';

const definitions = createDefinitions(await npmPackages());
const terminology = createTerminology(definitions);
const validator = createValidator({ definitions, terminology, allowExampleUrls: true });

test('of one resource so many findings are kept, and that others were left out is one more', () => {
  const findings = new Findings(3);
  for (let i = 0; i < 10; i++)
    findings.warning({ code: 'value', rule: 'range', message: `warning ${i}`, expression: `Patient.name[${i}]` });
  findings.settle('Patient');
  expect(findings.issues.map(({ rule }) => rule)).toEqual(['range', 'range', 'range', 'findings-limit']);
  expect(findings.issues.at(-1)).toMatchObject({ severity: 'warning', expression: 'Patient' });
  expect(findings.issues.at(-1)?.message).toContain('more than 3 findings');
});

test('the first error is kept however late it comes, so that the verdict stands', () => {
  const findings = new Findings(3);
  for (let i = 0; i < 10; i++)
    findings.warning({ code: 'value', rule: 'range', message: `warning ${i}`, expression: `Patient.name[${i}]` });
  for (let i = 0; i < 10; i++)
    findings.error({ code: 'value', rule: 'range', message: `error ${i}`, expression: `Patient.name[${i}]` });
  findings.settle('Patient');
  expect(findings.issues.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
    'error 0',
  ]);
  expect(findings.errors).toBe(10);
});

test('what a part leaves out is told by the whole', () => {
  const [whole, part] = [new Findings(5), new Findings(2)];
  for (let i = 0; i < 4; i++)
    part.warning({ code: 'value', rule: 'range', message: `warning ${i}`, expression: 'Patient' });
  whole.take(part);
  whole.settle('Patient');
  expect(whole.issues.map(({ rule }) => rule)).toEqual(['range', 'range', 'findings-limit']);
});

test('as many findings as are kept are told without a word', () => {
  const findings = new Findings(3);
  for (let i = 0; i < 3; i++)
    findings.warning({ code: 'value', rule: 'range', message: `warning ${i}`, expression: 'Patient' });
  findings.settle('Patient');
  expect(findings.issues).toHaveLength(3);
});

test('the same is told once, wherever and however often it is found', () => {
  const said = fc.record({
    severity: fc.constantFrom('error' as const, 'warning' as const),
    message: fc.constantFrom('a', 'b', 'c'),
    expression: fc.constantFrom('Patient', 'Patient.name', ''),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 40 }), (all) => {
      const findings = new Findings();
      for (const { severity, message, expression } of all)
        findings.add({ severity, code: 'value', rule: 'range', message, expression });
      const wanted = new Set(all.map((each) => JSON.stringify(each)));
      const told = findings.issues.map(({ severity, message, expression }) => ({ severity, message, expression }));
      expect(told.map((each) => JSON.stringify(each))).toEqual([...wanted]);
    }),
  );
});

test('a text of more values than there is room for is not read, and says so', () => {
  const { fault, value } = readJson('{"a":[1,2,3]}', 4);
  expect(value).toBe(undefined);
  expect(fault).toMatchObject({ kind: 'limit', offset: 10 });
  expect(fault?.message).toBe(
    'The text has more than 4 values, for which there is no room in memory, so it was not read. Split it.',
  );
  expect(readJson('{"a":[1,2,3]}', 5).value).toEqual({ a: [1, 2, 3] });
});

test('the room for values grows with the memory, up to what a Map can hold', () => {
  expect(mostValues(2 ** 31)).toBeGreaterThan(5_000_000);
  expect(mostValues(2 ** 31)).toBeLessThan(10_000_000);
  expect(mostValues(2 ** 40)).toBeLessThan(2 ** 24);
  const small = createValidator({ definitions, terminology, room: 1_000 });
  const { issues, valid } = small.validate(JSON.stringify({ resourceType: 'Patient', name: [{}, {}, {}] }), {
    file: 'x',
  });
  expect([valid, issues.map(({ severity, rule }) => `${severity} ${rule}`)]).toEqual([false, ['fatal json-syntax']]);
});

test('a place is found whatever was asked for before', () => {
  const value = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.array(fc.dictionary(fc.constantFrom('x', 'y'), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true }), {
      maxLength: 40,
    }),
    { noNullPrototype: true },
  );
  const step = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(40), fc.constantFrom('', '.x', '.y', '.z'));
  const asked = fc.array(
    step.map(([name, index, rest]) => `Patient.${name}[${index}]${rest}`),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(value, asked, fc.constantFrom(0, 2, 400), (root, expressions, indent) => {
      const text = JSON.stringify(root, undefined, ' '.repeat(Math.min(indent, 10)));
      const positions = new Positions(text, root);
      for (const expression of expressions)
        expect(positions.of(expression)).toEqual(new Positions(text, root).of(expression));
    }),
    { numRuns: 60 },
  );
});

test('an expression that each of many elements evaluates over the whole resource is stopped for all of them', () => {
  const item = Array.from({ length: 2_000 }, (_, i) => ({ linkId: `${i}`, enableWhen: [{ question: '1' }] }));
  const resource = { resourceType: 'Questionnaire', item };
  const holds = compileExpression('enableWhen.all(question in %resource.descendants().linkId)');
  const spending = new Spending();
  spending.spend('another', 3_900_000); // near the end, which takes some seconds to come to
  const environment = { resource, rootResource: resource, resolve: () => undefined, spending };
  let evaluated = 0;
  const all = () => {
    for (const value of item) {
      expect(holds({ value, type: 'Questionnaire.item' }, environment)).toBe(true);
      evaluated++;
    }
  };
  expect(all).toThrow('it needs too many steps');
  expect(all).toThrow('it needs too many steps'); // with the little that any expression may cost
  expect(all).toThrow('invariants have cost too much on this text already');
  expect(evaluated).toBeGreaterThan(2);
  expect(() =>
    holds({ value: item[0], type: 'Questionnaire.item' }, { ...environment, spending: new Spending() }),
  ).not.toThrow();
});

test('expressions that cost next to nothing are never stopped', () => {
  const resource = { resourceType: 'Patient', active: true };
  const holds = compileExpression('active.toString().length() > 0');
  const spending = new Spending();
  const environment = { resource, rootResource: resource, resolve: () => undefined, spending };
  spending.spend('another', 4_000_000);
  for (let i = 0; i < 3_000; i++) expect(holds({ value: resource, type: 'Patient' }, environment)).toBe(true);
});

test('more elements than fhirpath.js can take at once are told as that', () => {
  const values = Array.from({ length: 400_000 }, () => '{"valueInteger":1}').join();
  const text = `{"resourceType":"Basic","code":{"text":"x"},"extension":[${values}]}`;
  const { value } = readJson(text);
  const expression = "extension.select(value & 'a').count() > 0";
  const compiled = compileInvariant({ key: 'many', severity: 'error', human: 'Many', expression }, 'Basic');
  const resource = value as { resourceType: string };
  const environment = { resource, rootResource: resource, resolve: () => undefined };
  expect(evaluateInvariant(compiled, { value, type: 'Basic' }, environment)).toEqual({
    error: 'The expression was stopped: it is too deep, or takes more at once than can be held.',
  });
});

/** Entries of a document by the order of their numbers; those with one fullUrl are one target for who refers to it. */
test('the entries of a document hang together as their references lead', () => {
  const entry = fc.record({ url: fc.nat(5), to: fc.array(fc.nat(5), { maxLength: 2 }) });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 8 }), (entries) => {
      const url = (at: number) => `http://example.org/fhir/Basic/${at}`;
      const text = JSON.stringify({
        resourceType: 'Bundle',
        type: 'document',
        entry: entries.map((each) => ({
          fullUrl: url(each.url),
          resource: {
            resourceType: 'Basic',
            id: `${each.url}`,
            extension: each.to.map((to) => ({ url: 'http://example.org/e', valueReference: { reference: url(to) } })),
          },
        })),
      });
      const reached = new Set([0]);
      for (const at of reached) {
        for (const [other, { url: otherUrl, to }] of entries.entries()) {
          const here = entries[at];
          if (here?.to.includes(otherUrl) || (here !== undefined && to.includes(here.url))) reached.add(other);
        }
      }
      const wanted = entries.flatMap((_, at) => (reached.has(at) ? [] : [`Bundle.entry[${at}]`]));
      const led = new Set([0]);
      for (const at of led)
        for (const [other, { url: otherUrl }] of entries.entries())
          if (entries[at]?.to.includes(otherUrl)) led.add(other);
      const reversed = [...reached].filter((at) => !led.has(at)).map((at) => `Bundle.entry[${at}]`);
      const { issues } = validator.validate(text, { file: 'x.json' });
      const orphans = (wantedSeverity: string) =>
        issues
          .filter(({ rule, severity }) => rule === 'bundle-orphan' && severity === wantedSeverity)
          .map(({ expression }) => expression);
      expect(orphans('error')).toEqual(wanted);
      expect(orphans('warning').sort()).toEqual(reversed.sort());
    }),
    { numRuns: 100 },
  );
});

test('a reference to a contained resource leads to the first with its id', () => {
  const texts = {
    resourceType: 'Patient',
    contained: [
      { resourceType: 'Organization', id: 'a', name: 'A' },
      { resourceType: 'Practitioner', id: 'a' },
    ],
  };
  const typed = (type: string) =>
    validator
      .validate(JSON.stringify({ ...texts, generalPractitioner: [{ reference: '#a', type }] }), { file: 'x.json' })
      .issues.filter(({ rule }) => rule === 'reference-type').length;
  expect([typed('Organization'), typed('Practitioner')]).toEqual([0, 1]);
});
