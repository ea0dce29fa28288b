import { EnvironmentError } from '../model/issue.ts';
import { runProcess } from './run-process.ts';

/** The oldest Java that HL7's programs run on. */
export const OLDEST_JAVA = 17;
/** The command that gets a Java that can compile and run them. */
export const JAVA_REMEDY = 'sudo apt-get install openjdk-17-jdk-headless';

/** What of Java a program needs, as sentences name both. */
export interface JavaNeed {
  readonly program: string;
  readonly what: string;
  readonly commands: readonly ('java' | 'javac')[];
  readonly remedy: string;
}

/**
 * Makes sure that there is a Java that can do what a program needs.
 * @throws EnvironmentError that names what is missing and the command that gets it
 */
export async function requireJava({ program, what, commands, remedy }: JavaNeed, signal: AbortSignal): Promise<void> {
  for (const command of commands) {
    const lines: string[] = [];
    const code = await runProcess(command, ['-version'], { signal, onLine: (line) => lines.push(line) }).catch(
      (cause) => {
        signal.throwIfAborted();
        throw new EnvironmentError(
          `${program} needs ${what}, and ${command} cannot be started. Install one, for example with: ${remedy}`,
          { cause: cause instanceof Error ? cause.cause : cause },
        );
      },
    );
    const version = javaVersion(lines.join('\n'));
    if (code !== 0 || version === undefined || version < OLDEST_JAVA) {
      const found = lines[0] ?? 'it says nothing';
      throw new EnvironmentError(
        `${program} needs Java ${OLDEST_JAVA} or later, and ${command} is not: ${found}. Install one, for example with: ${remedy}`,
      );
    }
  }
}

/** The major version in what `java -version` or `javac -version` prints: 17 of `17.0.15`, 8 of `1.8.0_402`. */
export function javaVersion(text: string): number | undefined {
  const [, major, minor] = /(?:version "|javac )(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  if (major === undefined) return undefined;
  return Number(major === '1' && minor !== undefined ? minor : major);
}
