import path, { type PlatformPath } from 'node:path';

/** Names files as findings do: relative to the project, with forward slashes. */
export interface ProjectPaths {
  readonly root: string;
  relative(file: string): string;
}

/** @param rules of the system that the paths are of; of this one, unless another is named */
export function projectPaths(projectFolder: string, rules: PlatformPath = path): ProjectPaths {
  const root = rules.resolve(projectFolder);
  return {
    root,
    relative: (file) => rules.relative(root, rules.resolve(root, file)).split(rules.sep).join('/'),
  };
}
