import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readApiErrors } from '../../scripts/api/api-errors.ts';
import { readGuideQuestions } from '../../scripts/api/guide-questions.ts';
import type { ApiAnswer, ResourceResult } from '../../scripts/model/report.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { judgeWith, resources } from './guide-api.ts';
import { changed, shared } from './sent.ts';

const judge = judgeWith();
const questions = readGuideQuestions(resources);

/** `decided Q12`. */
function basisOf({ answer }: ResourceResult): string | undefined {
  return answer && textOf(answer.basis);
}

function textOf({ kind, questions: asked }: ApiAnswer['basis']): string {
  return [kind, ...asked.map(({ code }) => code)].join(' ');
}

/** Each answer says whether the document of the API has it, the guide decided it, or nobody knows. */
export function testBases(): void {
  describe('what an answer rests on', () => {
    const user = 'subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36';
    const all = `Observation?code=29463-7&${user}&date=ge2026-10-01&date=le2026-10-31`;
    for (const [url, basis] of [
      [all, 'documented'],
      [`${all}&_count=101`, 'documented'],
      [all.replace('29463-7', '2708-6'), 'decided Q21'],
      [`${all}&_include=Observation:device`, 'documented'],
      [`${all}&_include=Observation.device`, 'decided Q12'],
      [`${all.replace('urn:oid:2.999.250.1.4%7C', '')}&_include=Observation.device`, 'decided Q12 Q13'],
      [all.replace('&date=ge2026-10-01&date=le2026-10-31', '&date=2026-10-01'), 'decided Q14 Q21'],
      [`${all}&_count=0`, 'decided Q32'],
      [`${all}&patient=1`, 'unknown'],
      ['Patient?name=x', 'unknown'],
      ['Observation/48213', 'unknown'],
    ] as const)
      test(url, () => expect(basisOf(judge.search(url))).toBe(basis));

    const judged = (text: string) => judge.validate(text, { file: 'payload.json' });
    for (const [what, text, basis] of [
      ['a measure that keeps all rules', shared('measure'), 'documented'],
      ['an empty body', '', 'documented'],
      ['text that is no JSON', 'POST', 'decided Q21'],
      ['no user', changed(({ observation }) => Reflect.deleteProperty(observation, 'subject')), 'documented'],
      ['no value', changed(({ observation }) => Reflect.deleteProperty(observation, 'valueQuantity')), 'documented'],
      [
        'a pressure without a number',
        changed(
          ({ observation }) => Reflect.deleteProperty(observation.component?.[0] ?? {}, 'valueQuantity'),
          'blood-pressure',
        ),
        'decided Q9',
      ],
      [
        'the profile of the examples in the document',
        changed(({ observation }) => {
          observation.meta = { profile: ['http://esante.gouv.fr/ci-sis/fhir/StructureDefinition/ENS_BodyWeight'] };
        }),
        'decided Q2',
      ],
      ['two measures', shared('../C3/fail'), 'decided Q17'],
      [
        'a bare OID as the source',
        changed(({ observation }) => Object.assign(observation.meta ?? {}, { source: '2.999.250.2.17' })),
        'decided Q11',
      ],
      ['a device that is named and not sent', changed(({ bundle }) => bundle.entry?.splice(1)), 'decided Q8'],
      [
        'a measure that was corrected',
        changed(({ observation }) => Object.assign(observation, { status: 'corrected' })),
        'decided Q27',
      ],
      [
        'a type of Bundle that is none',
        changed(({ bundle }) => Object.assign(bundle, { type: 'batch' })),
        'decided Q21',
      ],
    ] as const)
      test(what, () => expect(basisOf(judged(text))).toBe(basis));

    test('a refusal says it of each issue, and one documented reason is enough', () => {
      const { answer } = judged(
        changed(({ observation }) => {
          Reflect.deleteProperty(observation, 'subject');
          observation.effectiveDateTime = '2026-13-45';
        }),
      );
      expect(answer?.issueBases?.map(textOf)).toEqual(['documented', 'decided Q21']);
      expect(basisOf({ file: '', profiles: [], valid: false, issues: [], ...(answer && { answer }) })).toBe(
        'documented',
      );
    });

    test('an error of the session is documented', () => {
      const result = judgeWith({ consentement: 'non' }).validate(shared('measure'), { file: 'x' });
      expect(basisOf(result)).toBe('documented');
    });
  });

  describe('the questions', () => {
    test('are those of the page, in its order and by its titles', () => {
      const page = readFileSync(join(projectFolder, 'input', 'pagecontent', 'questions-ouvertes.md'), 'utf8');
      const headings = [...page.matchAll(/^#### (Q\d+)\. (.*)$/gm)].map(([, code, title = '']) => [code, plain(title)]);
      expect(questions.map(({ code, title }) => [code, title])).toEqual(headings);
    });

    test('name errors that there are, and cover those that the document does not have', () => {
      const errors = readApiErrors(resources);
      const decided = questions.flatMap((each) => each.errors);
      expect(decided.filter((code) => !errors.some((error) => error.code === code))).toEqual([]);
      const undocumented = errors.filter(({ isDocumented }) => !isDocumented).map(({ code }) => code);
      expect(undocumented.toSorted()).toEqual(decided.toSorted());
    });

    test('name constraints that the guide has', () => {
      const keys = new Set(JSON.stringify(resources).match(/(?<="key":")mes-[\w-]+/g));
      const named = questions.flatMap(({ findings }) => findings).filter((key) => key.startsWith('mes-'));
      expect(named.length).toBeGreaterThan(10);
      expect(named.filter((key) => !keys.has(key))).toEqual([]);
    });
  });
}

function plain(title: string): string {
  return title.replaceAll('`', '').replaceAll('\u00a0', ' ');
}
