import type { Report } from '../model/report.ts';
import { githubWriter } from './formats/github.ts';
import { jsonWriter } from './formats/json.ts';
import { junitWriter } from './formats/junit.ts';
import { ndjsonWriter } from './formats/ndjson.ts';
import { operationOutcomeWriter } from './formats/operation-outcome.ts';
import type { FormatOptions, RunDetails } from './formats/options.ts';
import { sarifWriter } from './formats/sarif.ts';
import type { Spool } from './formats/spool.ts';
import { textWriter } from './formats/text.ts';
import type { OpenWriter, Piece } from './formats/writer.ts';
import { htmlWriter } from './html/page.ts';

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
