import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { judge, narrative } from './judge.ts';

/** Without a terminology server, which its own suite asks, the HL7 validator knows no display of a country. */
const national = (code: string, display: string) => {
  const coding = [{ system: 'urn:iso:std:iso:3166', code, display }];
  return {
    resourceType: 'Patient',
    id: 'p',
    text: narrative,
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/patient-nationality',
        extension: [{ url: 'code', valueCodeableConcept: { coding } }],
      },
    ],
  };
};

test("a country may not be shown by another one's name", () => {
  const at = 'Patient.extension[0].extension[0].value.coding[0].display';
  for (const code of ['BD', 'BGD', '050']) expect(judge(national(code, 'Australia'))).toEqual([`error display ${at}`]);
});

test('a country may be shown by any other name', () => {
  for (const [code, name] of Object.entries({
    BD: 'Bangladesh',
    US: 'USA',
    FR: 'la République française',
    AU: 'australia',
  }))
    expect(judge(national(code, name))).toEqual([]);
});

const definitions = createDefinitions(await npmPackages());
const terminology = createTerminology(definitions);
const JURISDICTION = 'http://hl7.org/fhir/ValueSet/jurisdiction';

test('regions have three digits and subdivisions begin with a country, so that names are none', () => {
  const outcome = (code: string) => terminology.isMember({ code }, JURISDICTION, undefined).outcome;
  expect(outcome('Australia')).toBe('not-member');
  expect(outcome('AU')).toBe('member');
  expect(outcome('150')).toBe('not-checked'); // Europe
  expect(outcome('FR-75C')).toBe('not-checked');
  expect(outcome('ZQ-1')).toBe('not-member');
});

const attached = (url: string) =>
  JSON.stringify({
    resourceType: 'DocumentReference',
    id: 'd',
    text: narrative,
    status: 'current',
    content: [{ attachment: { contentType: 'text/plain', url, title: 'a' } }],
  });

/** HL7, where examples are not allowed: `error … Example URLs are not allowed in this context`, of names too. */
test("a url of an example's host is refused where it is to be opened", () => {
  const payloads = createValidator({ definitions, terminology, liveUrls: true });
  const examples = createValidator({ definitions, terminology });
  const rulesOf = (validator: typeof payloads, url: string) =>
    validator
      .validate(attached(url), { file: 'd.json' })
      .issues.filter(({ severity }) => severity === 'error')
      .map(({ rule, expression }) => `${rule} ${expression}`);
  for (const url of ['http://repository.example.org/a', 'https://example.com', 'https://acme.com:80/x']) {
    expect(rulesOf(payloads, url), url).toEqual(['url-example DocumentReference.content[0].attachment.url']);
    expect(rulesOf(examples, url)).toEqual([]);
  }
  for (const url of ['http://notexample.org/a', 'https://x.fr/?at=example.org', 'Binary/1'])
    expect(rulesOf(payloads, url), url).toEqual([]);
});
