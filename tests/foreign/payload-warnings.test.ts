import { describe, expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

/** `hl7` is what the HL7 validator 6.8.2 says, as it was seen to run; where ours differs, `why`. */
interface Case {
  readonly what: string;
  readonly resource: object;
  readonly ours: readonly string[];
  readonly hl7: string;
  readonly why?: string;
}

const observation = (parts: object) => ({
  resourceType: 'Observation',
  id: 'x',
  text: narrative,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '9273-4' }] },
  subject: { display: 'x' },
  performer: [{ display: 'x' }],
  effectiveDateTime: '2020-01-01',
  ...parts,
});
const absent = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
};
const method = (coding: object) => observation({ method: { coding: [coding] } });
const score = (unit?: string, code = '{score}') =>
  observation({
    valueQuantity: { value: 1, system: 'http://unitsofmeasure.org', code, ...(unit === undefined ? {} : { unit }) },
  });
const media = (content: object) => ({ resourceType: 'Media', id: 'x', text: narrative, status: 'completed', content });
const patient = (parts: object) => ({ resourceType: 'Patient', id: 'x', text: narrative, ...parts });
const spoken = (language: string, attributes: string) =>
  patient({
    language,
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"${attributes}>texte</div>` },
  });
const note = (text: string) => observation({ note: [{ text }] });

const cases: readonly Case[] = [
  {
    what: 'a code without a system',
    resource: method({ code: 'abc' }),
    ours: ['warning coding-system Observation.method.coding[0]'],
    hl7: 'warning Observation.method.coding[0]: Coding has no system',
  },
  {
    what: 'a display without system and code',
    resource: method({ display: 'abc' }),
    ours: ['warning coding-system Observation.method.coding[0]'],
    hl7: 'warning Observation.method.coding[0]: Coding has no system',
  },
  {
    what: 'a system that is not known, which is said',
    resource: method({ code: 'abc', _system: absent }),
    ours: [],
    hl7: 'warning Observation.method.coding[0]: Coding has no system',
    why: 'The extension in its place says why there is none.',
  },
  {
    what: 'a Coding that says only that somebody chose it',
    resource: method({ userSelected: true }),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'a tag without a system',
    resource: observation({ meta: { tag: [{ code: 'a' }] } }),
    ours: ['warning coding-system Observation.meta.tag[0]'],
    hl7: 'warning Observation.meta.tag[0]: A code with no system has no defined meaning',
  },
  {
    what: 'a UCUM annotation without a unit',
    resource: score(),
    ours: ['warning ucum-annotation Observation.value'],
    hl7: 'warning Observation.value: UCUM Codes that contain human readable annotations like {score} can be misleading',
  },
  {
    what: 'a UCUM annotation without a unit, in a range',
    resource: observation({
      referenceRange: [{ low: { value: 1, system: 'http://unitsofmeasure.org', code: '{score}' } }],
    }),
    ours: ['warning ucum-annotation Observation.referenceRange[0].low'],
    hl7: 'warning Observation.referenceRange[0].low: UCUM Codes that contain human readable annotations',
  },
  {
    what: 'a UCUM annotation with a unit for readers',
    resource: score('points'),
    ours: [],
    hl7: 'warning Observation.value: UCUM Codes that contain human readable annotations like {score} can be misleading',
    why: 'The reader sees what is counted, which is all that the warning asks for.',
  },
  {
    what: 'an attachment with a title alone',
    resource: media({ title: 'x' }),
    ours: ['warning attachment-empty Media.content'],
    hl7: 'warning Media.content: Attachments have data and/or url, or else SHOULD have either contentType and/or language',
  },
  {
    what: 'an attachment that says which language is missing',
    resource: media({ language: 'fr' }),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'an attachment whose url is not known, which is said',
    resource: media({ _url: absent }),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'blanks in base64',
    resource: media({ contentType: 'text/plain', data: 'aGFs bG8=' }),
    ours: ['warning primitive-format Media.content.data'],
    hl7: 'warning Media.content.data: Base64 encoded values SHOULD not contain any whitespace; error Media.content: not valid base64',
    why: "R4's own pattern of base64Binary has white space, so it is no error.",
  },
  {
    what: 'a narrative without the language of its resource',
    resource: spoken('fr', ''),
    ours: ['warning narrative-language Patient'],
    hl7: 'warning Patient: Resource has a language, but the XHTML does not have an lang or an xml:lang tag',
  },
  {
    what: 'a narrative with half of the language of its resource',
    resource: spoken('fr', ' lang="fr"'),
    ours: ['warning narrative-language Patient'],
    hl7: 'warning Patient: Resource has a language, but the XHTML does not have an xml:lang tag',
  },
  {
    what: 'a narrative in the language of its resource',
    resource: spoken('fr', ' lang="fr" xml:lang="fr"'),
    ours: [],
    hl7: 'nothing',
  },
  {
    what: 'a narrative in another language',
    resource: spoken('fr', " lang='en' xml:lang='en'"),
    ours: ['warning narrative-language Patient'],
    hl7: 'warning Patient: Resource has a language (fr), and the XHTML has a lang (en), but they differ',
  },
  {
    what: 'a narrative that says less of the same language',
    resource: spoken('fr-FR', ' lang="fr" xml:lang="fr"'),
    ours: [],
    hl7: 'warning Patient: Resource has a language (fr-FR), and the XHTML has a lang (fr), but they differ',
    why: 'What is in French of France is in French.',
  },
  {
    what: 'HTML in markdown',
    resource: note('a <b>c</b>'),
    ours: ['warning markdown-html Observation.note[0].text'],
    hl7: "warning Observation.note[0].text: The markdown contains content that appears to be an embedded HTML tag starting at '<b'",
  },
  {
    what: 'a comment of HTML in markdown',
    resource: note('a <!-- b -->'),
    ours: ['warning markdown-html Observation.note[0].text'],
    hl7: "warning Observation.note[0].text: an embedded HTML tag starting at '<!'",
  },
  {
    what: 'less than in markdown',
    resource: note('a < b, c <d and e <= f'),
    ours: [],
    hl7: "warning Observation.note[0].text: an embedded HTML tag starting at '<d'",
    why: 'It ends with no bracket, so that no renderer takes it for a tag.',
  },
  {
    what: 'addresses in markdown',
    resource: note('<https://example.org> and <x@example.org>'),
    ours: [],
    hl7: 'nothing',
  },
  { what: 'a line break in markdown', resource: note('a<br/>b'), ours: [], hl7: 'nothing' },
  {
    what: 'HTML as code in markdown',
    resource: note('`<b>` and\n```\n<i>\n```'),
    ours: [],
    hl7: "warning Observation.note[0].text: an embedded HTML tag starting at '<b'",
    why: 'Between backquotes it is text in every renderer.',
  },
  {
    what: 'a year of two digits filled up',
    resource: patient({ birthDate: '0026-01-01' }),
    ours: ['warning primitive-format Patient.birthDate'],
    hl7: "warning Patient.birthDate: The value '0026-01-01' is outside the range of reasonable years",
  },
  {
    what: 'a year far ahead',
    resource: patient({ birthDate: '2987' }),
    ours: ['warning primitive-format Patient.birthDate'],
    hl7: 'warning Patient.birthDate: The value is outside the range of reasonable years (seen with 2107 in 2026, not with 2106)',
  },
  { what: 'a year long ago', resource: patient({ birthDate: '1800-01-01' }), ours: [], hl7: 'nothing' },
];

