import type { Report } from '../model/report.ts';
import { githubWriter } from './github.ts';
import { htmlWriter } from './html/page.ts';
import { jsonWriter } from './json.ts';
import { junitWriter } from './junit.ts';
import { ndjsonWriter } from './ndjson.ts';
import { operationOutcomeWriter } from './operation-outcome.ts';
import type { FormatOptions, RunDetails } from './options.ts';
import { sarifWriter } from './sarif.ts';
import type { Spool } from './spool.ts';
import { textWriter } from './text.ts';
import type { OpenWriter, Piece } from './writer.ts';

export type Format = 'text' | 'json' | 'ndjson' | 'html' | 'junit' | 'sarif' | 'github' | 'operation-outcome';

/** How a report is written, by the name that `--format` knows it by. */
export const formats: Record<Format, OpenWriter> = {
  text: textWriter,
  json: jsonWriter,
  ndjson: ndjsonWriter,
  html: htmlWriter,
  junit: junitWriter,
  sarif: sarifWriter,
  github: githubWriter,
  'operation-outcome': operationOutcomeWriter,
};

/** A report whose results are all there, in pieces. */
export function* written(
  format: Format,
  { results, ...report }: Report,
  options: FormatOptions & RunDetails,
  spool: Spool,
): Generator<Piece> {
  const writer = formats[format](report.issues, options, spool);
  for (const result of results) writer.add(result);
  yield* writer.end(report, options);
}
