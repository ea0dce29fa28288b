import type { Report, ResourceResult } from '../../model/report.ts';
import type { FormatOptions, RunDetails } from './options.ts';
import type { Spool } from './spool.ts';

/** A part of a text, as it goes to a file or to standard output. */
export type Piece = string | Uint8Array;

/**
 * Writes a report in one format. The results come one by one and are not kept as they are, so that a million of them
 * take no more memory than a thousand: what a format needs later is chosen, counted, or written to the spool.
 */
interface ReportWriter {
  add(result: ResourceResult): void;
  /** The report in pieces, asked for once, when all results were added; `issues` may have more than at the start. */
  end(report: Omit<Report, 'results'>, details: RunDetails): Iterable<Piece>;
}

/** @param issues those of the project as a whole that are known before the first result */
export type OpenWriter = (issues: Report['issues'], options: FormatOptions, spool: Spool) => ReportWriter;
