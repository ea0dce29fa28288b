import type { Report, ResourceResult } from '../model/report.ts';
import type { CheckerAbout } from '../pipeline/checker/checker.ts';
import { summarise } from '../report/finding/summarise.ts';
import { jsonWriter } from '../report/formats/json.ts';
import type { Spool } from '../report/formats/spool.ts';
import { textWriter } from '../report/formats/text.ts';
import type { Words } from '../report/formats/words.ts';
import type { Piece } from '../report/formats/writer.ts';

export type ReportFormat = 'text' | 'json';

interface ReportOptions {
  readonly format: ReportFormat;
  readonly verbose: boolean;
  readonly color: boolean;
  readonly seconds: number;
  /** Of the text format. */
  readonly words: Words;
}

/** The report of a checker's run, as `ig validate` writes it. */
export function* writeReport(
  results: readonly ResourceResult[],
  { version, packages, guide }: CheckerAbout,
  { format, verbose, color, seconds, words }: ReportOptions,
): Generator<string> {
  const open = format === 'json' ? jsonWriter : textWriter;
  const writer = open([], { color, verbose, words }, memorySpool());
  for (const result of results) writer.add(result);
  const report: Omit<Report, 'results'> = {
    tool: { name: 'ig', version },
    packages,
    summary: summarise(results, [], seconds),
    issues: [],
  };
  for (const piece of writer.end(report, guide === undefined ? {} : { title: guide.title })) yield toText(piece);
}

function toText(piece: Piece): string {
  return typeof piece === 'string' ? piece : new TextDecoder().decode(piece);
}

/** What is put aside stays in memory: there is no file to write to. */
function memorySpool(): Spool {
  const encoder = new TextEncoder();
  const kept: Uint8Array[] = [];
  let size = 0;
  return {
    write(text) {
      const bytes = encoder.encode(text);
      kept.push(bytes);
      size += bytes.length;
    },
    get size() {
      return size;
    },
    // All that was written, which is the only thing that the writer of JSON asks for.
    read: () => kept,
  };
}
