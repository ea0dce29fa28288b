import { formatCanonical } from '../../model/canonical.ts';
import type { Candidate, ResolutionReason } from '../../model/definition/definitions.ts';
import { packageKey } from '../../model/package.ts';
import type { Explanation } from '../../pipeline/explain.ts';

const REASONS: Record<ResolutionReason, string> = {
  'exact-version': 'the reference names this version',
  'same-package': 'the package that asks has it itself',
  dependency: 'a dependency of the package that asks has it',
  'newest-dependency': 'several dependencies of the package that asks have it, and this is the newest',
  'only-candidate': 'no dependency of the one that asks has it, and this is the only loaded package that does',
  newest: 'several loaded packages could answer, and this is the newest',
};

/** An explanation as `ig packages explain` prints it. */
export function explanationText(explained: Explanation): string {
  const { canonical, resource, from, answer, chain, loaded, ambiguous } = explained;
  const who = resource === undefined ? '' : ` as ${resource.id} writes it`;
  const head = `${canonical}${who}`;
  if (answer === undefined) {
    const had =
      loaded.length === 0 ? 'No loaded package has this URL.' : `Loaded, but not in that version: ${listed(loaded)}.`;
    return `${head}\n  is not found. ${had}\n`;
  }
  const lines = [
    head,
    `  is ${answer.resourceType}/${answer.id ?? '?'} of ${packageKey(answer.package)}${versionNote(answer)}`,
    `  because ${REASONS[answer.reason]}.`,
  ];
  if (from !== undefined && chain.length > 1) lines.push(`  The way there: ${chain.map(packageKey).join(' → ')}`);
  const others = loaded.filter((each) => packageKey(each.package) !== packageKey(answer.package));
  if (others.length > 0) lines.push(`  Others that have the URL: ${listed(others)}.`);
  if (ambiguous) {
    lines.push(`  Write ${formatCanonical(canonical, answer.version)} so that it does not depend on what is loaded.`);
  }
  return `${lines.join('\n')}\n`;
}

function versionNote({ version, package: owner }: Candidate): string {
  return version === undefined || version === owner.version ? '' : ` (in version ${version})`;
}

function listed(candidates: readonly Candidate[]): string {
  return candidates.map((each) => `${packageKey(each.package)}${versionNote(each)}`).join(', ');
}
