import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { knownRules } from '../../scripts/commands/options/known-rules.ts';
import { fshSections, sushiSections } from './fsh-sections.ts';

const rules = Object.entries(knownRules);

/** The verbs that the sentences begin with; a new one is added here if it is a verb that tells the reader what to do. */
const verbs = new Set(
  `Add Answer Assign Begin Bind Call Check Choose Claim Commit Constrain Contain Correct Declare Define Delete Depend Do Expect Export Fill
  Filter Find Follow Get Give Indent Install Join Keep Leave Let Link List Load Lock Look Lower Make Meet Mend Name Narrow Nest Number Offer
  Pass Plan Put Raise Reach Read Refer Release Repeat Replace Report Restore Run Save Say Send Set Shorten Show Slice State Support Take Treat Use
  Write`.split(/\s+/),
);

test('each rule has one sentence that says what to do', () => {
  const isSentence = (text: string) =>
    verbs.has(text.slice(0, text.indexOf(' '))) && text.endsWith('.') && !/[.!?]\s|\n/.test(text);
  expect(rules.filter(([, { summary }]) => !isSentence(summary)).map(([rule, { summary }]) => [rule, summary])).toEqual(
    [],
  );
});

test('no two rules ask for the same', () => {
  const summaries = rules.map(([, { summary }]) => summary);
  expect(summaries.filter((text, at) => summaries.indexOf(text) !== at)).toEqual([]);
});

test('each rule names a section that there is', () => {
  expect(rules.filter(([, { spec }]) => !isSection(spec)).map(([rule, { spec }]) => `${rule}: ${spec}`)).toEqual([]);
});

test('a section that there is not would be noticed', () => {
  for (const spec of [
    'https://hl7.org/fhir/uv/shorthand/reference.html#slices',
    'https://fshschool.org/docs/sushi/configuration/#menus',
    'https://hl7.org/fhir/R4/profiling.html#slicing#closed',
    'http://hl7.org/fhir/R4/profiling.html',
    'https://hl7.org/fhir/R4/profiling.html#',
    'docs/packages.md#nothing',
    'docs/nothing.md#which',
    'profiling.html',
  ])
    expect(isSection(spec), spec).toBe(false);
});

test('the pages of our own name each rule that they explain', () => {
  const own = rules.filter(([, { spec }]) => spec.startsWith('docs/'));
  expect(own.length).toBeGreaterThan(0);
  const unnamed = own.filter(([rule, { spec }]) => !sectionText(spec)?.includes(`\`${rule}\``));
  expect(unnamed.map(([rule]) => rule)).toEqual([]);
});

const fsh = 'https://hl7.org/fhir/uv/shorthand/reference.html#';
const sushi = 'https://fshschool.org/docs/sushi/';

function isSection(spec: string): boolean {
  if (spec.startsWith('docs/')) return sectionText(spec) !== undefined;
  if (spec.startsWith(fsh)) return fshSections.has(spec.slice(fsh.length));
  if (spec.startsWith(sushi)) {
    const [page = '', section] = spec.slice(sushi.length).split('#');
    const sections = sushiSections.get(page);
    return sections !== undefined && (section === undefined || sections.includes(section));
  }
  const page =
    /^https:\/\/(?:hl7\.org\/fhir\/(?:R4\/|extensions\/)?|www\.rfc-editor\.org\/rfc\/)[\w-]+(?:\.html)?(?:#[\w.-]+)?$/;
  return page.test(spec);
}

/** What stands under a heading of a page in docs/. */
function sectionText(spec: string): string | undefined {
  const [file = '', anchor] = spec.split('#');
  const sections = readDocs(file).split(/^#+ /m);
  const slug = (text: string) =>
    text
      .slice(0, text.indexOf('\n'))
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-');
  return sections.slice(1).find((text) => slug(text) === anchor);
}

function readDocs(file: string): string {
  try {
    return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  } catch {
    return '';
  }
}
