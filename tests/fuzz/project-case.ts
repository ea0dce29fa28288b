import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { parseProject } from '../../scripts/model/project.ts';
import { mutatedProject, type ProjectSources } from './project-mutation.ts';
import { Random } from './random.ts';

const fixture = fileURLToPath(new URL('../fixtures/compile/guide/', import.meta.url));
const MOST_MESSAGE = 20_000;

/** Makes FSH projects by number, and compiles them: no crash, no file outside, every message readable. */
export class ProjectFuzzer {
  readonly #packages: readonly InstalledPackage[];
  readonly #sources: ProjectSources = {
    config: readFileSync(join(fixture, 'sushi-config.yaml'), 'utf8'),
    fsh: Object.fromEntries(
      readdirSync(join(fixture, 'input/fsh')).map((name) => [
        name,
        readFileSync(join(fixture, 'input/fsh', name), 'utf8'),
      ]),
    ),
  };

  constructor(packages: readonly InstalledPackage[]) {
    this.#packages = packages;
  }

  /** The input of a number: always the same for the same seed. */
  input(seed: string, number: number): ProjectSources {
    return mutatedProject(this.#sources, new Random(`project:${seed}:${number}`));
  }

  /** Compiles an input. @throws whatever the code under test throws, or an Error when its answer is no answer */
  async run({ config, fsh }: ProjectSources): Promise<void> {
    const { issues } = parseProject(config);
    mustBeReadable(issues);
    const folder = mkdtempSync(join(tmpdir(), 'ig-fuzz-'));
    try {
      mkdirSync(join(folder, 'input/fsh'), { recursive: true });
      writeFileSync(join(folder, 'sushi-config.yaml'), config);
      for (const [name, text] of Object.entries(fsh)) writeFileSync(join(folder, 'input/fsh', name), text);
      const result = await compileProject(folder, this.#packages);
      mustBeReadable(result.issues);
      const outside = [...result.files.keys(), ...result.inputFiles.keys()].find(isOutside);
      if (outside !== undefined) throw new Error(`A file would be written outside of its folder: ${outside}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function mustBeReadable(issues: readonly Issue[]): void {
  const unreadable = issues.find(({ message }) => message === '' || message.length > MOST_MESSAGE);
  if (unreadable !== undefined) throw new Error(`A message is empty, or too long to read: ${unreadable.rule}`);
}

function isOutside(path: string): boolean {
  return isAbsolute(path) || normalize(path).startsWith('..') || path.includes('\0');
}
