import { statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { parseAddress } from './address.ts';
import { type Answer, announcedBytes, ask, type Request, type RequestOptions, refusal } from './ask.ts';
import { patiently, type Watch } from './patience.ts';
import { RequestFailure } from './request-failure.ts';

export interface FileRequestOptions extends RequestOptions {
  /** More than that is not written. */
  readonly mostBytes: number;
  /** What that limit is, where it is an exact one: `the 1234 bytes that are wanted`. */
  readonly most?: string;
  /** What the file has already is kept, and the server asked for the rest; after a failure the file stays as it is. */
  readonly resume?: boolean;
}

/** 200 MB at 10 KB a second take less. */
const MOST_MS = 6 * 3_600_000;

/**
 * Downloads to a file, which is whole when the promise is kept and gone when it is not, unless it is to be resumed.
 * @throws {RequestFailure} for what the server does; what the disk does is thrown as it is
 */
export async function requestFile(
  address: string,
  file: string,
  options: FileRequestOptions,
  onBytes?: (received: number, total: number | undefined) => void,
): Promise<void> {
  const { mostBytes, most = `${Math.round(mostBytes / (1 << 20))} MiB`, resume = false, totalMs = MOST_MS } = options;
  const url = parseAddress(address);
  /** What is longer than it may be is something else: nothing of it is of use. */
  const refuse = async () => {
    await rm(file, { force: true });
    return new RequestFailure(`its answer is longer than ${most}`);
  };
  await patiently(options, totalMs, async (watch) => {
    const present = resume ? sizeOf(file) : 0;
    const answer = await askFrom(url, present, options, watch);
    const continues = present > 0 && answer.status === PARTIAL_CONTENT;
    const length = announcedBytes(answer);
    let received = continues ? present : 0;
    const total = length === undefined ? undefined : received + length;
    if ((total ?? 0) > mostBytes) {
      await answer.discard();
      throw await refuse();
    }
    const handle = await open(file, continues ? 'a' : 'w');
    try {
      for await (const chunk of answer.chunks()) {
        received += chunk.length;
        if (received > mostBytes) throw await refuse();
        await handle.writeFile(chunk);
        onBytes?.(received, total);
      }
    } catch (error) {
      if (!resume) await rm(file, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  });
}

const PARTIAL_CONTENT = 206;
const RANGE_NOT_SATISFIABLE = 416;

/** Asks for what follows the first bytes; a server that cannot do so, or has no more, is asked for all. */
async function askFrom(url: URL, present: number, options: RequestOptions, watch: Watch): Promise<Answer> {
  if (present === 0) return askForFile(url, options, watch);
  const answer = await askForFile(url, options, watch, { range: `bytes=${present}-` });
  const isRest = answer.headers.get('content-range')?.startsWith(`bytes ${present}-`) ?? false;
  if (answer.status !== RANGE_NOT_SATISFIABLE && (answer.status !== PARTIAL_CONTENT || isRest)) return answer;
  await answer.discard();
  return askForFile(url, options, watch);
}

/** Archives are packed: packed once more they would only come in another length than is announced. */
async function askForFile(
  url: URL,
  { credentials, tokenName }: RequestOptions,
  watch: Watch,
  range: { readonly range?: string } = {},
): Promise<Answer> {
  const request: Request = { url, headers: { 'accept-encoding': 'identity', ...range }, credentials };
  const answer = await ask(request, watch);
  const { status } = answer;
  if ((status >= 200 && status <= 299) || (range.range !== undefined && status === RANGE_NOT_SATISFIABLE))
    return answer;
  await answer.discard();
  throw refusal(answer, { ...request, url: answer.url }, tokenName);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
