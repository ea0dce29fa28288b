import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from 'vscode-languageserver/node';
import type { Issue, Severity, SourcePosition } from '../../model/issue.ts';
import { configFile } from '../../model/project.ts';
import type { RuleTable } from '../../model/rule.ts';
import type { Sources } from '../sources/sources.ts';
import type { PlacedFinding } from '../worker/messages.ts';
import { rangeOf } from './ranges.ts';

export interface DiagnosticSources {
  readonly sources: Sources;
  readonly rules: RuleTable;
  /** The folder of this program, whose docs explain its own rules. */
  readonly programFolder: string;
  /** Where the guide declares a profile by that canonical. */
  readonly declarationOf: (canonical: string) => SourcePosition | undefined;
}

/** What an editor is told beside what it shows, for code actions. */
export interface DiagnosticData {
  readonly rule: string;
  readonly element?: string;
  readonly profile?: string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  fatal: DiagnosticSeverity.Error,
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Findings as an editor shows them, by file. What the project has explained is not shown. */
export function diagnosticsOf(
  findings: readonly PlacedFinding[],
  sources: DiagnosticSources,
): Map<string, Diagnostic[]> {
  const byFile = new Map<string, Diagnostic[]>();
  for (const { issue, resource } of findings) {
    if (issue.accepted !== undefined) continue;
    const file = issue.source?.file ?? configFile;
    const list = byFile.get(file) ?? [];
    byFile.set(file, list);
    // A file with a hundred thousand findings is shown with the first.
    if (list.length < MOST_IN_A_FILE) list.push(toDiagnostic(issue, resource, sources));
  }
  return byFile;
}

const MOST_IN_A_FILE = 1_000;

function toDiagnostic(issue: Issue, resource: string | undefined, sources: DiagnosticSources): Diagnostic {
  const related = relatedTo(issue, resource, sources);
  const href = linkOf(issue.rule, sources);
  const { rule, element, profile } = issue;
  const data: DiagnosticData = {
    rule,
    ...(element === undefined ? {} : { element }),
    ...(profile === undefined ? {} : { profile }),
  };
  return {
    range: placeOf(issue.source, issue, sources),
    severity: severities[issue.severity],
    code: issue.rule,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    source: 'ig',
    message: issue.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    data,
  };
}

function placeOf(place: SourcePosition | undefined, issue: Issue, { sources }: DiagnosticSources): Range {
  const file = place === undefined ? undefined : sources.get(place.file);
  if (file !== undefined) return rangeOf(file, place?.line, place?.column, issue);
  const line = Math.max(0, (place?.line ?? 1) - 1);
  const character = Math.max(0, (place?.column ?? 1) - 1);
  return { start: { line, character }, end: { line, character: character + 1 } };
}

/** Where a RuleSet was inserted, and the profile that is not met. */
function relatedTo(
  issue: Issue,
  resource: string | undefined,
  context: DiagnosticSources,
): DiagnosticRelatedInformation[] {
  const related: DiagnosticRelatedInformation[] = [];
  const add = (place: SourcePosition, message: string) => {
    const uri = uriOf(place.file, context.sources);
    related.push({ location: { uri, range: placeOf(place, { ...issue, message: '' }, context) }, message });
  };
  if (issue.insertedAt !== undefined) {
    const on = resource === undefined ? '' : `, for ${resource}`;
    add(issue.insertedAt, `The RuleSet is inserted here${on}.`);
  }
  if (issue.profile !== undefined) {
    const place = context.declarationOf(issue.profile);
    const isElsewhere = place !== undefined && (place.file !== issue.source?.file || place.line !== issue.source?.line);
    if (isElsewhere) add(place, `This profile asks for it: ${issue.profile}`);
  }
  return related;
}

/** The URI by which the editor knows the file. */
export function uriOf(file: string, sources: Sources): string {
  return sources.get(file)?.uri ?? pathToFileURL(join(sources.root, file)).href;
}

/** The specification's section, or the page of this program that explains its own rule. */
function linkOf(rule: string, { rules, programFolder }: DiagnosticSources): string | undefined {
  const spec = Object.hasOwn(rules, rule) ? rules[rule]?.spec : undefined;
  if (spec === undefined || spec.startsWith('https://')) return spec;
  const [page = '', heading] = spec.split('#');
  const { href } = pathToFileURL(join(programFolder, page));
  return heading === undefined ? href : `${href}#${heading}`;
}
