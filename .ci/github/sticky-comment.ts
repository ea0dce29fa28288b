import { type Api, get, getBytes, list, send } from './api.ts';
import { textInArchive } from './archive.ts';
import { harmless } from './harmless.ts';
import { textAt, valueAt } from './value-at.ts';

/** The first line of the comment, by which the next run finds it. */
const MARKER = '<!-- ig: what this request changes -->';
/** Whose comments are ours: anybody can write the marker. */
const OURS = 'github-actions[bot]';

const ARTIFACT = 'pull-request';
const MOST_ARCHIVE = 1024 * 1024;
const MOST_TEXT = 256 * 1024;
/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;
const MOST_PAGES = 30;

export interface Run {
  readonly id: string;
  /** The commit that the run was of, as GitHub says it. */
  readonly commit: string;
  /** Where people look at the run. */
  readonly address: string;
}

/**
 * Puts what a run found into the one comment of its request: changed where it is there, else new.
 *
 * The run may be of a fork, so that its artifact is data: a number and a text. The number counts only if GitHub itself
 * says that the request is open and at the commit of the run; the text can only be read.
 * @returns what was done, in a sentence
 */
export async function comment(api: Api, run: Run): Promise<string> {
  if (!/^[1-9]\d{0,17}$/.test(run.id)) throw new Error(`"${run.id}" is no number of a run.`);
  const archive = await artifactOf(api, run.id);
  if (archive === undefined) return `The run has no artifact "${ARTIFACT}": it ended before it had anything to say.`;
  const number = textInArchive(archive, 'number', 32)?.trim() ?? '';
  const text = textInArchive(archive, 'comment.md', MOST_TEXT);
  if (!/^[1-9]\d{0,9}$/.test(number) || text === undefined)
    throw new Error('The artifact has no number of a request, or no comment.md.');

  const request = await get(api, `/pulls/${number}`);
  if (textAt(request, 'state') !== 'open') return `Request ${number} is not open.`;
  if (textAt(request, 'head', 'sha') !== run.commit)
    return `Request ${number} is not at commit ${run.commit}: another run will say what there is to say.`;

  const body = `${MARKER}\n${harmless(text, MOST_CHARACTERS)}\n\n<sub>Of commit ${run.commit}, by [this run](${run.address}).</sub>\n`;
  const there = await ownComment(api, number);
  if (there === undefined) {
    await send(api, 'POST', `/issues/${number}/comments`, { body });
    return `Commented on request ${number}.`;
  }
  if (there.body === body) return `The comment on request ${number} is as it should be.`;
  await send(api, 'PATCH', `/issues/comments/${there.id}`, { body });
  return `Changed the comment on request ${number}.`;
}

async function artifactOf(api: Api, run: string): Promise<Buffer | undefined> {
  const answer = await get(api, `/actions/runs/${run}/artifacts?name=${ARTIFACT}&per_page=100`);
  const artifacts = valueAt(answer, 'artifacts');
  const [artifact, ...others] = (Array.isArray(artifacts) ? artifacts : []).filter(
    (each) => textAt(each, 'name') === ARTIFACT && valueAt(each, 'expired') !== true,
  );
  if (artifact === undefined) return undefined;
  const [id, size] = [valueAt(artifact, 'id'), valueAt(artifact, 'size_in_bytes')];
  if (others.length > 0 || !Number.isSafeInteger(id)) throw new Error(`The run has not one artifact "${ARTIFACT}".`);
  if (typeof size !== 'number' || size > MOST_ARCHIVE)
    throw new Error(`The artifact has ${size} bytes, and ${MOST_ARCHIVE} are the most.`);
  return getBytes(api, `/actions/artifacts/${id}/zip`, MOST_ARCHIVE);
}

async function ownComment(
  api: Api,
  number: string,
): Promise<{ readonly id: number; readonly body: string } | undefined> {
  const comments = await list(api, `/issues/${number}/comments`, MOST_PAGES);
  if (comments === undefined) throw new Error(`Request ${number} has too many comments to look for ours.`);
  for (const each of comments) {
    const [id, body] = [valueAt(each, 'id'), textAt(each, 'body')];
    const isOurs = textAt(each, 'user', 'login') === OURS && textAt(each, 'user', 'type') === 'Bot';
    if (isOurs && Number.isSafeInteger(id) && body?.startsWith(MARKER)) return { id: Number(id), body };
  }
  return undefined;
}
