import { type ApiError, readApiErrors } from '../../api/api-errors.ts';
import { type DescribedRule, readGuideRules } from '../../api/guide-rules.ts';
import { configFileIn } from '../../pipeline/guide/project.ts';
import { prepareValidator } from '../../pipeline/validation.ts';
import { visible } from '../../report/finding/visible.ts';

/** A rule that the guide numbers, and what its API answers where it is broken. */
export interface ExplainedGuideRule extends DescribedRule {
  readonly answers: readonly Pick<ApiError, 'status' | 'reason' | 'issueType' | 'message' | 'diagnostics'>[];
}

/**
 * The rules of a guide by their number, or by the key of an invariant that holds them.
 * @returns none without a guide in the folder, or with one that cannot be compiled
 */
export async function guideRulesNamed(
  name: string,
  project: string,
  signal: AbortSignal,
): Promise<readonly ExplainedGuideRule[]> {
  if (configFileIn(project) === undefined) return [];
  const { value: ready } = await prepareValidator(project, { signal });
  const resources = ready?.definitions ?? [];
  const rules = readGuideRules(resources);
  const numbered = rules.find(name);
  const errors = new Map(readApiErrors(resources).map((error) => [error.code, error]));
  return (numbered === undefined ? rules.ofConstraint(name) : [numbered]).map((rule) => ({
    ...rule,
    answers: rule.errors.flatMap((code) => errors.get(code) ?? []),
  }));
}

export function guideRuleText(rule: ExplainedGuideRule): string {
  const { code, title, definition, enforcement, artifacts, constraints, reason, source, url, answers } = rule;
  const held = [enforcement, ...artifacts, ...constraints].filter((part) => part !== undefined);
  const lines = [
    `${code} (rule of the guide)`,
    title,
    ...(definition === undefined ? [] : [definition]),
    ...(held.length === 0 ? [] : [`Held by: ${held.join(', ')}`]),
    ...(reason === undefined ? [] : [reason]),
    ...(source === undefined ? [] : [`Source: ${source}`]),
    ...answers.map(
      ({ status, reason: phrase, issueType, message, diagnostics = message }) =>
        `Answered: HTTP ${status} ${[phrase, issueType, diagnostics].filter((part) => part !== undefined).join(', ')}`,
    ),
    url,
  ];
  return `${lines.map(visible).join('\n')}\n`;
}
