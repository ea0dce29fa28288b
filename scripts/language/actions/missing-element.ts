import type { Range } from 'vscode-languageserver/node';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { Known } from '../answers/asked.ts';
import { aliasesOf, boundCodes } from '../completion/code-proposals.ts';
import type { DiagnosticData } from '../findings/diagnostics.ts';
import { entityAt } from '../outline/at-place.ts';
import type { Entity } from '../outline/outline.ts';
import type { Child, Place, Walk } from '../paths/walk.ts';
import type { SourceFile } from '../sources/source-file.ts';

export interface MissingRule {
  readonly path: string;
  /** Where it is put in. */
  readonly at: number;
  readonly text: string;
}

const MOST_STEPS = 5;

/** A rule for an element that an instance has to have: what it must be, if that is known, or a value to replace. */
export function missingRule(
  file: SourceFile,
  range: Range,
  message: string,
  data: DiagnosticData | undefined,
  known: Known,
): MissingRule | undefined {
  const element =
    data?.rule === 'cardinality' || data?.rule === 'required-missing' || data?.rule === 'element-missing'
      ? (data.element ?? /^([A-Z]\w+(?:\.[\w[\]]+)+) is missing/.exec(message)?.[1])
      : undefined;
  const path =
    element ?? /^Element ([A-Z]\w+(?:\.[\w:[\]]+)+) has minimum cardinality \d+ but occurs/.exec(message)?.[1];
  const entity = entityAt(file.outline, file.document.offsetAt(range.end));
  if (path === undefined || entity?.kind !== 'Instance') return undefined;
  const target = known.targets.of(entity);
  if (target === undefined) return undefined;
  const steps = path
    .slice(path.indexOf('.') + 1)
    .replaceAll(/:(\w+)/g, '[$1]')
    .split('.');
  const written = fshPath(target.walk, steps);
  if (written === undefined) return undefined;
  const line = ruleFor(target.walk, written.place, written.path, MOST_STEPS, known);
  return { path: written.path, ...lineBehind(file, entity, line) };
}

/** FHIRPath calls a choice by its name alone, FSH by a type of it. */
function fshPath(walk: Walk, steps: readonly string[]): { readonly path: string; readonly place: Place } | undefined {
  const path: string[] = [];
  let place = walk.root;
  for (const step of steps) {
    if (place === undefined) return undefined;
    const name = step.replace(/\[\d+\]$/, '');
    const children = walk.children(place);
    const found = children.find((child) => child.name === name) ?? choiceOf(children, name);
    if (found === undefined) return undefined;
    path.push(found.name + step.slice(name.length));
    place = found;
  }
  return place && { path: path.join('.'), place };
}

function choiceOf(children: readonly Child[], name: string): Child | undefined {
  return children.find((child) => child.type !== undefined && child.path.endsWith(child.name) && isChoice(child, name));
}

function isChoice({ name, type = '' }: Child, choice: string): boolean {
  return name.toLowerCase() === `${choice}${type}`.toLowerCase();
}

function ruleFor(walk: Walk, place: Place, path: string, left: number, known: Known): string {
  const { element, type = element.type?.[0]?.code ?? '' } = place;
  const fixed = fixedCode(element);
  if (fixed !== undefined) return `* ${path} = ${fixed}`;
  const [code] = type === 'code' || CODED.has(type) ? boundCodes(element, place.structure.package, known.guide) : [];
  if (code !== undefined) {
    const { system = '' } = code;
    const written = type === 'code' ? '' : (aliasesOf(known.guide).get(system) ?? system);
    return `* ${path} = ${written}#${code.code}`;
  }
  const literal = LITERALS[type];
  if (literal !== undefined || left === 0) return `* ${path} = ${literal ?? '""'}`;
  const children = walk.children(place).filter(({ element: each }) => each.max !== '0');
  const next =
    children.find(({ element: each, name }) => (each.min ?? 0) > 0 && !name.endsWith('[x]')) ??
    children.find(({ name }) => /^(?:text|value|display|family)$/.test(name)) ??
    children.find(({ name }) => !/^(?:id|extension|modifierExtension)/.test(name));
  return next === undefined ? `* ${path} = ""` : ruleFor(walk, next, `${path}.${next.name}`, left - 1, known);
}

const CODED: ReadonlySet<string> = new Set(['Coding', 'CodeableConcept', 'Quantity']);
const LITERALS: Readonly<Record<string, string>> = {
  boolean: 'true',
  integer: '0',
  positiveInt: '1',
  unsignedInt: '0',
  decimal: '0.0',
  date: '2000-01-01',
  dateTime: '2000-01-01',
  instant: '2000-01-01T00:00:00Z',
  time: '00:00:00',
  code: '#code',
  Coding: 'http://example.org#code',
  CodeableConcept: 'http://example.org#code',
  Quantity: "0 '1'",
  Reference: 'Reference(name)',
  string: '"text"',
  markdown: '"text"',
  uri: '"http://example.org"',
  url: '"http://example.org"',
  canonical: 'Canonical(name)',
};

/** Of a fixed or pattern code, Coding or CodeableConcept what FSH writes for it. */
function fixedCode(element: ElementDefinition): string | undefined {
  const { fixedCode: code, patternCode, patternCodeableConcept, fixedUri, patternUri } = element;
  const plain = code ?? patternCode;
  if (plain !== undefined) return `#${plain}`;
  const uri = fixedUri ?? patternUri;
  if (uri !== undefined) return JSON.stringify(uri);
  const coding = patternCodeableConcept?.coding?.[0] ?? element.patternCoding;
  return coding?.code === undefined ? undefined : `${coding.system ?? ''}#${coding.code}`;
}

function lineBehind(
  { text }: SourceFile,
  { rules, keywords, end }: Entity,
  line: string,
): { readonly at: number; readonly text: string } {
  const last = rules.at(-1)?.end ?? keywords.at(-1)?.values.at(-1)?.end ?? end;
  const next = text.indexOf('\n', last);
  const at = next === -1 ? text.length : next;
  const isCrLf = text[at - 1] === '\r';
  return { at: isCrLf ? at - 1 : at, text: `${isCrLf ? '\r\n' : '\n'}${line}` };
}
