import type { Issue } from '../../scripts/model/issue.ts';
import { type Build, buildGuide } from '../../scripts/pipeline/build.ts';
import type { Verdict } from '../../scripts/workspace/workspace.ts';

const { signal } = new AbortController();

export const offline = { offline: true, writes: false, timeLimit: 600 } as const; // also on a busy machine

/** All that is told of a guide, in the order in which it is told. */
export function toldOf({ issues, results, guide }: Build): string {
  const resources = guide?.resources.map(({ resource, file, usage }) => [file, usage, resource]);
  return JSON.stringify({ issues, results, resources, files: [...(guide?.compiled.files ?? [])] }, null, 1);
}

/** What a build tells that knows nothing yet; of one that cannot be, why. */
export async function freshBuild(folder: string): Promise<Build | string> {
  return buildGuide(folder, { ...offline, signal }).catch(messageOf);
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error) || error.name !== 'EnvironmentError') throw error;
  return error.message;
}

/** Where two texts part, for a reader. */
export function firstDifference(a: string, b: string): string {
  if (a === b) return '';
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return `line ${at + 1}\n${left.slice(at, at + 4).join('\n')}\n--- and not\n${right.slice(at, at + 4).join('\n')}`;
}

/** The findings that a reader has who was told of each change. */
export class Reader {
  #findings: readonly string[] = [];

  take({ added, fixed, stayed, isWhole }: Verdict): void {
    const left = [...this.#findings];
    for (const each of [...fixed, ...stayed]) {
      const at = left.indexOf(keyOf(each));
      if (at === -1) throw new Error(`It was never told: ${each.issue.message}`);
      left.splice(at, 1);
    }
    if (isWhole && left.length > 0) throw new Error(`Nothing was said of ${left.length} findings: ${left[0]}`);
    this.#findings = [...left, ...[...stayed, ...added].map(keyOf)];
  }

  get count(): number {
    return this.#findings.length;
  }
}

function keyOf({ issue, resource }: { readonly issue: Issue; readonly resource?: string }): string {
  const { source: _, insertedAt: __, ...rest } = issue;
  return JSON.stringify([resource, rest]);
}
