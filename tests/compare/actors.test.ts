import { expect, test } from 'vitest';
import { type Actor, actorImpacts, unknownNames } from '../../scripts/compare/result/actors.ts';

const base = 'https://example.test/StructureDefinition';
const actors: readonly Actor[] = [
  { actor: 'sender', produces: ['Weight', 'Request'], consumes: ['Answer'] },
  { actor: 'reader', produces: [], consumes: [`${base}/Weight`] },
  { actor: 'server', produces: ['Answer', 'Wei*'], consumes: ['Weight'] },
];
const narrowed = { producer: 'breaking', consumer: 'compatible' } as const;
const of = (artefact: string, change: Partial<Parameters<typeof actorImpacts>[0]> = {}) =>
  actorImpacts({ artefact: `${base}/${artefact}`, inheritedBy: [], class: narrowed, ...change }, actors);

test('what is narrowed breaks who sends it, and means nothing to who only reads it', () => {
  expect(of('Request')).toEqual([{ actor: 'sender', class: 'breaking' }]);
  expect(of('Weight')).toEqual([
    { actor: 'sender', class: 'breaking' },
    { actor: 'reader', class: 'compatible' },
    { actor: 'server', class: 'breaking' },
  ]);
});

test('what is widened breaks who reads it', () => {
  const widened = { producer: 'compatible', consumer: 'may-break' } as const;
  expect(of('Answer', { class: widened })).toEqual([
    { actor: 'sender', class: 'may-break' },
    { actor: 'server', class: 'compatible' },
  ]);
});

test('a change concerns whoever has to do with what inherits it', () => {
  expect(of('Parent', { inheritedBy: [`${base}/Request`] })).toEqual([{ actor: 'sender', class: 'breaking' }]);
});

test('what no actor names concerns each in all that it does', () => {
  expect(of('Codes')).toEqual([
    { actor: 'sender', class: 'breaking' },
    { actor: 'reader', class: 'compatible' },
    { actor: 'server', class: 'breaking' },
  ]);
  expect(of('Codes', { inheritedBy: [] })).not.toEqual([]);
});

test('a name that no artefact has is told', () => {
  const canonicals = ['Weight', 'Request'].map((id) => `${base}/${id}`);
  expect(unknownNames(actors, canonicals)).toEqual(['Answer']);
});
