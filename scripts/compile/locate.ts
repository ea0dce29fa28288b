import type { FshOrigin, SourceRule } from '../model/compiled.ts';
import type { SourcePosition } from '../model/issue.ts';
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
  for (const rule of origin.rules) {
    const ruleSteps = stepsOf(rule.path, marker);
    if (ruleSteps === undefined) continue;
    const shared = matchingSteps(ruleSteps, steps, itemsBy);
    const fit = fitOf(ruleSteps, steps, shared);
    if (fit === undefined) continue;
    if (best === undefined || isBetter({ rule, fit, shared }, best, origin)) best = { rule, fit, shared };
  }
  if (best === undefined) return { source: origin.position };
  const { position, insertedAt } = best.rule;
  return { source: position, ...(insertedAt === undefined ? {} : { insertedAt }) };
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
