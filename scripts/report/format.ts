import type { Report } from '../model/report.ts';
import { renderGithub } from './github.ts';
import { renderHtml } from './html/page.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderNdjson } from './ndjson.ts';
import { renderOperationOutcome } from './operation-outcome.ts';
import type { FormatOptions } from './options.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

export type Format = 'text' | 'json' | 'ndjson' | 'html' | 'junit' | 'sarif' | 'github' | 'operation-outcome';

/** How a report is written, by the name that `--format` knows it by. */
export const formats: Record<Format, (report: Report, options: FormatOptions) => string> = {
  text: renderText,
  json: renderJson,
  ndjson: renderNdjson,
  html: renderHtml,
  junit: renderJunit,
  sarif: renderSarif,
  github: renderGithub,
  'operation-outcome': renderOperationOutcome,
};

/** Whether the format tells more than the number of resources in which nothing was found. */
export function namesEveryResource(format: Format, { verbose = false }: Pick<FormatOptions, 'verbose'>): boolean {
  return format === 'json' || format === 'ndjson' || format === 'html' || format === 'junit' || verbose;
}
