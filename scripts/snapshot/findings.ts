import type { StructureDefinition } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import { describe } from './context.ts';

export const snapshotRules = [
  'snapshot-base-missing',
  'snapshot-base-circular',
  'snapshot-base-type',
  'snapshot-path-unknown',
  'snapshot-element-duplicate',
  'snapshot-min-widened',
  'snapshot-max-widened',
  'snapshot-min-above-max',
  'snapshot-type-not-allowed',
  'snapshot-target-not-allowed',
  'snapshot-profile-unresolved',
  'snapshot-slicing-missing',
  'snapshot-slicing-changed',
  'snapshot-slicing-closed',
  'snapshot-slices-min',
  'snapshot-binding-weakened',
  'snapshot-must-support-removed',
] as const;
export type SnapshotRule = (typeof snapshotRules)[number];

/** Collects what is wrong with one definition. */
export interface Findings {
  readonly issues: Issue[];
  error(rule: SnapshotRule, code: Issue['code'], element: string, message: string): void;
  warning(rule: SnapshotRule, code: Issue['code'], element: string, message: string): void;
}

export function findingsOf(definition: StructureDefinition): Findings {
  const issues: Issue[] = [];
  const profile = describe(definition);
  const add =
    (severity: Issue['severity']) => (rule: SnapshotRule, code: Issue['code'], expression: string, message: string) => {
      issues.push({ severity, code, rule, message, expression, profile });
    };
  return { issues, error: add('error'), warning: add('warning') };
}
