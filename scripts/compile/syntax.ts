import path from 'node:path';
import type { Issue } from '../model/issue.ts';
import { inTurn } from './compile-project.ts';
import { projectPaths } from './files/project-paths.ts';
import { boundParameters } from './limits/parameter-bounds.ts';
import { toIssues } from './messages/to-issue.ts';
import { captureLog, type LogRecord } from './sushi/log-capture.ts';
import { importSushi } from './sushi/sushi.ts';
import { parseInTwoStages } from './sushi/two-stage-parse.ts';

/** What a single file can tell by itself, whatever the others have. */
const OF_ONE_FILE: ReadonlySet<string> = new Set([
  'fsh-syntax',
  'fsh-indentation',
  'keyword-missing',
  'keyword-repeated',
]);
/** The parser takes more than a second for more than this, and the whole compile tells the same. */
const LONGEST = 1_000_000;

/**
 * Opens a check of single FSH files: in the words and at the places of a whole compile, and in a fraction of its time.
 * @returns what finds the faults in the syntax of a text; path is relative to the project
 */
export async function syntaxChecker(
  projectFolder: string,
): Promise<(file: string, text: string) => Promise<readonly Issue[]>> {
  const paths = projectPaths(projectFolder);
  const sushi = await importSushi();
  await parseInTwoStages(sushi);
  const { logger, stats, errorsAndWarnings } = sushi.library.utils;
  return (file, written) => {
    if (written.length > LONGEST) return Promise.resolve([]);
    return inTurn(async () => {
      const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
      const absolute = path.resolve(paths.root, file);
      const records: LogRecord[] = [];
      const bounds = boundParameters(sushi, paths);
      try {
        await captureLog(logger, records, async () => {
          stats.reset();
          errorsAndWarnings.reset();
          sushi.library.sushiImport.importText([new sushi.library.sushiImport.RawFSH(text, absolute)]);
        });
      } finally {
        bounds.stop();
      }
      const fsh = [{ file: absolute, text }];
      const context = {
        paths,
        config: undefined,
        sushi,
        tank: undefined,
        definitions: undefined,
        fsh,
        packages: [],
        ignored: [],
      };
      return toIssues(records, context).filter(({ rule }) => OF_ONE_FILE.has(rule));
    });
  };
}
