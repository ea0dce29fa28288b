import type { SourceRule } from '../../model/definition/compiled.ts';
import { isJsonObject } from '../../model/fhir.ts';
import { parseFshPath } from './fsh-path.ts';
import { matchingSteps } from './match-steps.ts';
import { parseExpression } from './parse-expression.ts';

/**
 * For each element of a differential the first rule that made it, `^differential.element[3]`, and the rules that set
 * parts of it by a caret path: `^differential.element[3].slicing.discriminator.path`.
 */
export function differentialRules(json: unknown, rules: readonly SourceRule[]): SourceRule[] {
  const differential = isJsonObject(json) && isJsonObject(json.differential) ? json.differential.element : undefined;
  const elements: readonly unknown[] = Array.isArray(differential) ? differential : [];
  const elementRules = rules.flatMap((rule) => {
    const [path = ''] = rule.path.split('^');
    return path.trim() === '' ? [] : [{ rule, steps: parseFshPath(path.trim()) }];
  });
  return elements.flatMap((element, i) => {
    if (!isJsonObject(element) || typeof element.id !== 'string') return [];
    const wanted = parseExpression(element.id);
    const made = elementRules.filter(
      ({ steps }) => steps.length === wanted.length && matchingSteps(steps, wanted, 'slice') === wanted.length,
    );
    const [first] = made;
    if (first === undefined) return [];
    const path = `^differential.element[${i}]`;
    const parts = made.flatMap(({ rule }) => {
      const [, part] = rule.path.split('^');
      return part === undefined ? [] : [{ ...rule, path: `${path}.${part}` }];
    });
    return [{ ...first.rule, path }, ...parts];
  });
}
