import type { utils } from 'fsh-sushi';

type Logger = typeof utils.logger;

interface TextRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One message of SUSHI, before it is flattened into a text. */
export interface LogRecord {
  readonly level: string;
  readonly message: string;
  readonly file?: string;
  readonly location?: TextRange;
  /** For a rule that came out of a RuleSet: where that was inserted. */
  readonly appliedFile?: string;
  readonly appliedLocation?: TextRange;
}

const splat = Symbol.for('splat');

/**
 * Takes every message of SUSHI's logger while `work` runs; nothing is printed.
 * SUSHI's own formats still see each message first, so that its counters work.
 */
export async function captureLog(logger: Logger, records: LogRecord[], work: () => Promise<void>): Promise<void> {
  // An own property hides the stream's write(): a stream would hold messages back when many come at once.
  const own = logger as unknown as { write?: (info: Info) => boolean };
  own.write = (info) => {
    // winston drops the position of a message that has a % in it, save from here
    const [meta] = info[splat] ?? [];
    const record = { ...(typeof meta === 'object' ? meta : {}), ...info };
    // SUSHI sets this level to try a text out without a word.
    const isShown = Boolean(logger.format.transform({ ...record })) && logger.level !== 'emerg';
    if (isShown) records.push(record);
    return true;
  };
  try {
    await work();
  } finally {
    delete own.write;
  }
}

interface Info extends LogRecord {
  readonly [splat]?: readonly unknown[];
}
