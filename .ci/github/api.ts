import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 30_000;
const MOST_BYTES = 4 * 1024 * 1024;
const PER_PAGE = 100;
const ATTEMPTS = 3;
const PASSING = new Set([429, 500, 502, 503, 504]);

/** GitHub's REST API, for one repository. @see https://docs.github.com/en/rest */
export interface Api {
  /** The address of the API, such as https://api.github.com. */
  readonly server: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
}

/** @returns undefined for 404 */
export async function get(api: Api, path: string): Promise<unknown> {
  const bytes = await getBytes(api, path, MOST_BYTES);
  return bytes === undefined ? undefined : JSON.parse(bytes.toString('utf8'));
}

/** @param most how many bytes are read at most; more are an error */
export async function getBytes(api: Api, path: string, most: number): Promise<Buffer | undefined> {
  const response = await ask(api, 'GET', path);
  if (response.status === 404) return undefined;
  return bounded(response, most, path);
}

export async function send(api: Api, method: 'POST' | 'PATCH', path: string, content: unknown): Promise<void> {
  const response = await ask(api, method, path, JSON.stringify(content));
  if (response.status === 404) throw new Error(`GitHub answers 404 to ${method} ${path}.`);
  await response.body?.cancel();
}

/**
 * All items of a list.
 * @param most how many pages are read at most; a list that is longer is undefined, never a part of it
 */
export async function list(api: Api, path: string, most: number): Promise<unknown[] | undefined> {
  const items: unknown[] = [];
  for (let page = 1; page <= most; page++) {
    const part = await get(api, `${path}${path.includes('?') ? '&' : '?'}per_page=${PER_PAGE}&page=${page}`);
    if (!Array.isArray(part)) throw new Error(`GitHub answers no list to ${path}.`);
    items.push(...part);
    if (part.length < PER_PAGE) return items;
  }
  return undefined;
}

async function ask(api: Api, method: string, path: string, body?: string): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    // A redirect (to where archives are kept) is followed by fetch, which gives the token to the first server only.
    const response = await fetch(`${api.server.replace(/\/+$/, '')}/repos/${api.repository}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${api.token}`,
        'x-github-api-version': '2022-11-28',
        'user-agent': 'ig-ci',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok || response.status === 404) return response;
    await response.body?.cancel();
    if (method !== 'GET' || attempt >= ATTEMPTS || !PASSING.has(response.status))
      throw new Error(`GitHub answers ${response.status} to ${method} ${path}.`);
    await wait(1000 * attempt);
  }
}

async function bounded(response: Response, most: number, path: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most) throw new Error(`GitHub answers more than ${most} bytes to ${path}.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
