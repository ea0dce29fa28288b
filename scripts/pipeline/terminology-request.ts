import { RequestFailure, type RequestOptions, retried, type Watch, withWatch } from '../network/request.ts';
import { type Send, ServerFailure, type ServerRequest, type ServerResponse } from '../terminology-server/transport.ts';

export interface ServerAddress {
  /** Base address, without credentials and without a slash at the end: as it is shown and recorded. */
  readonly base: string;
  /** The header `Authorization`; absent where none is needed. */
  readonly authorization?: string;
}

/** An answer to fifty questions has some hundred kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;
/** An answer that trickles in is never silent, and need not end either. */
const MAX_SECONDS = 120;
const MAX_REDIRECTS = 5;
const MOST_PAUSE_MS = 30_000;
const FHIR_JSON = 'application/fhir+json';

/** Sends requests to a terminology server; whatever keeps one from its answer is told in a sentence's end. */
export function sendTo(address: ServerAddress, options: RequestOptions): Send {
  return async (request) => {
    try {
      return await retried(options, () => withWatch(options, (watch) => exchange(address, request, watch)));
    } catch (error) {
      if (error instanceof TemporaryResponse) return error.response;
      if (error instanceof RequestFailure) throw new ServerFailure(error.message, { cause: error });
      throw error;
    }
  };
}

/** A response that may be another at the next try; when it is not, it is handed on. */
class TemporaryResponse extends RequestFailure {
  readonly response: ServerResponse;

  constructor(response: ServerResponse, pauseMs: number | undefined) {
    super(`it answers with HTTP ${response.status}`, { mayPass: true, ...(pauseMs === undefined ? {} : { pauseMs }) });
    this.response = response;
  }
}

async function exchange(address: ServerAddress, request: ServerRequest, watch: Watch): Promise<ServerResponse> {
  const response = await follow(address, request, watch);
  const { status } = response;
  const answer = { status, body: parsed(await readText(response, watch)) };
  // 501 is for good: the server does not do this at all.
  if (status === 429 || (status >= 500 && status !== 501)) throw new TemporaryResponse(answer, pauseIn(response));
  return answer;
}

/** fetch would turn a redirected POST into a GET, so redirects are followed here; credentials stay with their server. */
async function follow(
  { base, authorization }: ServerAddress,
  { method, path, body }: ServerRequest,
  watch: Watch,
): Promise<Response> {
  let url = path === '' ? base : `${base}/${path}`;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const isOwn = new URL(url).origin === new URL(base).origin;
    const headers = {
      accept: FHIR_JSON,
      ...(body === undefined ? {} : { 'content-type': FHIR_JSON }),
      ...(authorization === undefined || !isOwn ? {} : { authorization }),
    };
    const response = await fetch(url, {
      method,
      headers,
      signal: watch.signal,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    watch.heard();
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (next === undefined || !/^https?:$/.test(next.protocol))
      throw new RequestFailure('it redirects to an address that is none');
    url = next.href;
  }
  throw new RequestFailure(`it redirects more than ${MAX_REDIRECTS} times`);
}

async function readText(response: Response, watch: Watch): Promise<string> {
  const chunks: Uint8Array[] = [];
  const start = performance.now();
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    watch.heard();
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new RequestFailure(`its answer is longer than ${MAX_BYTES / 1024 / 1024} MiB`); // the stream ends with the loop
    if (performance.now() - start > MAX_SECONDS * 1000)
      throw new RequestFailure(`its answer takes longer than ${MAX_SECONDS} s`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Not every server says of JSON that it is JSON, so that the text decides. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function pauseIn(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, MOST_PAUSE_MS) : undefined;
}
