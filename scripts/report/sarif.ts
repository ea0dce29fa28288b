import type { Severity, SourcePosition } from '../model/issue.ts';
import type { Report } from '../model/report.ts';
import { type Finding, findingsOf, placeOf } from './finding.ts';
import type { FormatOptions } from './options.ts';
import { visible } from './visible.ts';

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
export function renderSarif(report: Report, { rules = {} }: Pick<FormatOptions, 'rules'>): string {
  const findings = findingsOf(report);
  const ids = [...new Set(findings.map(({ issue }) => issue.rule))].sort();
  const index = new Map(ids.map((id, position) => [id, position]));
  const driver = {
    name: report.tool.name,
    semanticVersion: report.tool.version,
    rules: ids.map((id) => {
      const rule = rules[id];
      if (rule === undefined) return { id };
      const { summary, spec } = rule;
      const text = { text: summary };
      const help = { text: `${summary} See ${spec}.` };
      // A page of this program has no address on the web, and helpUri takes no relative one.
      const helpUri = /^https?:/.test(spec) ? { helpUri: spec } : {};
      return { id, shortDescription: text, fullDescription: text, help, ...helpUri };
    }),
  };
  const run = {
    tool: { driver },
    // 'unicodeCodePoints' would be the other choice: our columns count UTF-16 units, as JavaScript strings do.
    columnKind: 'utf16CodeUnits',
    results: findings.map((finding) => resultOf(finding, index.get(finding.issue.rule) ?? -1)),
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(finding: Finding, ruleIndex: number) {
  const { issue, result } = finding;
  const { expression, insertedAt, accepted, known, profile, guideRules } = issue;
  const logicalLocations = [
    ...(result?.resource === undefined ? [] : [{ fullyQualifiedName: result.resource, kind: 'resource' }]),
    ...(expression === undefined ? [] : [{ fullyQualifiedName: expression, kind: 'element' }]),
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
    ...(accepted === undefined ? {} : { suppressions: [{ kind: 'external', justification: accepted }] }),
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
