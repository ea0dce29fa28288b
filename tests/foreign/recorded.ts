import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableOf } from '../docs/table.ts';

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
  /** Elements of snapshots beside those of the published package; null where that was not at hand. */
  readonly snapshots: { readonly of: number; readonly same: number } | null;
  /** Of the second build and of `sushi build`: they are those of one machine, and nothing is held against them. */
  readonly cpuSeconds: readonly number[];
  readonly mebibytes: readonly number[];
}

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
    guide.cpuSeconds.map((each) => each.toFixed(1)).join(' / '),
    guide.mebibytes.map((each) => each.toFixed(0)).join(' / '),
  ]);
  const head = ['guide', 'commit', 'two builds', 'resources (errors, warnings)', 'files', 'HL7', 'codes known', 'CPU, ours / SUSHI (s)', 'memory (MiB)']; // biome-ignore format: one line
  return tableOf(head, rows);
}

/** What a new run of a guide has otherwise than the record, in words; times and memory are those of a machine. */
export function otherwise(
  recorded: RecordedGuide,
  found: Omit<RecordedGuide, 'hl7'> & Partial<RecordedGuide>,
): string[] {
  const { cpuSeconds: _, mebibytes: __, ...facts } = recorded;
  return Object.entries(facts).flatMap(([name, value]) => {
    const now = found[name as keyof RecordedGuide];
    if (now === undefined || (name === 'snapshots' && now === null)) return []; // it was not asked for
    const [before, after] = [JSON.stringify(value), JSON.stringify(now)];
    return before === after ? [] : [`${name}: ${after} now, ${before} in the record`];
  });
}
