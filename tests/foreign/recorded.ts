import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableOf } from '../docs/table.ts';
import type { SnapshotFigures } from './snapshots.ts';

/** What was seen of one guide: everything but its content. */
export interface RecordedGuide {
  /** On GitHub. */
  readonly repository: string;
  /** Its first twelve digits. */
  readonly commit: string;
  /** Dependencies that were others, for want of the ones that it names: options of the script. */
  readonly replace: readonly string[];
  readonly without: readonly string[];
  /** Codes of systems for which the HL7 validator asks a terminology server, as the script's option has them. */
  readonly codes?: readonly string[];
  /** Exit codes of two builds, and whether both wrote the same files. */
  readonly builds: readonly (number | null)[];
  readonly sameAgain: boolean;
  readonly resources: number;
  readonly errors: number;
  readonly warnings: number;
  /** Of `fsh-generated/` beside that of `sushi build`: how many files there are, and how many are the same to the byte. */
  readonly files: { readonly of: number; readonly same: number };
  /** Of the resources: how many have the same verdict of the HL7 validator. */
  readonly hl7: { readonly of: number; readonly same: number };
  /** The same once both validators know those codes. */
  readonly hl7Knowing?: { readonly of: number; readonly same: number };
  /** Of its StructureDefinitions, beside what HL7's own generator makes of the same differentials. */
  readonly snapshots: SnapshotFigures;
  /** Beside those of its published package, at the commit of that where it is another; null where none was at hand. */
  readonly published: (SnapshotFigures & { readonly commit?: string }) | null;
  /** Of the second build and of `sushi build`: they are those of one machine, and nothing is held against them. */
  readonly cpuSeconds: readonly number[];
  readonly mebibytes: readonly number[];
}

/** A new run, which need not have asked HL7. */
export type Found = Omit<RecordedGuide, 'hl7' | 'snapshots'> & Partial<RecordedGuide>;

export interface Record {
  /** The day of the runs. */
  readonly recorded: string;
  readonly guides: readonly RecordedGuide[];
}

export function readRecord(): Record {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8')) as Record;
}

/** The table of docs/foreign.md, as its formatter writes it. */
export function recordedTable({ guides }: Record): string {
  const rows = guides.map((guide) => [
    guide.repository,
    `\`${guide.commit}\``,
    `${guide.builds.join(', ')}${guide.sameAgain ? '' : ' (not the same)'}`,
    `${guide.resources} (${guide.errors}, ${guide.warnings})`,
    `${guide.files.same} of ${guide.files.of}`,
    `${guide.hl7.same} of ${guide.hl7.of}`,
    guide.hl7Knowing === undefined ? '' : `${guide.hl7Knowing.same} of ${guide.hl7Knowing.of}`,
    snapshotCell(guide.snapshots),
    `${snapshotCell(guide.published)}${guide.published?.commit === undefined ? '' : ` at \`${guide.published.commit}\``}`,
    guide.cpuSeconds.map((each) => each.toFixed(1)).join(' / '),
    guide.mebibytes.map((each) => each.toFixed(0)).join(' / '),
  ]);
  const head = ['guide', 'commit', 'two builds', 'resources (errors, warnings)', 'files', 'HL7', 'codes known', 'snapshots', 'as published', 'CPU, ours / SUSHI (s)', 'memory (MiB)']; // biome-ignore format: one line
  return tableOf(head, rows);
}

/** Whole snapshots, and the elements where not all are the same. */
export function snapshotCell(figures: SnapshotFigures | null | undefined): string {
  if (figures === undefined || figures === null) return '';
  const { of, same, elements } = figures;
  return `${same} of ${of}${same === of ? '' : ` (${elements.same} of ${elements.of} elements)`}`;
}

/** What a new run of a guide has otherwise than the record, in words; times and memory are those of a machine. */
export function otherwise(recorded: RecordedGuide, found: Found): string[] {
  const { cpuSeconds: _, mebibytes: __, ...facts } = recorded;
  return Object.entries(facts).flatMap(([name, value]) => {
    const now = found[name as keyof RecordedGuide];
    if (now === undefined || (name === 'published' && now === null)) return []; // it was not asked for
    if (name === 'published' && recorded.published?.commit !== undefined) return []; // that is of another commit
    const [before, after] = [JSON.stringify(value), JSON.stringify(now)];
    return before === after ? [] : [`${name}: ${after} now, ${before} in the record`];
  });
}
