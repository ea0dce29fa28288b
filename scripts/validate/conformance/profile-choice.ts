import { type Issue, isAtLeast } from '../../model/issue.ts';
import type { Findings } from '../finding/findings.ts';
import type { Profile } from '../scope/scope.ts';

const shownReasons = 3;

/**
 * Reports that none of several profiles fits: once for the element, with the profile that comes nearest, and once for
 * each place where some of them fail, so that whoever knows which profile was meant finds what to mend.
 * @param shown the element's path as the JSON has it
 * @param results what each profile found, in the same order
 */
export function reportNoneFits(
  { path, shown }: { readonly path: string; readonly shown: string },
  profiles: readonly Profile[],
  results: readonly Findings[],
  stated: string,
  findings: Findings,
): void {
  const nearest = results.indexOf(results.reduce((best, result) => (result.errors < best.errors ? result : best)));
  const places = reasonsByPlace(profiles, results);
  const names = profiles.map(({ definition }) => definition.name).join(', ');
  const errors = results[nearest]?.errors ?? 0;
  const closest =
    errors === 0
      ? `It has errors that ${profiles[nearest]?.canonical} does not even state.`
      : `The nearest is ${profiles[nearest]?.canonical} (errors: ${errors}).`;
  const here = describe(places.get(path) ?? []);
  const message = `It conforms to none of the profiles allowed here (${names}). ${closest}${here}`;
  findings.error({ code: 'structure', rule: 'profile-none-fits', message, expression: path, profile: stated });
  for (const [place, reasons] of places) {
    if (place === path) continue;
    const failing = new Set(reasons.map(({ profile }) => profile)).size;
    const count = `Of the ${profiles.length} profiles allowed at ${shown}, ${failing} ${failing === 1 ? 'fails' : 'fail'} here.`;
    findings.error({
      code: 'structure',
      rule: 'profile-none-fits',
      message: count + describe(reasons),
      expression: place,
      profile: stated,
    });
  }
}

function describe(reasons: readonly Reason[]): string {
  const said = reasons
    .slice(0, shownReasons)
    .map(({ profile, issue }) => ` ${profile.definition.name}: ${issue.message}`);
  return said.join('') + (reasons.length > shownReasons ? ` And ${reasons.length - shownReasons} more.` : '');
}

interface Reason {
  readonly profile: Profile;
  readonly issue: Issue;
}

function reasonsByPlace(profiles: readonly Profile[], results: readonly Findings[]): Map<string, Reason[]> {
  const places = new Map<string, Reason[]>();
  for (const [i, { issues }] of results.entries()) {
    const profile = profiles[i];
    if (profile === undefined) continue;
    for (const issue of issues) {
      if (!isAtLeast(issue.severity, 'error') || issue.expression === undefined) continue;
      const reasons = places.get(issue.expression) ?? [];
      reasons.push({ profile, issue });
      places.set(issue.expression, reasons);
    }
  }
  return places;
}
