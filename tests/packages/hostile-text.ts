import fc from 'fast-check';

/** Texts that try to be more than a name: paths, scopes, aliases, control characters, and anything else. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        ...['..', '.', '/', '\\', '@', '#', '+', '-', '_', '~', '%2f', '\0', '\n', '\u001b[2J', ' ', 'npm:', '@npm:'],
        ...['a', 'x.y', 'hl7.fhir.r4.core', '1', '1.0.0', 'latest', 'current', 'C:', 'é', 'a'.repeat(300)],
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

const word = fc.constantFrom('a', 'b', 'ab', 'x-y', 'x_y', 'a.b', 'c..d');
export const soundId: fc.Arbitrary<string> = fc
  .tuple(fc.option(word, { nil: undefined }), word)
  .map(([scope, name]) => (scope === undefined ? name : `@${scope}/${name}`));
export const soundVersion: fc.Arbitrary<string> = fc.constantFrom(
  '1',
  '1.0.0',
  '1.0.0-a',
  '1.0.0-a-b',
  '1.0.0+b',
  '2026',
);
