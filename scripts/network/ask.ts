import { linkFrom, shownAddress } from './address.ts';
import type { Patience, Watch } from './patience.ts';
import { RequestFailure } from './request-failure.ts';
import { send } from './send.ts';

/** What a server lets us in for: it goes to that server alone. */
interface Credentials {
  /** Scheme, host and port. */
  readonly origin: string;
  /** The header `Authorization`. */
  readonly authorization: string;
}

export interface RequestOptions extends Patience {
  readonly credentials?: Credentials | undefined;
  /** The variable that has the credentials, for whoever gets 401. */
  readonly tokenName?: string;
  /** How long all tries may take together; generous where it is left out. */
  readonly totalMs?: number;
}

export interface Request {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly credentials?: Credentials | undefined;
}

/** An answer whose body is still to be read. */
export interface Answer {
  /** Who has answered in the end, after redirects. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  /** The body piece by piece, unpacked. @throws {RequestFailure} */
  readonly chunks: () => AsyncGenerator<Uint8Array>;
  /** Leaves the body unread. */
  readonly discard: () => Promise<void>;
}

const MOST_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request, and follows where the server redirects it to, with the same method: fetch would make a GET of a POST.
 * Credentials go to their own origin, and not even there on the way back from another one.
 * @throws {RequestFailure}
 */
export async function ask(request: Request, watch: Watch): Promise<Answer> {
  const { method = 'GET', body, credentials } = request;
  let { url } = request;
  let isOwn = true;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    isOwn &&= url.origin === credentials?.origin;
    const headers = {
      ...request.headers,
      ...(isOwn && credentials !== undefined ? { authorization: credentials.authorization } : {}),
    };
    const init = { method, headers, redirect: 'manual', signal: watch.signal } as const;
    const response = await send(url, { ...init, ...(body === undefined ? {} : { body }) }).catch((cause: unknown) => {
      throw cause instanceof RequestFailure ? cause : watch.failure(cause);
    });
    watch.heard(0);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return toAnswer(response, url, watch);
    await discard(response);
    url = linkFrom(url, location);
  }
  throw new RequestFailure(`it redirects more than ${MOST_REDIRECTS} times`);
}

/** The failure that stands for an HTTP status. */
export function refusal({ status }: Answer, { url, credentials }: Request, tokenName?: string): RequestFailure {
  const needsToken = tokenName !== undefined && (status === 401 || status === 403);
  const because = needsToken ? `; ${hint(tokenName, url, credentials)}` : '';
  return new RequestFailure(`it answers ${shownAddress(url)} with HTTP ${status}${because}`, {
    mayPass: status >= 500 || status === 429,
    isNotFound: status === 404 || status === 410,
  });
}

function hint(tokenName: string, { origin }: URL, credentials: Credentials | undefined): string {
  return credentials === undefined || credentials.origin === origin
    ? `is ${tokenName} set and right?`
    : `${tokenName} is sent to ${credentials.origin} alone`;
}

function toAnswer(response: Response, url: URL, watch: Watch): Answer {
  const { status, headers, body } = response;
  return {
    url,
    status,
    headers,
    async *chunks() {
      // What is thrown by whoever takes the pieces is no failure of the server, and does not come through here.
      const pieces = body?.[Symbol.asyncIterator]();
      if (pieces === undefined) return;
      try {
        for (;;) {
          const next = await pieces.next().catch((cause: unknown) => {
            throw watch.failure(cause);
          });
          if (next.done === true) return;
          watch.heard(next.value.length);
          yield next.value;
        }
      } finally {
        await pieces.return?.().catch(() => {});
      }
    },
    discard: () => discard(response),
  };
}

/** A body that does not want to end is no reason to wait. */
async function discard({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => {});
}

/** How long a body will be, as the server announces it; undefined where it does not, or packs it on the way. */
export function announcedBytes({ headers }: Answer): number | undefined {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return Number.isNaN(length) || headers.has('content-encoding') ? undefined : length;
}
