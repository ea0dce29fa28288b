import type { Issue } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { isAutomatic, isCore } from '../automatic.ts';
import { findLoaded, manifestDependencies } from '../dependency-levels.ts';
import type { PinnedPackage } from '../lockfile.ts';

/** A locked package and all it rests on, directly or not, in load order. */
export interface InstallStep {
  readonly locked: PinnedPackage;
  readonly needs: readonly PinnedPackage[];
}

/**
 * Puts locked packages in the order in which they can be made: each after all it rests on, FHIR's core package first.
 * Published packages may depend on each other in a circle (terminology and extensions do): nothing is made of them,
 * so any order will do. A stand-in in a circle cannot be compiled.
 */
export function installOrder(packages: readonly PinnedPackage[]): { steps: InstallStep[]; issues: Issue[] } {
  const ordered: PinnedPackage[] = [];
  const issues: Issue[] = [];
  const done = new Set<PinnedPackage>();
  const path: PinnedPackage[] = [];
  const visit = (locked: PinnedPackage) => {
    const at = path.indexOf(locked);
    if (at !== -1) {
      const cycle = path.slice(at);
      if (cycle.some(({ source }) => source === 'stand-in')) issues.push(cyclic([...cycle, locked]));
      return;
    }
    if (done.has(locked)) return;
    path.push(locked);
    for (const dependency of directDependencies(locked, packages)) visit(dependency);
    path.pop();
    done.add(locked);
    ordered.push(locked);
  };
  for (const locked of packages.toSorted(byKind)) visit(locked);
  const steps = ordered.map((locked) => {
    const needed = closure(locked, packages);
    return { locked, needs: ordered.filter((other) => needed.has(other)) };
  });
  return { steps, issues };
}

function closure(locked: PinnedPackage, packages: readonly PinnedPackage[]): Set<PinnedPackage> {
  const reached = new Set<PinnedPackage>();
  const queue = directDependencies(locked, packages);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (reached.has(next) || next === locked) continue;
    reached.add(next);
    queue.push(...directDependencies(next, packages));
  }
  return reached;
}

/** What it declares, and what every package rests on without saying so. */
function directDependencies(locked: PinnedPackage, packages: readonly PinnedPackage[]): PinnedPackage[] {
  if (isCore(locked.id)) return [];
  const declared = manifestDependencies(locked).map((dependency) => findLoaded(dependency, packages));
  const core = packages.filter(({ id }) => isCore(id));
  const implied = isAutomatic(locked.id) ? core : [...core, ...packages.filter(({ id }) => isAutomatic(id))];
  return [...implied, ...declared.filter((each) => each !== undefined && each !== locked)].filter(
    (each) => each !== undefined,
  );
}

function byKind(a: PackageRef, b: PackageRef): number {
  const rank = ({ id }: PackageRef) => (isCore(id) ? 0 : isAutomatic(id) ? 1 : 2);
  return rank(a) - rank(b);
}

function cyclic(cycle: readonly PinnedPackage[]): Issue {
  const message = `The packages ${cycle.map(packageKey).join(' → ')} depend on each other in a circle, so none of them can be compiled first. Remove one of these dependencies from its sushi-config.yaml.`;
  return { severity: 'error', code: 'conflict', rule: 'package-cycle', message };
}
