import type { InstalledPackage } from '../../scripts/model/package.ts';
import { Fuzzer } from './fuzz-case.ts';
import { ProjectFuzzer } from './project-case.ts';

/** What can be changed by chance: resources with the packages that they are held against, or FSH projects. */
export const kinds = ['resources', 'projects'] as const;
export type Kind = (typeof kinds)[number];

export interface Subject {
  /** Tries the input of a number. @throws for whatever no user may ever see */
  run(seed: string, number: number): void | Promise<void>;
  /** The input, to be looked at. */
  shown(seed: string, number: number): string;
}

export function subjectOf(kind: Kind, packages: readonly InstalledPackage[]): Subject {
  const fuzzer = kind === 'resources' ? new Fuzzer(packages) : undefined;
  if (fuzzer !== undefined) {
    return {
      run: (seed, number) => fuzzer.run(fuzzer.input(seed, number)),
      shown(seed, number) {
        const { text, profile, files = [] } = fuzzer.input(seed, number);
        const others = [...files].map(([name, content]) => `${name}: ${content}`);
        return [text, ...(profile === undefined ? [] : [JSON.stringify(profile)]), ...others].join('\n');
      },
    };
  }
  const projects = new ProjectFuzzer(packages);
  return {
    run: (seed, number) => projects.run(projects.input(seed, number)),
    shown(seed, number) {
      const { config, fsh } = projects.input(seed, number);
      return [config, ...Object.entries(fsh).map(([name, text]) => `// ${name}\n${text}`)].join('\n');
    },
  };
}
