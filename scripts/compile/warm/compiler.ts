import type { InstalledPackage } from '../../model/package.ts';
import { type CompileResult, compileNow, inTurn } from '../compile-project.ts';
import { type CompileTrace, Kept } from './kept.ts';

/** A project's compiler that stays warm: what an edit does not touch keeps its exported objects. */
export interface Compiler {
  /**
   * Compiles the project as it is now. Compiles wait for each other, as all do.
   * @param options.texts FSH that is not saved yet, by its path relative to the project with '/', over what is on disk
   */
  compile(options?: CompilerOptions): Promise<WarmResult>;
  /** Forgets everything. A compile behind that is one from the beginning. */
  end(): void;
}

interface CompilerOptions {
  readonly signal?: AbortSignal;
  readonly texts?: ReadonlyMap<string, string>;
  /**
   * Whether what was not edited may stand as it was exported before, though it would come out otherwise now: sooner told,
   * and not the whole truth. The trace says what stands; a compile behind that without this exports it.
   */
  readonly stands?: boolean;
}

export interface WarmResult extends CompileResult {
  /**
   * A GuideResource of an entity that was not touched is the same object as in the result before. Where only lines have
   * moved it is another one, and its `resource` is the same.
   */
  readonly trace: CompileTrace;
}

const nothing: ReadonlyMap<string, string> = new Map();

/** Opens a compiler for a project. @param packages of which SUSHI knows, and of no others */
export function openCompiler(projectFolder: string, packages: readonly InstalledPackage[]): Compiler {
  let kept = new Kept(projectFolder);
  return {
    compile: ({ signal, texts: unsaved = nothing, stands = false } = {}) =>
      inTurn(async () => {
        const options = signal === undefined ? {} : { signal };
        const own = kept;
        try {
          return await own.compile({ unsaved, stands }, (memory) =>
            compileNow(projectFolder, packages, options, memory),
          );
        } catch (error) {
          // What was under way is half done.
          own.forget();
          throw error;
        }
      }),
    end() {
      kept = new Kept(projectFolder);
    },
  };
}
