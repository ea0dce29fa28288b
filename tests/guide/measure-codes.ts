import { describe, expect, test } from 'vitest';
import { measures } from './guide-files.ts';
import { pageText } from './page-text.ts';

/**
 * What each measure may or must send, from the published lists in the editions that the official build of the guide
 * resolved (J145 … J164), and from FHIR's and the API's own codes: facts, written down apart from the guide.
 */
const lists = {
  J145: { 'https://smt.esante.gouv.fr/terminologie-emdn': ['V030210'] },
  J146: {
    'https://smt.esante.gouv.fr/terminologie-ncit': ['C81261'],
    'https://smt.esante.gouv.fr/terminologie-emdn': ['V030201', 'V030209'],
  },
  J147: {
    'https://smt.esante.gouv.fr/terminologie-emdn': ['C0205', 'Y210905', 'Z12030205', 'Z1203020408'],
    'http://snomed.info/sct': ['8499008'],
  },
  J149: { 'http://snomed.info/sct': ['8205005', '53120007'] },
  J150: { 'https://smt.esante.gouv.fr/terminologie-emdn': ['Y210905', 'Z12050404', 'Z1203020501', 'Z1203020599'] },
  J151: { 'http://snomed.info/sct': ['34402009', '52795006', '91470000', '117590005', '123851003', '450721000'] },
  J152: { 'https://smt.esante.gouv.fr/terminologie-emdn': ['V03010102', 'V0301010202'] },
  J154: {
    'http://loinc.org': ['2345-7', '4548-4', '99504-3'],
    'https://smt.esante.gouv.fr/fhir/CodeSystem/terminologie-cisis': ['MED-972'],
  },
  J157: {
    'http://loinc.org': ['16915-1', '53049-3', '88365-2', 'LA11865-5', 'LA46-8'],
    'https://smt.esante.gouv.fr/fhir/CodeSystem/terminologie-cisis': ['MED-1278'],
  },
  J158: { 'https://smt.esante.gouv.fr/terminologie-emdn': ['Y210905', 'Z120626', 'Z12062692'] },
  J159: { 'https://smt.esante.gouv.fr/terminologie-ncit': ['C21082', 'C121547', 'C21133'] },
  J163: { 'http://unitsofmeasure.org': ['mg/dL', '%'] },
  J164: {
    'https://smt.esante.gouv.fr/fhir/CodeSystem/terminologie-cisis': [
      'GEN-275',
      'GEN-276',
      'GEN-277',
      'GEN-278',
      'GEN-092.08.05',
    ],
  },
} as const;

const loinc = (...codes: string[]) => ({ 'http://loinc.org': codes });
const unit = (code: string) => ({ 'http://unitsofmeasure.org': [code] });
type Codes = Readonly<Record<string, readonly string[]>>;

const sent: Readonly<Record<string, Readonly<Record<string, Codes>>>> = {
  poids: { code: loinc('29463-7'), valueQuantity: unit('kg'), method: lists.J145 },
  taille: { code: loinc('8302-2'), valueQuantity: unit('cm'), method: lists.J146 },
  imc: { code: loinc('39156-5'), valueQuantity: unit('kg/m2') },
  tension: {
    code: loinc('85354-9'),
    'component (systolique)': loinc('8480-6'),
    'component (diastolique)': loinc('8462-4'),
    'component (moyenne)': loinc('8478-0'),
    'component.valueQuantity': unit('mm[Hg]'),
    bodySite: lists.J149,
    method: lists.J150,
  },
  temperature: { code: loinc('8310-5'), valueQuantity: unit('Cel'), bodySite: lists.J151, method: lists.J152 },
  glycemie: { code: lists.J154, valueQuantity: lists.J163, moment: lists.J157, 'nombre de jours': lists.J164 },
  douleur: { code: loinc('72514-3'), valueQuantity: unit('1'), method: lists.J159 },
  pas: { code: loinc('41950-7'), valueQuantity: unit('1/(24.h)'), method: lists.J158 },
  'tour-de-taille': { code: loinc('8280-0'), valueQuantity: unit('cm') },
  'perimetre-cranien': { code: loinc('8287-5', '9843-4'), valueQuantity: unit('cm') },
  'frequence-cardiaque': { code: loinc('8867-4'), valueQuantity: unit('/min'), method: lists.J147 },
};

interface Row {
  readonly element: string;
  readonly code: string;
  readonly display: string;
  readonly meaning: string;
  readonly system: string;
}

/** The rows of the table of codes in the section of a measure. */
function rowsOf(section: string): Row[] {
  const [, after = ''] = section.split('| Élément | Code | Intitulé | Sens | Système |\n|---|---|---|---|---|\n');
  const [table = ''] = after.split('{: .grid');
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [, element = '', code = '', display = '', meaning = '', system = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      return { element: inCode(element), code: inCode(code), display, meaning, system: inCode(system) };
    });
}

function inCode(cell: string): string {
  return (/^<code>(.*?)<\/code>/.exec(cell)?.[1] ?? cell).replaceAll('<wbr/>', '');
}

export function testMeasureCodes(): void {
  describe('the codes of each measure on its page', () => {
    const page = pageText('mesures.md');
    test('are told for all measures', () =>
      expect(Object.keys(sent).sort()).toEqual(measures.map(({ example }) => example).sort()));

    for (const [measure, elements] of Object.entries(sent)) {
      const start = page.indexOf(`{: #${measure}}`);
      const section = page.slice(start, page.indexOf('\n### ', start));
      const rows = rowsOf(section);

      test(`${measure}: every code that it may or must have, with its system`, () => {
        for (const [element, codes] of Object.entries(elements)) {
          const wanted = Object.entries(codes).flatMap(([system, each]) => each.map((code) => `${system}|${code}`));
          const told = rows.filter((row) => row.element === element).map(({ system, code }) => `${system}|${code}`);
          expect(told.sort(), element).toEqual(wanted.sort());
        }
      });

      test(`${measure}: each with its meaning in French, and its display unless it is a unit`, () => {
        expect(rows.length).toBeGreaterThanOrEqual(2);
        for (const { code, display, meaning, system } of rows) {
          expect(meaning, code).not.toBe('');
          if (system !== 'http://unitsofmeasure.org') expect(display, code).not.toBe('');
        }
      });

      test(`${measure}: every list with its version and the package that it comes from`, () => {
        const told = [
          ...section.matchAll(/liste <code>[^<]+<\/code>, version \d+[\d.]*, du paquet \S+ \d+\.\d+\.\d+\u00a0;/g),
        ];
        const listed = Object.values(elements).filter((codes) => Object.values(lists).includes(codes as never));
        expect(told.length).toBeGreaterThanOrEqual(listed.length);
      });
    }
  });
}
