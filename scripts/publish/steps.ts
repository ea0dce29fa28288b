/** A line of the Publisher's log that tells of a step. */
interface Step {
  readonly text: string;
  /** Since the step before. */
  readonly seconds: number;
  /** Since the start of the program. */
  readonly clock: number;
  readonly megabytes: number;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the Publisher colours its log
const ansi = /\u001b\[[0-9;]*[A-Za-z]/g;
const timed = /^(.*?)\s*\((\d+):(\d+(?:\.\d+)?) \/ (\d+):(\d+(?:\.\d+)?), (\d+)([MG])b\)\s*$/;

export function plainText(line: string): string {
  return line.replace(ansi, '');
}

/** Reads a line of the form `Generating Snapshots   (00:02.345 / 00:41.007, 912Mb)`; undefined for every other line. */
export function readStep(line: string): Step | undefined {
  const match = timed.exec(plainText(line));
  if (match === null) return undefined;
  const [, text = '', minutes, seconds, clockMinutes, clockSeconds, memory, unit] = match;
  return {
    text: text.trim(),
    seconds: Number(minutes) * 60 + Number(seconds),
    clock: Number(clockMinutes) * 60 + Number(clockSeconds),
    megabytes: Number(memory) * (unit === 'G' ? 1024 : 1),
  };
}
