import { parseAddress, shownAddress } from './address.ts';
import { type Answer, announcedBytes, ask, type Request, type RequestOptions, refusal } from './ask.ts';
import { patiently } from './patience.ts';
import { RequestFailure } from './request-failure.ts';

/** Several times the longest document that a registry has; more would not do for memory. */
const MOST_DOCUMENT_BYTES = 16 << 20;
const MOST_MS = 10 * 60_000;

/** Fetches a JSON document. @throws {RequestFailure} */
export async function requestJson(address: string, options: RequestOptions): Promise<unknown> {
  const { credentials, tokenName, totalMs = MOST_MS } = options;
  const request: Request = { url: parseAddress(address), credentials };
  return patiently(options, totalMs, async (watch) => {
    const answer = await ask(request, watch);
    if (answer.status < 200 || answer.status > 299) {
      await answer.discard();
      throw refusal(answer, { ...request, url: answer.url }, tokenName);
    }
    const document = parseDocument(await readDocument(answer));
    if ('value' in document) return document.value;
    throw new RequestFailure(`it answers ${shownAddress(request.url)} with ${document.fault}`);
  });
}

/** Deeper than any document; much deeper, and to read it takes hundreds of bytes for each level. */
const MOST_LEVELS = 500;

/** JSON from a server, or what it is instead: `something that is not JSON`. */
export function parseDocument(text: string): { readonly value: unknown } | { readonly fault: string } {
  if (isDeeperThan(MOST_LEVELS, text)) return { fault: `JSON that nests deeper than ${MOST_LEVELS} levels` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { fault: 'something that is not JSON' };
  }
}

/** By counting brackets outside of strings: the parser itself has no limit but memory. */
function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) isInString = !isInString;
    else if (isInString) at += Number(character === BACKSLASH);
    else if (character === OPEN_BRACKET || character === OPEN_BRACE) depth++;
    else if (character === CLOSE_BRACKET || character === CLOSE_BRACE) depth--;
    if (depth > levels) return true;
  }
  return false;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** The text of an answer. @throws {RequestFailure} when it is longer than documents are */
export async function readDocument(answer: Answer): Promise<string> {
  const tooLong = () => new RequestFailure(`its answer is longer than ${MOST_DOCUMENT_BYTES >> 20} MiB`);
  if ((announcedBytes(answer) ?? 0) > MOST_DOCUMENT_BYTES) {
    await answer.discard();
    throw tooLong();
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.chunks()) {
    bytes += chunk.length;
    if (bytes > MOST_DOCUMENT_BYTES) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
