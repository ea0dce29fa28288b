import type { Extension, OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import type { Report } from '../model/report.ts';
import { type Finding, findingsOf, formatPosition, guideRuleTexts, placeOf } from './finding.ts';
import { verdictOf } from './verdict.ts';

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/operationoutcome';

/**
 * One OperationOutcome for the whole run: `file` tells the resources apart, and when nothing was found
 * one informational issue says so, because an OperationOutcome has at least one.
 * @see https://hl7.org/fhir/R4/operationoutcome.html
 */
export function renderOperationOutcome(report: Report): string {
  const [result, ...others] = report.results;
  // One request, and what is answered is known: that is the OperationOutcome that was asked for.
  if (result?.answer?.outcome !== undefined && others.length === 0) return written(result.answer.outcome);
  const issue = findingsOf(report).map((finding) => toIssue(finding, report.tool.name));
  const outcome: OperationOutcome = {
    resourceType: 'OperationOutcome',
    issue: issue.length > 0 ? issue : [nothingFound(report)],
  };
  return written(outcome);
}

function written(outcome: OperationOutcome): string {
  return `${JSON.stringify(outcome, undefined, 2)}\n`;
}

/** @see https://hl7.org/fhir/extensions/extension-registry.html the extensions of OperationOutcome */
function toIssue(finding: Finding, tool: string): OperationOutcomeIssue {
  const { issue } = finding;
  const place = placeOf(finding);
  const extension: Extension[] = [];
  if (place !== undefined) extension.push({ url: `${EXTENSION}-file`, valueString: place.file });
  if (place?.line !== undefined) extension.push({ url: `${EXTENSION}-issue-line`, valueInteger: place.line });
  // The definition gives the column as a string, though the line is an integer.
  if (place?.column !== undefined) extension.push({ url: `${EXTENSION}-issue-col`, valueString: String(place.column) });
  extension.push({ url: `${EXTENSION}-issue-source`, valueString: tool });
  extension.push({ url: `${EXTENSION}-message-id`, valueString: issue.rule });
  const diagnostics = [
    finding.result?.resource === undefined ? undefined : `in ${finding.result.resource}`,
    issue.profile === undefined ? undefined : `set by ${issue.profile}`,
    issue.insertedAt === undefined ? undefined : `inserted at ${formatPosition(issue.insertedAt)}`,
    issue.accepted === undefined ? undefined : `explained: ${issue.accepted}`,
    issue.known === true ? 'in the baseline' : undefined,
    ...guideRuleTexts(issue),
  ].filter((part) => part !== undefined);
  return {
    extension,
    severity: issue.severity,
    code: issue.code,
    details: { text: issue.message },
    ...(diagnostics.length === 0 ? {} : { diagnostics: diagnostics.join('; ') }),
    ...(issue.expression === undefined ? {} : { expression: [issue.expression] }),
  };
}

function nothingFound(report: Report): OperationOutcomeIssue {
  const { sentence } = verdictOf(report);
  return { severity: 'information', code: 'informational', details: { text: `Nothing found: ${sentence}.` } };
}
