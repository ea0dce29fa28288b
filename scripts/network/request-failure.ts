import { faultText } from '../model/fault.ts';

interface FailureOptions {
  readonly cause?: unknown;
  readonly mayPass?: boolean;
  readonly isDown?: boolean;
  readonly isNotFound?: boolean;
  readonly pauseMs?: number | undefined;
}

/** A request that failed; the message is the end of the sentence "… could not be asked: ". */
export class RequestFailure extends Error {
  /** Worth another try. */
  readonly mayPass: boolean;
  /** The server cannot be reached, or does not do its work: not to be asked for anything else. */
  readonly isDown: boolean;
  /** 404: the server answered, and does not have it. */
  readonly isNotFound: boolean;
  /** How long the server asks to be left alone. */
  readonly pauseMs: number | undefined;

  constructor(message: string, options: FailureOptions = {}) {
    super(message, { cause: options.cause });
    this.mayPass = options.mayPass ?? false;
    this.isDown = options.isDown ?? this.mayPass;
    this.isNotFound = options.isNotFound ?? false;
    this.pauseMs = options.pauseMs;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known (is there a network?)',
  EAI_AGAIN: 'its name cannot be looked up (is there a network?)',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'it ended the connection',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it on this network',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'it does not end its answer',
  UND_ERR_SOCKET: 'it ended its answer in the middle',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'it ended its answer in the middle',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
  Z_DATA_ERROR: 'its answer is damaged: it cannot be unpacked',
  Z_BUF_ERROR: 'its answer is damaged: it cannot be unpacked',
};

/** Nothing that a second try within seconds would mend. */
const FOR_GOOD: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_HEADERS_OVERFLOW',
]);

/** What fetch has thrown, as a failure. */
export function toFailure(error: unknown): RequestFailure {
  const codes = causesOf(error).flatMap((cause) => ('code' in cause ? [String(cause.code)] : []));
  const mayPass = !codes.some((code) => FOR_GOOD.has(code) || code.startsWith('HPE_'));
  return new RequestFailure(reasonOf(error, codes), { cause: error, mayPass, isDown: true });
}

/** fetch says "fetch failed" or "terminated"; what happened is in the causes below it. */
function reasonOf(error: unknown, codes: readonly string[]): string {
  if (codes.some((code) => code.startsWith('HPE_'))) return 'it does not answer in HTTP';
  const known = codes.map((code) => REASONS[code]).find((reason) => reason !== undefined);
  return known ?? faultText(causesOf(error).at(-1) ?? error);
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
