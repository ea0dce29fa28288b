import { expect, test } from 'vitest';
import { unreferencedContained } from '../../scripts/validate/invariant/contained.ts';
import { compileInvariant, evaluateInvariant } from '../../scripts/validate/invariant/invariant.ts';

const a = { resourceType: 'Organization', id: 'a' };
const b = { resourceType: 'Practitioner', id: 'b' };
const div = (text: string) => ({ status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${text}</div>` });

const cases: readonly (readonly [string, object, readonly number[]])[] = [
  ['nothing contained', {}, []],
  ['a reference to it', { contained: [a], managingOrganization: { reference: '#a' } }, []],
  ['no reference to it', { contained: [a] }, [0]],
  ['a reference to another', { contained: [a, b], managingOrganization: { reference: '#b' } }, [0]],
  [
    'a reference by way of another',
    { contained: [a, { ...b, managingOrganization: { reference: '#a' } }], general: { reference: '#b' } },
    [],
  ],
  [
    'a reference from an unused one only',
    { contained: [a, { ...b, managingOrganization: { reference: '#a' } }] },
    [0, 1],
  ],
  [
    'two that refer to each other only',
    {
      contained: [
        { ...a, x: { reference: '#b' } },
        { ...b, x: { reference: '#a' } },
      ],
    },
    [0, 1],
  ],
  ['a reference from it to the container', { contained: [{ ...a, subject: { reference: '#' } }] }, []],
  ['a canonical or URI', { contained: [{ resourceType: 'ValueSet', id: 'v' }], item: [{ answerValueSet: '#v' }] }, []],
  ['a link out of the narrative', { contained: [a], text: div('<a href="#a">see</a>') }, []],
  ['an id that merely begins alike', { contained: [a], x: { reference: '#ab' } }, [0]],
  ['a contained resource without id', { contained: [{ resourceType: 'Basic' }], x: { reference: '#' } }, [0]],
];

const constraint = {
  key: 'dom-3',
  severity: 'error',
  human: 'Contained resources shall be referred to',
  expression:
    "contained.where((('#'+id in (%resource.descendants().reference | %resource.descendants().as(canonical))))).empty()",
} as const;

for (const [name, content, unused] of cases) {
  test(`${name}: ${unused.length === 0 ? 'all in use' : `${unused.join(', ')} unused`}`, () => {
    const resource = { resourceType: 'Patient', id: 'p', ...content };
    expect(unreferencedContained(resource)).toEqual(unused);
    const around = { resource, rootResource: resource, resolve: () => undefined };
    const verdict = evaluateInvariant(
      compileInvariant(constraint, 'Patient'),
      { value: resource, type: 'Patient' },
      around,
    );
    expect(verdict).toBe(unused.length === 0 ? 'true' : 'false');
  });
}
