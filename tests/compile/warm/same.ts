import { isDeepStrictEqual } from 'node:util';
import type { CompileResult } from '../../../scripts/compile/compile-project.ts';

/** The first thing in which two compiles differ: files, resources with their origins, findings, all in their order. */
export function differenceOf(one: CompileResult, other: CompileResult): string | undefined {
  const [a, b] = [comparable(one), comparable(other)];
  for (const [part, list] of Object.entries(a)) {
    const others = b[part] ?? [];
    for (let i = 0; i < Math.max(list.length, others.length); i++)
      if (!isDeepStrictEqual(list[i], others[i]))
        return `${part} ${i}: ${shown(list[i])}\n  instead of ${shown(others[i])}`;
  }
  return undefined;
}

function comparable({
  files,
  inputFiles,
  resources,
  issues,
  guide,
}: CompileResult): Record<string, readonly unknown[]> {
  return { issues, files: [...files], inputFiles: [...inputFiles], resources, guide: [guide] };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 1_000 ? `${text.slice(0, 1_000)}…` : text;
}
