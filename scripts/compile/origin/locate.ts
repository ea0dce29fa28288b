import type { FshOrigin, SourceRule } from '../../model/definition/compiled.ts';
import type { SourcePosition } from '../../model/issue.ts';
import { type PathStep, parseFshPath } from './fsh-path.ts';
import { matchingSteps } from './match-steps.ts';
import { parseExpression } from './parse-expression.ts';

export interface Located {
  readonly source: SourcePosition;
  /** When the rule stands in a RuleSet: where that was inserted. */
  readonly insertedAt?: SourcePosition;
}

/** How a rule's path answers an expression, best first. */
const fits = ['same', 'above', 'below', 'beside'] as const;
type Fit = (typeof fits)[number];

/**
 * The FSH line to mend for a finding on an element.
 * That of the rule whose path shares the longest start with the expression; when no rule has to do with the element,
 * its value comes from the profile, and the line is the one that names the profile.
 * @param expression FHIRPath as findings have it: `Observation.component[0].value.ofType(Quantity).code`; for a profile
 *   also an element's id, `Observation.component:systolic.value[x]`, or a path in the StructureDefinition itself
 */
export function locate(origin: FshOrigin, expression: string): Located {
  const steps = parseExpression(expression);
  const isDefinition = definitionKinds.has(origin.kind);
  const marker = isDefinition && expression.startsWith('StructureDefinition.') ? '^' : '';
  const itemsBy = isDefinition && marker === '' ? 'slice' : 'index';
  let best: { rule: SourceRule; fit: Fit; shared: number } | undefined;
  for (const { rule, steps: ruleSteps } of candidates(
    origin,
    marker,
    itemsBy === 'index' ? steps[0]?.index : undefined,
  )) {
    const shared = matchingSteps(ruleSteps, steps, itemsBy);
    const fit = fitOf(ruleSteps, steps, shared);
    if (fit === undefined) continue;
    if (best === undefined || isBetter({ rule, fit, shared }, best, origin)) best = { rule, fit, shared };
  }
  if (best === undefined) return { source: origin.position };
  const { position, insertedAt } = best.rule;
  return { source: position, ...(insertedAt === undefined ? {} : { insertedAt }) };
}

interface ParsedRule {
  readonly rule: SourceRule;
  readonly steps: readonly PathStep[];
  readonly order: number;
}

interface ParsedRules {
  readonly all: readonly ParsedRule[];
  /** Those that reach into a list of the resource by a number, by that. */
  readonly byIndex: ReadonlyMap<number, readonly ParsedRule[]>;
  readonly others: readonly ParsedRule[];
}

const parsed = { '': new WeakMap<FshOrigin, ParsedRules>(), '^': new WeakMap<FshOrigin, ParsedRules>() };

/**
 * The rules that may share a start with an expression, in their order. One resource may have as many findings as rules,
 * so that none should look at all of them.
 * @param index of the first step of the expression, where items are told apart by it
 */
function candidates(origin: FshOrigin, marker: '' | '^', index: number | undefined): readonly ParsedRule[] {
  let rules = parsed[marker].get(origin);
  if (rules === undefined) {
    rules = parseRules(origin, marker);
    parsed[marker].set(origin, rules);
  }
  if (index === undefined) return rules.all;
  return [...rules.others, ...(rules.byIndex.get(index) ?? [])].sort((a, b) => a.order - b.order);
}

function parseRules(origin: FshOrigin, marker: '' | '^'): ParsedRules {
  const all: ParsedRule[] = [];
  const others: ParsedRule[] = [];
  const byIndex = new Map<number, ParsedRule[]>();
  for (const rule of origin.rules) {
    const steps = stepsOf(rule.path, marker);
    if (steps === undefined) continue;
    const each = { rule, steps, order: all.length };
    all.push(each);
    const [first] = steps;
    if (first?.index === undefined || first.slices.length > 0) others.push(each);
    else {
      const alike = byIndex.get(first.index);
      if (alike === undefined) byIndex.set(first.index, [each]);
      else alike.push(each);
    }
  }
  return { all, byIndex, others };
}

const definitionKinds = new Set(['Profile', 'Extension', 'Logical', 'Resource']);

/** Rules on a definition speak of its elements, or after `^` of the definition itself. */
function stepsOf(path: string, marker: '' | '^'): PathStep[] | undefined {
  const caret = path.indexOf('^');
  if (path === '') return [];
  if (marker === '^') return caret === 0 ? parseFshPath(path.slice(1)) : undefined;
  // A caret rule on an element is a rule on that element.
  const element = caret === -1 ? path : path.slice(0, caret).trim();
  return caret === 0 || element === '.' ? undefined : parseFshPath(element);
}

function fitOf(rule: readonly PathStep[], wanted: readonly PathStep[], shared: number): Fit | undefined {
  if (shared === rule.length) return shared === wanted.length ? 'same' : 'above';
  if (shared === wanted.length) return 'below';
  // Another child of the same repetition: that is where one writes what is missing there.
  const last = wanted[shared - 1];
  return last?.index !== undefined || (last?.slices.length ?? 0) > 0 ? 'beside' : undefined;
}

interface Candidate {
  readonly rule: SourceRule;
  readonly fit: Fit;
  readonly shared: number;
}

function isBetter(candidate: Candidate, best: Candidate, origin: FshOrigin): boolean {
  if (candidate.shared !== best.shared) return candidate.shared > best.shared;
  if (candidate.fit !== best.fit) return fits.indexOf(candidate.fit) < fits.indexOf(best.fit);
  // Of rules on one path the last sets the value. Of rules below it the first opens the group.
  if (candidate.fit === 'below' || candidate.fit === 'beside') return false;
  // `entry[0].resource` itself is set by the Bundle's own rule, not by the instance put there.
  return candidate.fit === 'above' || isWithin(candidate.rule, origin) || !isWithin(best.rule, origin);
}

function isWithin({ position, insertedAt = position }: SourceRule, { position: start, endLine }: FshOrigin): boolean {
  const { file, line = 0 } = insertedAt;
  return file === start.file && line >= (start.line ?? 0) && line <= endLine;
}
