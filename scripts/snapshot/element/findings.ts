import type { StructureDefinition } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import { describe } from './context.ts';
import type { SnapshotRule } from './rules.ts';

/** Collects what is wrong with one definition. */
export interface Findings {
  readonly issues: Issue[];
  error(rule: SnapshotRule, code: Issue['code'], element: string, message: string): void;
  warning(rule: SnapshotRule, code: Issue['code'], element: string, message: string): void;
  information(rule: SnapshotRule, code: Issue['code'], element: string, message: string): void;
}

export function findingsOf(definition: StructureDefinition): Findings {
  const issues: Issue[] = [];
  const profile = describe(definition);
  const add =
    (severity: Issue['severity']) => (rule: SnapshotRule, code: Issue['code'], expression: string, message: string) => {
      issues.push({ severity, code, rule, message, expression, profile });
    };
  return { issues, error: add('error'), warning: add('warning'), information: add('information') };
}
