import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, type OptionValues } from '@commander-js/extra-typings';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import type { TerminologyBasis } from '../../model/report.ts';
import { bearer } from '../../network/bearer.ts';
import { type Inquiry, openTerminology, recordingFolder } from '../../pipeline/terminology.ts';
import type { ServerAddress } from '../../pipeline/terminology-request.ts';
import { Questions } from '../../terminology-server/questions.ts';
import type { TerminologySession } from '../../terminology-server/session.ts';
import { type Progress, shownPath } from '../output/progress.ts';
import { stayInside } from '../output/stay-inside.ts';

export interface TerminologyChoice {
  readonly tx: ServerAddress | 'off';
  readonly txCache?: string | undefined;
  readonly offline: boolean;
  readonly frozen: boolean;
}

/** The options of commands that can ask a terminology server. */
export function withTerminology<Arguments extends unknown[], Options extends OptionValues>(
  command: Command<Arguments, Options>,
) {
  return command
    .option(
      '--tx <server>',
      'ask this FHIR R4 terminology server what the loaded packages cannot decide, or off',
      serverAddress,
      'off' as const,
    )
    .option(
      '--tx-cache <folder>',
      'where its answers are recorded and replayed from; input/txcache of the guide by default',
      named,
    );
}

/** A terminology server for one run. */
export interface OpenInquiry {
  readonly inquiry?: Inquiry;
  /** What is wrong with the recorded answers: the run would say otherwise than the one that recorded them. */
  readonly issues: readonly Issue[];
  /** For the report, once all is validated. */
  basis(): { readonly terminology?: TerminologyBasis };
  /** Records what was answered, and says how much; to be called however the run ended. */
  close(): Promise<void>;
}

/** @param project the guide's folder; undefined in a run without one */
export function openInquiry(
  { tx, txCache, offline, frozen }: TerminologyChoice,
  project: string | undefined,
  signal: AbortSignal,
  progress: Progress,
): OpenInquiry {
  if (tx === 'off' && txCache !== undefined)
    throw new EnvironmentError('--tx-cache is for the answers of a terminology server: say which with --tx.');
  if (tx === 'off') return { issues: [], basis: () => ({}), close: async () => {} };
  if (txCache === undefined && project !== undefined) stayInside(project, 'input/txcache');
  const folder = txCache === undefined ? recordingFolder(project) : resolve(txCache);
  const { value: session, issues } = openTerminology({
    server: tx,
    folder,
    offline,
    frozen,
    signal,
    onStep: progress.step,
  });
  if (session === undefined) return { issues, basis: () => ({}), close: async () => {} };
  return {
    inquiry: { session, questions: new Questions((question) => session.recorded(question)) },
    issues,
    basis: () => ({ terminology: session.basis }),
    async close() {
      await session.close();
      progress.note(sentenceOf(session, folder));
    },
  };
}

function sentenceOf({ count: { replayed, asked, unanswered }, basis }: TerminologySession, folder: string): string {
  const parts = [
    `${replayed} answers replayed from ${shownPath(folder)}`,
    ...(asked > 0 ? [`${asked} asked and recorded there`] : []),
    ...(unanswered > 0 ? [`${unanswered} questions without an answer`] : []),
  ];
  return `Terminology server ${basis.server}: ${parts.join(', ')}.`;
}

/** Commander would repeat a value that is refused, with the password that may be in it: these sentences do not. */
function serverAddress(value: string): ServerAddress | 'off' {
  if (value === 'off') return 'off';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new EnvironmentError(
      '--tx must be the base address of a FHIR R4 terminology server, such as https://tx.fhir.org/r4, or off.',
    );
  if (url.search !== '' || url.hash !== '')
    throw new EnvironmentError('--tx must be the base address alone, without ? and #.');
  const base = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  const authorization = authorizationOf(url, process.env.IG_TX_TOKEN);
  return { base, ...(authorization === undefined ? {} : { authorization }) };
}

function authorizationOf({ username, password }: URL, token: string | undefined): string | undefined {
  if (username !== '' || password !== '') {
    const credentials = [username, password].map(decoded).join(':');
    return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
  }
  return token === undefined || token === '' ? undefined : bearer(token, 'IG_TX_TOKEN');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new EnvironmentError('The user and password in the address of --tx cannot be read. Write each % as %25.');
  }
}

function named(value: string): string {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return value;
}
