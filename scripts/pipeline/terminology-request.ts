import { type Answer, ask } from '../network/ask.ts';
import { type Patience, patiently, type Watch } from '../network/patience.ts';
import { RequestFailure } from '../network/request-failure.ts';
import { parseDocument, readDocument } from '../network/request-json.ts';
import { type Send, ServerFailure, type ServerRequest, type ServerResponse } from '../terminology-server/transport.ts';

export interface ServerAddress {
  /** Base address, without credentials and without a slash at the end: as it is shown and recorded. */
  readonly base: string;
  /** The header `Authorization`; absent where none is needed. */
  readonly authorization?: string;
}

/** All tries of one request: an answer that trickles in is never silent, and need not end either. */
const MOST_MS = 5 * 60_000;
const MOST_PAUSE_MS = 30_000;
const FHIR_JSON = 'application/fhir+json';

/** Sends requests to a terminology server; whatever keeps one from its answer is told in a sentence's end. */
export function sendTo(address: ServerAddress, patience: Patience): Send {
  return async (request) => {
    try {
      return await patiently(patience, MOST_MS, (watch) => exchange(address, request, watch));
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
    super(`it answers with HTTP ${response.status}`, { mayPass: true, pauseMs });
    this.response = response;
  }
}

async function exchange(
  { base, authorization }: ServerAddress,
  { method, path, body }: ServerRequest,
  watch: Watch,
): Promise<ServerResponse> {
  const url = new URL(path === '' ? base : `${base}/${path}`);
  const headers = { accept: FHIR_JSON, ...(body === undefined ? {} : { 'content-type': FHIR_JSON }) };
  const credentials = authorization === undefined ? undefined : { origin: new URL(base).origin, authorization };
  const answer = await ask({ url, method, headers, body, credentials }, watch);
  const { status } = answer;
  // Not every server says of JSON that it is JSON, so that the text decides.
  const document = parseDocument(await readDocument(answer));
  const response = { status, body: 'value' in document ? document.value : undefined };
  // 501 is for good: the server does not do this at all.
  if (status === 429 || (status >= 500 && status !== 501)) throw new TemporaryResponse(response, pauseIn(answer));
  return response;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function pauseIn({ headers }: Answer): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, MOST_PAUSE_MS) : undefined;
}
