import type { Extension, OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import {
  explanationOf,
  type Finding,
  formatPosition,
  guideRuleTexts,
  isInterrupted,
  placeOf,
} from '../finding/finding.ts';
import { sentenceOf } from '../gate/verdict.ts';
import { jsonPieces, jsonText } from '../json/json-pieces.ts';
import type { OpenWriter } from './writer.ts';

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/operationoutcome';

/**
 * One OperationOutcome for the whole run: `file` tells the resources apart, and when nothing was found
 * one informational issue says so, because an OperationOutcome has at least one.
 * @see https://hl7.org/fhir/R4/operationoutcome.html
 */
export const operationOutcomeWriter: OpenWriter = (known, _options, spool) => {
  let findings = 0;
  let results = 0;
  /** One request, and what is answered is known: that is the OperationOutcome that was asked for. */
  let answer: OperationOutcome | undefined;
  const write = (issue: OperationOutcomeIssue) => {
    const text = jsonText(issue, INDENT).replaceAll('\n', `\n${MARGIN}`);
    spool.write(`${findings++ === 0 ? '' : ','}\n${MARGIN}${text}`);
  };
  for (const issue of known) write(toIssue({ issue }));
  return {
    add(result) {
      results++;
      answer = results === 1 ? result.answer?.outcome : undefined;
      for (const issue of result.issues) write(toIssue({ issue, result }));
    },
    *end(report) {
      if (answer !== undefined && !isInterrupted(report)) {
        yield* jsonPieces(answer, INDENT);
        yield '\n';
        return;
      }
      for (const issue of report.issues.slice(known.length)) write(toIssue({ issue }));
      if (findings === 0) write(nothingFound(sentenceOf(report)));
      yield '{\n  "resourceType": "OperationOutcome",\n  "issue": [';
      yield* spool.read(0, spool.size);
      yield '\n  ]\n}\n';
    },
  };
};

const INDENT = '  ';
const MARGIN = INDENT.repeat(2);
/** The program that looked, as issues name it. */
const TOOL = 'ig';

/** @see https://hl7.org/fhir/extensions/extension-registry.html the extensions of OperationOutcome */
function toIssue(finding: Finding): OperationOutcomeIssue {
  const { issue } = finding;
  const place = placeOf(finding);
  const extension: Extension[] = [];
  if (place !== undefined) extension.push({ url: `${EXTENSION}-file`, valueString: place.file });
  if (place?.line !== undefined) extension.push({ url: `${EXTENSION}-issue-line`, valueInteger: place.line });
  // The definition gives the column as a string, though the line is an integer.
  if (place?.column !== undefined) extension.push({ url: `${EXTENSION}-issue-col`, valueString: String(place.column) });
  extension.push({ url: `${EXTENSION}-issue-source`, valueString: TOOL });
  extension.push({ url: `${EXTENSION}-message-id`, valueString: issue.rule });
  const diagnostics = [
    finding.result?.resource === undefined ? undefined : `in ${finding.result.resource}`,
    issue.profile === undefined ? undefined : `set by ${issue.profile}`,
    issue.insertedAt === undefined ? undefined : `inserted at ${formatPosition(issue.insertedAt)}`,
    issue.accepted === undefined ? undefined : `explained: ${explanationOf(issue)}`,
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

function nothingFound(sentence: string): OperationOutcomeIssue {
  return { severity: 'information', code: 'informational', details: { text: `Nothing found: ${sentence}.` } };
}
