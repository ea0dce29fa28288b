import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import type { GitProtocol } from './own-place.ts';

const run = promisify(execFile);
const MOST_OUTPUT = 32 << 20;
/** Of one call: a repository of a guide comes in seconds. */
const MOST_MS = 10 * 60 * 1000;

/** What git says of why it could not, or why it was not let: the end of a sentence. */
export class GitFault extends Error {}

export interface GitCall {
  /** The bare repository. */
  readonly folder: string;
  readonly protocol: GitProtocol;
  readonly signal: AbortSignal;
}

/** Of git's own variables those that say how to reach a server; not those of a repository around us, as hooks have. */
const KEPT = /^GIT_(?:SSH|SSH_COMMAND|SSL_.*|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|EXEC_PATH)$/;

function environment(protocol: GitProtocol): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || KEPT.test(name));
  const env = Object.fromEntries(own);
  return {
    GIT_SSH_COMMAND: env.GIT_SSH === undefined ? 'ssh -o BatchMode=yes' : undefined,
    ...env,
    // Nobody is there to be asked.
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    // A user's own settings may send https over ssh; nothing sends to a helper of another kind.
    GIT_ALLOW_PROTOCOL: protocol === 'https' ? 'https:ssh' : protocol,
    GIT_LFS_SKIP_SMUDGE: '1',
    LC_ALL: 'C',
  };
}

/** Nothing that a repository brings is run, and nothing is checked out. */
const SETTINGS = [
  `core.hooksPath=${devNull}`,
  'core.fsmonitor=false',
  'protocol.ext.allow=never',
  'fetch.recurseSubmodules=no',
  'gc.auto=0',
  'maintenance.auto=false',
  'http.lowSpeedLimit=1024',
  'http.lowSpeedTime=120',
].flatMap((setting) => ['-c', setting]);

/** @throws {GitFault} */
export async function git(args: readonly string[], { folder, protocol, signal }: GitCall): Promise<string> {
  try {
    const options = { signal, timeout: MOST_MS, maxBuffer: MOST_OUTPUT, env: environment(protocol) };
    const { stdout } = await run('git', ['--git-dir', folder, ...SETTINGS, ...args], options);
    return stdout;
  } catch (error) {
    signal.throwIfAborted();
    throw new GitFault(faultOf(error));
  }
}

/** Streams the content of objects, as `git cat-file --batch` prints them. @throws {GitFault} */
export async function* gitObjects(
  objects: readonly string[],
  { folder, protocol, signal }: GitCall,
): AsyncGenerator<Buffer> {
  const child = spawn('git', ['--git-dir', folder, ...SETTINGS, 'cat-file', '--batch'], {
    env: environment(protocol),
    signal,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close').catch((error: unknown) => {
    signal.throwIfAborted();
    throw new GitFault(faultOf(error));
  });
  child.stdin.on('error', () => undefined); // that it ended is told by how it ended
  child.stdin.end(objects.map((each) => `${each}\n`).join(''));
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    await ended;
  } finally {
    child.kill();
    ended.catch(() => undefined);
  }
}

function faultOf(error: unknown): string {
  const { stderr = '', code, killed } = error as { stderr?: string; code?: unknown; killed?: boolean };
  if (code === 'ENOENT') return 'git is not installed, or not on the PATH';
  if (killed === true) return `it took more than ${MOST_MS / 60_000} minutes`;
  // Addresses that git prints may be another's, with a password, where settings replace ours.
  const lines = stderr.split('\n').map((line) => line.replace(/([a-z]:\/\/)[^\s/@]*@/gi, '$1').trim());
  const [first = 'git failed'] = lines.filter((line) => /^(?:fatal|error|remote: (?:error|fatal)|ssh):/i.test(line));
  return first
    .replace(/^(?:fatal|error): /i, '')
    .replace(/\.$/, '')
    .slice(0, 300);
}
