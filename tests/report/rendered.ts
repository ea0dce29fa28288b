import { SpoolFile } from '../../scripts/commands/output/spool-file.ts';
import type { Report } from '../../scripts/model/report.ts';
import { type Format, formats as writers, written } from '../../scripts/report/format.ts';
import type { FormatOptions, RunDetails } from '../../scripts/report/formats/options.ts';

type Options = Partial<FormatOptions> & RunDetails;

/** The text of a report in one format, whole. */
export function rendered(format: Format, report: Report, options: Options = {}, inMemory?: number): string {
  const spool = new SpoolFile(inMemory);
  try {
    const pieces = [...written(format, report, { color: false, ...options }, spool)];
    return Buffer.concat(pieces.map((piece) => Buffer.from(piece))).toString('utf8');
  } finally {
    spool.close();
  }
}

type Render = (report: Report, options?: Options) => string;

/** The same by the names of the formats. */
export const formats = Object.fromEntries(
  (Object.keys(writers) as Format[]).map((format) => [format, (report, options) => rendered(format, report, options)]),
) as Record<Format, Render>;

export const renderText: Render = formats.text;
export const renderHtml: Render = formats.html;
