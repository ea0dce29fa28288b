import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProcess } from '../java/run-process.ts';
import { EnvironmentError } from '../model/issue.ts';

export const MAIN_CLASS = 'SecondOpinion';

/**
 * Compiles the Java program that drives the HL7 validator, once for each content of it.
 * @returns the folder of its classes
 */
export async function compileMain(
  source: string,
  jars: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  const file = join(source, `${MAIN_CLASS}.java`);
  const key = createHash('sha256').update(readFileSync(file)).update(jars.join('\n')).digest('hex').slice(0, 16);
  const target = join(folder, key);
  if (existsSync(target)) return target;
  mkdirSync(folder, { recursive: true });
  const staged = mkdtempSync(join(folder, '.compile-'));
  const lines: string[] = [];
  try {
    const args = ['-encoding', 'UTF-8', '-nowarn', '-Xlint:none', '-cp', jars.join(delimiter), '-d', staged, file];
    const code = await runProcess('javac', args, { signal, onLine: (line) => lines.push(line) });
    if (code !== 0) throw new EnvironmentError(`javac cannot compile ${file}: ${lines.slice(0, 5).join(' ')}`);
    if (!existsSync(target)) renameSync(staged, target);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  return target;
}
