import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { many, type Shape, shapes } from '../bench/large-shapes.ts';
import { writeFiles } from '../cli/run-ig.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';

/*
 * Honest resources, and large: of sizes at which a quadratic evaluation would pass the bounds of time or memory, and a
 * linear one takes seconds. `npm run bench:large` measures how each shape grows.
 */
type Expected = Partial<Pick<Row, 'code' | 'says' | 'args' | 'seconds' | 'writes' | 'after'>>;

/** A resource of a shape with so many of what grows in it; it is valid where nothing else is said. */
function large(name: string, count: number, expected: Expected = {}): Row {
  const shape = shapeNamed(name);
  const isHeld = shape.definitions !== undefined;
  return {
    input: `${name}: ${count.toLocaleString('en')}`,
    prepare({ work }) {
      writeFiles(work, { 'large.json': shape.text(count), ...packageOf(shape, count) });
      return undefined;
    },
    args: [
      'validate',
      '--fhir-only',
      '--offline',
      '--quiet',
      ...(isHeld ? ['--package', 'package', '--profile', shape.profile ?? ''] : []),
      'large.json',
    ],
    code: 0,
    says: /1 resource valid, 0 errors/,
    saysNot: /could not be evaluated/, // that was the end of expressions over long lists
    ...expected,
  };
}

function shapeNamed(name: string): Shape {
  const shape = shapes.find((each) => each.name === name);
  if (shape === undefined) throw new Error(`There is no shape ${name}.`);
  return shape;
}

function packageOf({ definitions }: Shape, count: number): Record<string, string> {
  if (definitions === undefined) return {};
  const dependencies = { 'hl7.fhir.r4.core': '4.0.1' };
  const manifest = { name: 'example.large', version: '1.0.0', fhirVersions: ['4.0.1'], dependencies };
  const files = definitions(count).map((each, at) => [`package/${at}.json`, JSON.stringify(each)]);
  return { 'package/package.json': JSON.stringify(manifest), ...Object.fromEntries(files) };
}

/** The guide's build. SUSHI itself takes a quadratic time for slices, so they are few here. */
const guide: Row = {
  input: 'ig build of a profile with 20 slices, 200 instances of it, and a code system of 5,000 codes',
  files: {
    'sushi-config.yaml':
      'canonical: https://example.org/fhir/large\nfhirVersion: 4.0.1\nversion: 0.1.0\nFSHOnly: true\nid: example.large\nname: Large\nstatus: draft\n',
    'input/fsh/large.fsh': [
      'Alias: $codes = https://example.org/fhir/large/CodeSystem/codes',
      'Profile: Sliced',
      'Parent: Observation',
      'Id: sliced',
      '* component ^slicing.discriminator.type = #pattern',
      '* component ^slicing.discriminator.path = "code"',
      '* component ^slicing.rules = #open',
      `* component contains ${many(20, (i) => `s${i} 0..1`).join(' and\n    ')}`,
      ...many(20, (i) => `* component[s${i}].code = $codes#c${i}`),
      'CodeSystem: Codes',
      'Id: codes',
      '* ^caseSensitive = true',
      '* ^experimental = true',
      ...many(5_000, (i) => `* #c${i} "Code ${i}"`),
      ...many(200, (i) =>
        [
          `Instance: o${i}`,
          'InstanceOf: sliced',
          'Usage: #example',
          '* status = #final',
          '* code.text = "Many"',
          `* component[s${i % 20}].valueInteger = ${i}`,
        ].join('\n'),
      ),
    ].join('\n'),
  },
  args: ['build', '--offline', '--quiet'],
  code: 0,
  writes: BUILD_WRITES,
};

const invalid = (says: RegExp): Expected => ({ code: 1, says });

const rows: readonly Row[] = [
  large('Questionnaire.item, flat', 80_000),
  large('Questionnaire.item, deep', 80_000),
  large('Questionnaire.item, the same linkId', 50_000, invalid(/que-2/)),
  large('QuestionnaireResponse.item, a tree', 80_000),
  large('CodeSystem.concept, flat', 100_000),
  large('CodeSystem.concept, a tree', 60_000),
  large('CodeSystem.concept, the same code', 100_000, invalid(/csd-1/)),
  large('contained, each referred to', 120_000),
  large('contained, a chain of references', 100_000),
  large('contained, of one type with references to all', 60_000),
  large('contained, nothing refers to them', 40_000, invalid(/contained-orphan/)),
  large('references to what is not contained', 50_000, invalid(/reference-contained/)),
  large('Bundle, collection, absolute references', 40_000),
  large('Bundle, small entries', 200_000),
  large('Bundle, history, versions of one', 40_000),
  large('Bundle, document, every entry refers to the same ten', 10_000),
  large('Bundle, document, references to a fullUrl that all have', 10_000, invalid(/bdl-7|bundle-reference/)),
  large('Observation.component and as many slices by pattern', 2_000),
  large('Observation.component and as many slices by fixed value', 2_000),
  large('Observation.component that none of as many slices takes', 5_000),
  large('CodeableConcept.coding', 20_000, invalid(/obs-7/)),
  large('StructureDefinition, snapshot and differential', 15_000),
  large('CapabilityStatement.rest.resource', 20_000, invalid(/cpb-9/)),
  large('ImplementationGuide.definition.resource', 20_000),
  large('primitives with nulls and extensions beside them', 40_000, invalid(/extension-unknown/)),
  large('unknown properties of one object', 50_000, invalid(/unknown-property/)),
  large('pairs of properties with one name', 30_000, invalid(/json-duplicate-key/)),
  large('narrative, ids and links', 100_000),
  large('narrative, links that lead nowhere', 50_000, invalid(/narrative-link/)),
  large('long base64', 80_000_000),
  large('long decimals', 5_000_000),
  {
    ...large('empty objects', 300_000),
    input: 'more findings of one resource than are kept',
    args: ['validate', '--fhir-only', '--offline', '--quiet', '--format', 'json', '--output', 'out.json', 'large.json'],
    writes: /^out\.json$/,
    code: 1,
    says: [],
    after(_, { work }) {
      expect(readFileSync(join(work, 'out.json'), 'utf8')).toContain('has more than 100,000 findings');
    },
  },
  {
    input: 'more values than there is room for',
    prepare({ work }) {
      writeFiles(work, { 'large.json': `{"resourceType":"Patient","x":[${'1,'.repeat(17_000_000)}1]}` });
      return undefined;
    },
    args: ['validate', '--fhir-only', '--offline', '--quiet', 'large.json'],
    code: 1,
    says: /fatal +large\.json:1:\d+\s+The text has more than [\d,]+ values, for which there is no room in memory/,
  },
  guide,
];

tryAll('large resources', rows);
