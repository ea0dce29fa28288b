import path from 'node:path';

/** Names files as findings do: relative to the project, with forward slashes. */
export interface ProjectPaths {
  readonly root: string;
  relative(file: string): string;
}

export function projectPaths(projectFolder: string): ProjectPaths {
  const root = path.resolve(projectFolder);
  return {
    root,
    relative: (file) => path.relative(root, path.resolve(root, file)).split(path.sep).join('/'),
  };
}
