import type { GuideResource } from '../model/definition/compiled.ts';
import { withoutLimits } from '../model/fault.ts';
import { EnvironmentError, hasErrors, type Issue } from '../model/issue.ts';
import type { InstalledPackage } from '../model/package.ts';
import { readConfigText } from './files/config-text.ts';
import { projectPaths } from './files/project-paths.ts';
import { checkSourceFiles } from './files/source-files.ts';
import type { Memory } from './memory.ts';
import { readIgnoredMessages } from './messages/ignored-messages.ts';
import { toIssues } from './messages/to-issue.ts';
import { type Compiled, runSushi } from './run-sushi.ts';
import type { GuideFacts } from './sushi/guide-facts.ts';
import { captureLog, type LogRecord } from './sushi/log-capture.ts';
import type { ParseStore } from './sushi/saved-parse.ts';
import { importSushi } from './sushi/sushi.ts';

export interface CompileOptions {
  readonly signal?: AbortSignal;
  /** Where parsed files are kept from one run to the next. */
  readonly parsed?: ParseStore | undefined;
}

export interface CompileResult {
  /** Compiled and predefined resources, and the ImplementationGuide; empty when the project could not be compiled. */
  readonly resources: readonly GuideResource[];
  /** Paths below fsh-generated/ to their exact texts: what `sushi build` would write there. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that SUSHI would write elsewhere in the project: input/pagecontent/index.md, from `indexPageContent`. */
  readonly inputFiles: ReadonlyMap<string, string>;
  /** Absent when the configuration could not be read. */
  readonly guide?: GuideFacts;
  readonly issues: readonly Issue[];
}

const nothing = { resources: [], files: new Map<string, string>(), inputFiles: new Map<string, string>() };

let last: Promise<unknown> = Promise.resolve();

/** SUSHI's logger and counters are globals, so compiles wait for each other. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}

/**
 * Compiles a FSH project with SUSHI, in this process and without writing to the project.
 * SUSHI knows the given packages and no others; compiles wait for each other.
 */
export function compileProject(
  projectFolder: string,
  packages: readonly InstalledPackage[],
  options: CompileOptions = {},
): Promise<CompileResult> {
  return inTurn(() => compileNow(projectFolder, packages, options));
}

/**
 * The same, for who has the turn.
 * @param memory what a compiler that stays warm has from the compile before
 */
export async function compileNow(
  projectFolder: string,
  packages: readonly InstalledPackage[],
  { signal, parsed }: CompileOptions,
  memory?: Memory,
): Promise<CompileResult> {
  signal?.throwIfAborted();
  const paths = projectPaths(projectFolder);
  const readText = () => readConfigText(paths.root);
  const config = memory === undefined ? readText() : memory.configText(readText);
  if (config.issues.length > 0) return { ...nothing, issues: config.issues };
  const found = checkSourceFiles(paths);
  if (hasErrors(found)) return { ...nothing, issues: found };

  const sushi = await importSushi();
  const records: LogRecord[] = [];
  let compiled: Compiled | undefined;
  const { logger, stats, errorsAndWarnings } = sushi.library.utils;
  await captureLog(logger, records, async () => {
    stats.reset();
    errorsAndWarnings.reset();
    memory?.start(records);
    try {
      compiled = await runSushi(sushi, {
        paths,
        packages,
        config: config.value,
        found,
        records,
        signal,
        parsed,
        memory,
      });
    } catch (error) {
      if (!isFromSushi(error)) throw error;
      found.push(sushiFailure(error));
      compiled = nothing;
    }
  });
  if (compiled === undefined) throw new Error('SUSHI ended without a result.');
  const { tank, definitions, fsh = [], isCut = false, ...result } = compiled;
  const ignored = readIgnoredMessages(paths);
  const context = { paths, config: config.value, sushi, tank, definitions, fsh, packages, ignored: ignored.value };
  return { ...result, issues: [...found, ...toIssues(isCut ? [] : records, context), ...ignored.issues] };
}

/** An exception that SUSHI lets through is a finding about the project; one of ours is not. */
function isFromSushi(error: unknown): error is Error {
  return (
    error instanceof Error && !(error instanceof EnvironmentError) && /[\\/]fsh-sushi[\\/]/.test(error.stack ?? '')
  );
}

function sushiFailure({ message }: Error): Issue {
  const reason = withoutLimits(message).replace(/\s+/g, ' ');
  return {
    severity: 'error',
    code: 'exception',
    rule: 'sushi-failure',
    message: `SUSHI itself fails on this project: ${reason.replace(/\.?$/, '.')} Mend the other findings first; then take out what was changed last.`,
  };
}
