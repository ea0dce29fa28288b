import { elementPath, type Severity, type SourcePosition } from '../../model/issue.ts';
import type { RuleText } from '../../model/rule.ts';
import { explanationOf, type Finding, isInterrupted, placeOf } from '../finding/finding.ts';
import { Fingerprints } from '../finding/fingerprint.ts';
import { visible } from '../finding/visible.ts';
import { jsonText } from '../json/json-pieces.ts';
import type { OpenWriter } from './writer.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  fatal: 'error',
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/**
 * Static Analysis Results Interchange Format 2.1.0, which code hosts and editors read.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarifWriter: OpenWriter = (known, _options, spool) => {
  /** The rules in the order met, which a result is given the place of. */
  const ids = new Map<string, number>();
  const fingerprints = new Fingerprints();
  let isFirst = true;
  const add = (finding: Finding) => {
    const { rule } = finding.issue;
    const index = ids.get(rule) ?? ids.size;
    ids.set(rule, index);
    const text = jsonText(resultOf(finding, index, fingerprints.of(finding)), INDENT).replaceAll('\n', `\n${MARGIN}`);
    spool.write(`${isFirst ? '' : ','}\n${MARGIN}${text}`);
    isFirst = false;
  };
  for (const issue of known) add({ issue });
  return {
    add(result) {
      for (const issue of result.issues) add({ issue, result });
    },
    *end({ tool, issues }, { rules = {}, title }) {
      for (const issue of issues.slice(known.length)) add({ issue });
      const driver = {
        name: tool.name,
        semanticVersion: tool.version,
        rules: [...ids.keys()].map((id) => describedRule(id, rules[id])),
      };
      // 'unicodeCodePoints' would be the other choice: our columns count UTF-16 units, as JavaScript strings do.
      const success = isInterrupted({ issues }) ? { invocations: [{ executionSuccessful: false }] } : {};
      // Runs of one guide belong together, and those of two in one repository do not.
      const automationDetails = { id: `${[tool.name, title].filter((each) => each !== undefined).join('/')}/` };
      const run = { tool: { driver }, automationDetails, columnKind: 'utf16CodeUnits', ...success, results: [] };
      const log = {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
        runs: [run],
      };
      const frame = jsonText(log, INDENT);
      const place = frame.lastIndexOf('[]') + 1;
      yield frame.slice(0, place);
      yield* spool.read(0, spool.size);
      yield `${isFirst ? '' : '\n      '}${frame.slice(place)}\n`;
    },
  };
};

const INDENT = '  ';
/** Of a result: a member of a list of a run, which is a member of the list of runs. */
const MARGIN = INDENT.repeat(4);

function describedRule(id: string, rule: RuleText | undefined) {
  if (rule === undefined) return { id };
  const { summary, spec } = rule;
  const text = { text: summary };
  const help = { text: `${summary} See ${spec}.` };
  // A page of this program has no address on the web, and helpUri takes no relative one.
  const helpUri = /^https?:/.test(spec) ? { helpUri: spec } : {};
  return { id, shortDescription: text, fullDescription: text, help, ...helpUri };
}

function resultOf(finding: Finding, ruleIndex: number, fingerprint: string) {
  const { issue, result } = finding;
  const path = elementPath(issue);
  const { insertedAt, accepted, known, profile, guideRules } = issue;
  const logicalLocations = [
    ...(result?.resource === undefined ? [] : [{ fullyQualifiedName: result.resource, kind: 'resource' }]),
    ...(path === undefined ? [] : [{ fullyQualifiedName: path, kind: 'element' }]),
  ];
  return {
    ruleId: issue.rule,
    ruleIndex,
    level: levels[issue.severity],
    message: { text: issue.message },
    // A code host shows nothing that has no place; what concerns the project as a whole is at its folder.
    locations: [
      {
        physicalLocation: physicalLocation(placeOf(finding) ?? { file: '.' }),
        ...(logicalLocations.length === 0 ? {} : { logicalLocations }),
      },
    ],
    ...(insertedAt === undefined
      ? {}
      : { relatedLocations: [{ physicalLocation: physicalLocation(insertedAt), message: { text: 'inserted here' } }] }),
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external', justification: explanationOf(issue) }] }),
    partialFingerprints: { 'igFinding/v1': fingerprint },
    ...(known === true ? { baselineState: 'unchanged' } : {}),
    properties: {
      code: issue.code,
      ...(profile === undefined ? {} : { profile }),
      ...(guideRules === undefined ? {} : { guideRules }),
    },
  };
}

function physicalLocation({ file, line, column }: SourcePosition) {
  const artifactLocation = { uri: toUri(file) };
  if (line === undefined) return { artifactLocation };
  return { artifactLocation, region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
}

/** A file name as a URI reference: relative names stay relative, absolute ones become `file:`. */
function toUri(file: string): string {
  const path = file.split('/').map(encodeSegment).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}

function encodeSegment(segment: string): string {
  return encodeURIComponent(visible(segment));
}
