import type { RuleText } from '../../model/rule.ts';

/** A rule that the FHIR Shorthand language sets. */
export function fshRule(summary: string, section: string): RuleText {
  return { summary, spec: `https://hl7.org/fhir/uv/shorthand/reference.html#${section}` };
}

/** A rule of SUSHI's own, on what surrounds the language: the configuration and the project's files. */
export function sushiRule(summary: string, page: string): RuleText {
  return { summary, spec: `https://fshschool.org/docs/sushi/${page}` };
}
