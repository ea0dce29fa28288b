import { z } from 'zod';
import { configPosition } from '../model/config-text.ts';
import type { Outcome, SourcePosition } from '../model/issue.ts';
import { parseYaml } from '../model/yaml-text.ts';
import { found } from './found.ts';
import { guideStatuses, labels, modes, statuses } from './vocabulary.ts';

/** The file, in a guide's folder, that has its stages. */
export const STAGES = 'stages.yaml';

const word = z.string().regex(/^[A-Za-z0-9.-]+$/, 'must be letters, digits, dots and hyphens');
const StageEntry = z.strictObject({
  /** What the pages say of themselves. */
  releaseLabel: z.enum(labels),
  /** Of the guide and its artefacts. */
  guideStatus: z.enum(guideStatuses),
  /** How it is published; absent where it is not. */
  mode: z.enum(modes).optional(),
  /** What the web site's list of versions says of it. */
  status: z.enum(statuses).optional(),
  /** The label of its version: `comment` of 1.0.0-comment. */
  suffix: word.optional(),
  /** Whether the guide gets the day as its date. */
  date: z.enum(['today', 'none']).default('none'),
  /** As ig.ini names it, where it is not the one of ig.ini. */
  template: z.string().min(1).optional(),
  /** What the built pages show in their head. */
  banner: z.string().min(1),
});

export type Stage = z.infer<typeof StageEntry> & { readonly name: string; readonly source: SourcePosition };

/**
 * Reads stages.yaml: each stage with all that follows from it.
 * @returns the stages, or nothing and what is wrong with them
 */
export function parseStages(text: string, file: string = STAGES): Outcome<readonly Stage[] | undefined> {
  const parsed = parseYaml(text);
  if ('fault' in parsed) {
    const { fault, line, column } = parsed;
    return { value: undefined, issues: [found('release-stages', `${file} ${fault}`, { file, line, column })] };
  }
  const at = (path: readonly PropertyKey[]): SourcePosition => ({
    line: 1,
    ...configPosition({ file, text, ...parsed }, path),
  });
  const { data, error } = z.record(word, StageEntry).safeParse(parsed.value() ?? {}, { reportInput: true });
  if (data === undefined) {
    const issues = error.issues.map((fault) => {
      const path = fault.code === 'unrecognized_keys' ? [...fault.path, ...fault.keys.slice(0, 1)] : fault.path;
      const message = `${fault.path.join('.') || 'The file'}: ${fault.message}. docs/release.md has the words of a stage.`;
      return found('release-stages', message, at(path));
    });
    return { value: undefined, issues };
  }
  const stages = Object.entries(data).map(([name, stage]): Stage => ({ ...stage, name, source: at([name]) }));
  const issues = stages.flatMap((stage) =>
    faultsOf(stage, stages).map((message) => found('release-stages', `${stage.name}: ${message}`, stage.source)),
  );
  return { value: issues.length > 0 ? undefined : stages, issues };
}

function faultsOf(stage: Stage, all: readonly Stage[]): string[] {
  const { mode, status, suffix, releaseLabel } = stage;
  const faults: string[] = [];
  if ((mode === undefined) !== (status === undefined))
    faults.push(
      'mode and status belong together. Give both to a stage that is published, and none to one that is not.',
    );
  if (mode === 'working' && suffix === undefined)
    faults.push('a working release has a label in its version. Give it a suffix, such as ballot.');
  if (mode !== undefined && mode !== 'working' && suffix !== undefined)
    faults.push(`a release of mode ${mode} has no label in its version. Leave suffix out, or take mode: working.`);
  if (mode !== undefined && releaseLabel === 'ci-build')
    faults.push('what is published does not call itself ci-build. Choose another releaseLabel.');
  for (const word of ['ballot', 'public-comment', 'draft'] as const)
    if (status !== undefined && (status === word) !== (releaseLabel === word))
      faults.push(`the pages would say ${releaseLabel}, and the list of versions ${status}. Let both say the same.`);
  const twin = all.find((each) => each !== stage && each.releaseLabel === releaseLabel);
  if (twin !== undefined && all.indexOf(twin) < all.indexOf(stage))
    faults.push(
      `releaseLabel ${releaseLabel} is that of ${twin.name} too. The label tells the stage: give each its own.`,
    );
  return faults;
}
