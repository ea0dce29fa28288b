import { join, relative } from 'node:path';
import type { Definitions } from '../model/definition/definitions.ts';
import type { Terminology } from '../model/definition/terminology.ts';
import type { Outcome } from '../model/issue.ts';
import { silenceFrom } from '../network/patience.ts';
import { cacheFolder } from '../packages/disk/cache.ts';
import { createTerminology } from '../terminology/terminology.ts';
import { askingTerminology } from '../terminology-server/asking-terminology.ts';
import type { Questions } from '../terminology-server/questions.ts';
import { openRecording } from '../terminology-server/recording.ts';
import { TerminologyServer } from '../terminology-server/server.ts';
import { TerminologySession } from '../terminology-server/session.ts';
import { configFileIn } from './guide/project.ts';
import { type ServerAddress, sendTo } from './terminology-request.ts';

export interface TerminologyOptions {
  readonly server: ServerAddress;
  /** Absolute. */
  readonly folder: string;
  readonly offline: boolean;
  readonly frozen: boolean;
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

/** What a validator needs to leave questions to a terminology server. */
export interface Inquiry {
  readonly questions: Questions;
  /** Who answers them; absent in a thread, whose questions another one has answered. */
  readonly session?: TerminologySession;
}

/** Terminology from what is loaded, and from a server where there is one to ask. */
export function terminologyFor(definitions: Definitions, inquiry: Inquiry | undefined): Terminology {
  const loaded = createTerminology(definitions);
  if (inquiry === undefined) return loaded;
  inquiry.session?.useDefinitions(loaded.valueSet);
  return askingTerminology(loaded, inquiry.questions);
}

/** Runs a check until it leaves no question open. */
export async function decided<T>(check: () => T | Promise<T>, inquiry: Inquiry | undefined): Promise<T> {
  while (true) {
    const result = await check();
    const open = inquiry?.questions.takeOpen() ?? [];
    if (inquiry?.session === undefined || open.length === 0) {
      inquiry?.session?.use(inquiry.questions.takeUsed());
      return result;
    }
    inquiry.questions.learn(open, await inquiry.session.reply(open));
  }
}

const ATTEMPTS = 3;

/** Opens what is recorded of a terminology server. The server itself is asked when a question has no recorded answer. */
export function openTerminology(options: TerminologyOptions): Outcome<TerminologySession | undefined> {
  const { server, folder, offline, frozen, signal, onStep } = options;
  const shown = relative(process.cwd(), folder) || '.';
  const { value: recording, issues } = openRecording(folder, shown, server.base);
  if (issues.length > 0) return { value: undefined, issues };
  const base = { address: server.base, recording, onStep };
  if (offline || frozen) {
    const without = `${shown} has no answer of ${server.base} to this. To record it, run ig validate --tx ${server.base} without ${offline ? '--offline' : '--frozen'}.`;
    return { value: new TerminologySession({ ...base, without }), issues };
  }
  const send = sendTo(server, { signal, silenceMs: silenceFrom(process.env), attempts: ATTEMPTS });
  return { value: new TerminologySession({ ...base, server: new TerminologyServer(server.base, send) }), issues };
}

/** Where answers are recorded unless the user names a folder: with a guide's sources, or in the package cache without one. */
export function recordingFolder(project: string | undefined): string {
  return project !== undefined && configFileIn(project) !== undefined
    ? join(project, 'input', 'txcache')
    : join(cacheFolder(process.env), 'txcache');
}
