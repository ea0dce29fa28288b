import { statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

export interface RequestOptions {
  readonly signal: AbortSignal;
  /** How long a server may say nothing, before its answer and within it. */
  readonly silenceMs: number;
  /** How often a request is tried that fails for a reason that may pass. */
  readonly attempts: number;
  /** Sent as a bearer token. */
  readonly token?: string;
}

interface FileRequestOptions extends RequestOptions {
  /** What the file has already is kept, and the server asked for the rest; after a failure the file stays as it is. */
  readonly resume?: boolean;
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

  constructor(
    message: string,
    options: { cause?: unknown; mayPass?: boolean; isDown?: boolean; isNotFound?: boolean; pauseMs?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.mayPass = options.mayPass ?? false;
    this.isDown = options.isDown ?? this.mayPass;
    this.isNotFound = options.isNotFound ?? false;
    this.pauseMs = options.pauseMs;
  }
}

/** Fetches a JSON document. @throws {RequestFailure} */
export async function requestJson(url: string, options: RequestOptions): Promise<unknown> {
  return retried(options, () =>
    withWatch(options, async (watch) => {
      const chunks: Uint8Array[] = [];
      const response = await ask(url, options, watch.signal);
      await readBody(response, watch, async (chunk) => {
        chunks.push(chunk);
      });
      const text = Buffer.concat(chunks).toString('utf8');
      try {
        return JSON.parse(text);
      } catch (cause) {
        throw new RequestFailure(`it answers ${url} with something that is not JSON`, { cause });
      }
    }),
  );
}

/**
 * Downloads to a file, which is whole when the promise is kept and gone when it is not, unless it is to be resumed.
 * @throws {RequestFailure}
 */
export async function requestFile(
  url: string,
  file: string,
  options: FileRequestOptions,
  onBytes?: (received: number, total: number | undefined) => void,
): Promise<void> {
  await retried(options, () =>
    withWatch(options, async (watch) => {
      const present = options.resume === true ? sizeOf(file) : 0;
      const response = await askFrom(url, present, options, watch.signal);
      const continues = response.status === PARTIAL_CONTENT;
      const length = Number(response.headers.get('content-length') ?? Number.NaN);
      let received = continues ? present : 0;
      const total = Number.isNaN(length) ? undefined : received + length;
      const handle = await open(file, continues ? 'a' : 'w');
      try {
        await readBody(response, watch, async (chunk) => {
          received += chunk.length;
          await handle.writeFile(chunk);
          onBytes?.(received, total);
        });
      } catch (error) {
        if (options.resume !== true) await rm(file, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
    }),
  );
}

const PARTIAL_CONTENT = 206;
const RANGE_NOT_SATISFIABLE = 416;

/** Asks for what follows the first bytes; a server that cannot do so, or has no more, is asked for all. */
async function askFrom(url: string, present: number, options: RequestOptions, signal: AbortSignal): Promise<Response> {
  if (present === 0) return ask(url, options, signal);
  const range = { range: `bytes=${present}-`, 'accept-encoding': 'identity' };
  const response = await ask(url, options, signal, range);
  const isRest = response.headers.get('content-range')?.startsWith(`bytes ${present}-`) ?? false;
  if (response.status === RANGE_NOT_SATISFIABLE || (response.status === PARTIAL_CONTENT && !isRest)) {
    await response.body?.cancel();
    return ask(url, options, signal);
  }
  return response;
}

async function ask(
  url: string,
  { token }: RequestOptions,
  signal: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const headers = { ...more, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const response = await fetch(url, { signal, headers, redirect: 'follow' });
  if (response.ok || (more.range !== undefined && response.status === RANGE_NOT_SATISFIABLE)) return response;
  await response.body?.cancel();
  const { status } = response;
  const because = status === 401 || status === 403 ? '; is FPL_REGISTRY_TOKEN set and right?' : '';
  throw new RequestFailure(`it answers ${url} with HTTP ${status}${because}`, {
    mayPass: status >= 500 || status === 429,
    isNotFound: status === 404 || status === 410,
  });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

async function readBody(response: Response, watch: Watch, take: (chunk: Uint8Array) => Promise<void>): Promise<void> {
  if (response.body === null) throw new RequestFailure('its answer is empty');
  for await (const chunk of response.body) {
    watch.heard();
    await take(chunk);
  }
}

export interface Watch {
  readonly signal: AbortSignal;
  heard(): void;
}

/** Runs a request that ends when the server falls silent, or when the user says so. */
export async function withWatch<T>(
  { signal, silenceMs }: RequestOptions,
  run: (watch: Watch) => Promise<T>,
): Promise<T> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    return await run({ signal: AbortSignal.any([signal, silence.signal]), heard: () => timer.refresh() });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof RequestFailure) throw cause;
    if (silence.signal.aborted) {
      throw new RequestFailure(`it said nothing for ${silenceMs / 1000} s`, { cause, mayPass: true });
    }
    const mayPass = !codesOf(cause).some((code) => FOR_GOOD.has(code));
    throw new RequestFailure(reasonOf(cause), { cause, mayPass, isDown: true });
  } finally {
    clearTimeout(timer);
  }
}

const FIRST_PAUSE_MS = 250;

/** Tries again what may pass, after ever longer pauses. */
export async function retried<T>({ attempts, signal }: RequestOptions, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    let pauseMs = FIRST_PAUSE_MS * 2 ** (attempt - 1);
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof RequestFailure) || !error.mayPass || attempt >= attempts) throw error;
      pauseMs = error.pauseMs ?? pauseMs;
    }
    await delay(pauseMs, undefined, { signal });
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
  UND_ERR_SOCKET: 'it ended its answer in the middle',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'it ended its answer in the middle',
};

/** Nothing that a second try within seconds would mend. */
const FOR_GOOD: ReadonlySet<string> = new Set(['ENOTFOUND', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH']);

/** fetch says "fetch failed" or "terminated"; what happened is in the causes below it. */
function reasonOf(error: unknown): string {
  const known = codesOf(error)
    .map((code) => REASONS[code])
    .find((reason) => reason !== undefined);
  return known ?? causesOf(error).at(-1)?.message ?? String(error);
}

function codesOf(error: unknown): string[] {
  return causesOf(error).flatMap((cause) => ('code' in cause ? [String(cause.code)] : []));
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}
