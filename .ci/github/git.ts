import { execFileSync } from 'node:child_process';

const MOST_BYTES = 64 * 1024 * 1024;

export interface Repository {
  readonly folder: string;
  /** What git is told beside the environment: how to log in, which index. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Runs git and returns what it prints. Arguments are never read by a shell.
 * @throws with git's own words
 */
export function git({ folder, environment }: Repository, args: readonly string[], input?: string): string {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      input: input ?? '',
      maxBuffer: MOST_BYTES,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', ...environment },
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(`git ${args[0]} failed: ${said || 'it said nothing'}`, { cause: error });
  }
}

/**
 * Logs git in with a token for as long as a command runs: nothing of it is written to a file, and no list of processes
 * shows it.
 * @param server the address that alone gets the token, such as https://git.example.org
 */
export function loggedIn(server: string, token: string): Record<string, string> {
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${server.replace(/\/+$/, '')}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
  };
}
