import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';

const UNIT = 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit';

/**
 * The score of a group, as the scoring of the Measure has it.
 * @see https://hl7.org/fhir/R4/measure-definitions.html#Measure.scoring
 */
export function checkScore(group: JsonObject, path: string, measure: FhirResource, scope: Scope): void {
  const { resource } = scope;
  const scoring = scoringOf(measure);
  const score = group.measureScore;
  const at = `${path}.measureScore`;
  const fault = (message: string, place: string) =>
    scope.findings.error({ code: 'business-rule', rule: 'measure-report', message, expression: place });
  if (resource.type === 'data-collection' || scoring === 'cohort') {
    const why = scoring === 'cohort' ? 'The Measure has the scoring "cohort"' : 'The report is a "data-collection"';
    if (score !== undefined) fault(`${why}, which has no score; leave measureScore out.`, at);
    return;
  }
  if (scoring !== 'proportion' && scoring !== 'ratio' && scoring !== 'continuous-variable') return;
  if (!isJsonObject(score)) {
    fault(`The Measure has the scoring "${scoring}"; give the measureScore of the group.`, path);
    return;
  }
  // An extension may say in another way what the score is.
  if (score.value === undefined && score.extension === undefined)
    fault(`The Measure has the scoring "${scoring}"; give the score its value.`, at);
  if (scoring !== 'proportion') {
    checkUnit(score, at, scoring, measure, scope);
    return;
  }
  for (const part of ['unit', 'system', 'code'])
    if (score[part] !== undefined) fault('The score of a proportion has no unit; leave it out.', `${at}.${part}`);
  if (typeof score.value === 'number' && (score.value < 0 || score.value > 1))
    fault(`The score of a proportion is between 0 and 1; found ${score.value}.`, `${at}.value`);
}

function checkUnit(score: JsonObject, at: string, scoring: string, measure: FhirResource, { findings }: Scope): void {
  const unit = unitOf(measure);
  if (unit === undefined) {
    if (score.code === undefined && scoring === 'ratio')
      findings.warning({
        code: 'business-rule',
        rule: 'measure-report',
        message: 'Give the score of a ratio its unit.',
        expression: at,
      });
    return;
  }
  if (score.code === unit.code && score.system === unit.system) return;
  const message = `The Measure fixes the unit of the score to ${shown(`${String(unit.system)}#${String(unit.code)}`)}; give system and code of it.`;
  findings.error({ code: 'business-rule', rule: 'measure-report', message, expression: at });
}

function scoringOf({ scoring }: FhirResource): string | undefined {
  const coding = isJsonObject(scoring) && Array.isArray(scoring.coding) ? scoring.coding[0] : undefined;
  return isJsonObject(coding) ? textOf(coding.code) : undefined;
}

function unitOf(measure: FhirResource): JsonObject | undefined {
  for (const [extension] of listed(measure.extension, ''))
    if (extension.url === UNIT && isJsonObject(extension.valueCoding)) return extension.valueCoding;
  return undefined;
}
