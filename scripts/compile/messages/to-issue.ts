import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { type ConfigText, configNames, configPosition } from '../../model/config-text.ts';
import { withoutLimits } from '../../model/fault.ts';
import type { Issue, Severity, SourcePosition } from '../../model/issue.ts';
import { MOST_LEVELS, nestsTooDeep } from '../../model/json-depth.ts';
import { shortened } from '../../model/shortened.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import { keywordLine } from '../origin/entity-header.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import { failedDefinitions } from './failed-definitions.ts';
import { createHints, type HintSources } from './hints.ts';
import { asIgnored, type IgnoredMessage, ignoredBy } from './ignored-messages.ts';
import { jsonFault } from './json-fault.ts';
import { type RuledMessage, ruleFor } from './message-rules.ts';
import { Causes } from './one-cause.ts';

export interface MessageContext extends HintSources {
  readonly paths: ProjectPaths;
  readonly config: ConfigText | undefined;
  /** What the project tells SUSHI to ignore. */
  readonly ignored: readonly IgnoredMessage[];
}

const severities: Readonly<Record<string, Severity>> = { error: 'error', warn: 'warning', info: 'information' };

/** SUSHI's messages as findings: named, with a remedy, placed where they are to be mended, each once. */
export function toIssues(records: readonly LogRecord[], context: MessageContext): Issue[] {
  const messages = records.map((record) => ({ record, ruled: ruleFor(plain(record.message, context)) }));
  const aliases = messages.flatMap(({ ruled }) =>
    ruled.rule.rule === 'alias-unresolved' ? [ruled.match[1] ?? ''] : [],
  );
  const unresolved = [...new Set(aliases)];
  const causes = new Causes(
    failedDefinitions(
      messages.map(({ ruled }) => ruled),
      context.tank,
    ),
  );
  for (const { record, ruled } of messages) {
    if (isEcho(ruled, unresolved)) continue;
    const issue = toIssue(record, ruled, context);
    if (issue === undefined) continue;
    const entry = ignoredBy(record, context.ignored);
    const shown = entry === undefined ? issue : asIgnored(issue, entry);
    causes.add(shown, ruled, record);
  }
  return causes.issues();
}

/** An alias that does not resolve is said once, and not again as the URL that it is not. */
function isEcho({ rule, match }: RuledMessage, unresolved: readonly string[]): boolean {
  return rule.rule === 'url-invalid' && unresolved.some((alias) => match[1]?.startsWith(alias));
}

function toIssue(record: LogRecord, ruled: RuledMessage, context: MessageContext): Issue | undefined {
  const severity = severities[record.level];
  const { rule } = ruled;
  // What SUSHI tells of its progress is no finding, save for a few messages.
  if (severity === undefined || (severity === 'information' && rule.informs !== true)) return undefined;
  if (rule.rule === 'predefined-unreadable') return predefinedFault(record, context);
  const source = sourceOf(record, ruled, context);
  const insertedAt = toPosition(record.appliedFile, record.appliedLocation, context);
  return {
    severity: rule.severity ?? severity,
    code: rule.code,
    rule: rule.rule,
    message: wording(record, ruled, context),
    ...(source === undefined ? {} : { source }),
    ...(insertedAt === undefined ? {} : { insertedAt }),
  };
}

function wording(record: LogRecord, { rule, match }: RuledMessage, context: MessageContext): string {
  const text = rule.text?.(match) ?? match.input;
  const remedy = typeof rule.remedy === 'function' ? rule.remedy(match, createHints(context, record)) : rule.remedy;
  const sentence = /[.!?]$/.test(text) ? text : `${text}.`;
  return remedy === undefined ? sentence : `${sentence} ${remedy}`;
}

/** A name of a megabyte is in each message about it. */
const LONGEST = 4_000;

/** On one line, without SUSHI's boxes, banners and colours, and without the folder that the project happens to lie in. */
function plain(message: string, { paths }: MessageContext): string {
  return stripVTControlCharacters(withoutLimits(shortened(message, LONGEST)))
    .replaceAll(`${paths.root}/`, '')
    .replace(/!{4,}[^!]*!{4,}|[╭╮╰╯─│]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function sourceOf(
  logged: LogRecord,
  { rule, match }: RuledMessage,
  context: MessageContext,
): SourcePosition | undefined {
  const owner = rule.owner === undefined ? undefined : context.tank?.fish(rule.owner(match))?.sourceInfo;
  const record: LogRecord =
    owner?.file === undefined || owner.location === undefined
      ? logged
      : { ...logged, file: owner.file, location: owner.location };
  const own = toPosition(record.file, record.location, context);
  if (own?.line !== undefined) return moved(record, own, { rule, match }, context);
  if (rule.setting !== undefined)
    return context.config === undefined
      ? (own ?? { file: configNames[0] })
      : configPosition(context.config, rule.setting(match));
  if (rule.entity !== undefined) return entityPosition(rule.entity(match), context) ?? own;
  return own;
}

/** From an entity's first line to the one at fault. */
function moved(
  record: LogRecord,
  own: SourcePosition,
  { rule, match }: RuledMessage,
  { fsh }: MessageContext,
): SourcePosition {
  if (rule.word === undefined && rule.keyword === undefined) return own;
  const { startLine = 1, endLine = startLine } = record.location ?? {};
  const text =
    fsh
      .find(({ file }) => file === record.file)
      ?.text.split('\n')
      .slice(startLine - 1, endLine) ?? [];
  const word = rule.word?.(match);
  const byWord = word === undefined ? 0 : text.findIndex((line) => line.split(/[^\w.:/#|$-]+/).includes(word));
  const offset = Math.max(0, byWord, rule.keyword === undefined ? 0 : keywordLine(text, rule.keyword));
  return offset === 0 ? own : { file: own.file, line: startLine + offset };
}

function entityPosition(name: string, context: MessageContext): SourcePosition | undefined {
  const entity = context.tank?.fish(name);
  return entity && toPosition(entity.sourceInfo.file, entity.sourceInfo.location, context);
}

function toPosition(
  file: string | undefined,
  location: { readonly startLine: number; readonly startColumn: number } | undefined,
  { paths }: MessageContext,
): SourcePosition | undefined {
  if (file === undefined || file === '') return undefined;
  const name = paths.relative(file);
  return location === undefined
    ? { file: name }
    : { file: name, line: location.startLine, column: location.startColumn };
}

/** SUSHI names the file alone; the place in it is found by reading it again. */
function predefinedFault({ message }: LogRecord, { paths }: MessageContext): Issue {
  const file = message.slice(message.indexOf(': ') + 2).trim();
  const text = file.endsWith('.json') ? readText(file) : '';
  const isDeep = nestsTooDeep(text);
  const fault = text === '' || isDeep ? undefined : jsonFault(text);
  const what = isDeep
    ? `nests deeper than ${MOST_LEVELS} levels`
    : fault === undefined
      ? 'cannot be read as a FHIR resource'
      : `is not well-formed JSON: ${fault.message}`;
  return {
    severity: 'error',
    code: 'structure',
    rule: 'predefined-unreadable',
    message: `This file ${what.replace(/\.?$/, '.')} Mend it, or move it out of the folders for resources.`,
    source: { file: paths.relative(file), ...(fault && { line: fault.line, column: fault.column }) },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
