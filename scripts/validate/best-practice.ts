import type { Scope } from './scope/scope.ts';

/** What the HL7 validator recommends and no constraint requires. */
export function checkBestPractice({ resource, path, findings }: Scope): void {
  if (resource.resourceType !== 'Observation') return;
  const advise = (wanted: string, present: boolean) => {
    if (!present)
      findings.warning({
        code: 'incomplete',
        rule: 'best-practice',
        message: `An Observation should have ${wanted}, unless it is not known.`,
        expression: path,
      });
  };
  advise('a subject', resource.subject !== undefined);
  advise('a performer', resource.performer !== undefined);
  advise(
    'an effective time',
    Object.keys(resource).some((key) => /^_?effective[A-Z]/.test(key)),
  );
}