describe('warnings on payloads', () => {
  for (const { what, resource, ours } of cases) test(what, () => expect(judge(resource)).toEqual(ours));
});

const person = { resourceType: 'Patient', id: 'p', text: narrative };
const searchset = { resourceType: 'Bundle', id: 'b', type: 'searchset', total: 1 };
const found = { fullUrl: 'http://example.org/fhir/Patient/p', resource: person, search: { mode: 'match' } };

test('a searchset says what was searched for', () => {
  // HL7: warning Bundle: SearchSet Bundles should have a self link that specifies what the search was
  expect(judge({ ...searchset, entry: [found] })).toEqual(['warning bundle-search Bundle']);
  const link = [{ relation: 'self', url: 'http://example.org/fhir/Patient?name=x' }];
  expect(judge({ ...searchset, link, entry: [found] })).toEqual([]);
  expect(judge({ ...searchset, total: 0 })).toEqual([]); // nothing of HL7's either
});

const urn = (end: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${end}`;
const entry = (end: number, resource: object) => ({ fullUrl: urn(end), resource });
const composition = (section?: object) => ({
  resourceType: 'Composition',
  id: 'c',
  text: narrative,
  status: 'final',
  type: { coding: [{ system: 'http://loinc.org', code: '11503-0' }] },
  subject: { reference: urn(2) },
  date: '2020',
  author: [{ display: 'x' }],
  title: 'x',
  ...(section === undefined ? {} : { section: [section] }),
});
const measure = observation({ id: 'o', subject: { reference: urn(2) } });
const provenance = {
  resourceType: 'Provenance',
  id: 'pr',
  text: narrative,
  target: [{ reference: urn(2) }],
  recorded: '2020-01-01T00:00:00Z',
  agent: [{ who: { display: 'x' } }],
};
const documentOf = (...entries: readonly object[]) => ({
  resourceType: 'Bundle',
  id: 'd',
  identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:00000000-0000-4000-8000-0000000000aa' },
  type: 'document',
  timestamp: '2020-01-01T00:00:00Z',
  entry: entries,
});

test('a document has what its Composition leads to', () => {
  // HL7: warning Bundle.entry[2]: isn't reachable by traversing forwards from the Composition. Only Provenance is approved
  const all = [entry(2, person), entry(3, measure), entry(4, provenance)];
  expect(judge(documentOf(entry(1, composition()), ...all))).toEqual(['warning bundle-orphan Bundle.entry[2]']);
  const section = { title: 't', entry: [{ reference: urn(3) }] };
  expect(judge(documentOf(entry(1, composition(section)), ...all))).toEqual([]);
});
