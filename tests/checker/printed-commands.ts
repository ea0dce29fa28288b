import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readArguments } from '../../scripts/verifier/arguments.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { ask, type Question } from './made-checker.ts';

interface Printed {
  readonly page: string;
  readonly command: string;
  /** What the comment above it says that comes of it. */
  readonly status: number | undefined;
  readonly isRefused: boolean;
}

/** Every command in a shell block of a page. */
function printed(): Printed[] {
  return ['pagecontent', 'includes'].flatMap((below) => {
    const folder = join(projectFolder, 'input', below);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .flatMap((page) =>
        [...readFileSync(join(folder, page), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => {
          let comment = '';
          return block.split('\n').flatMap((line): Printed[] => {
            if (line.startsWith('#')) comment = line;
            if (line.trim() === '' || line.startsWith('#')) return [];
            const [, status] = /HTTP (\d+)/.exec(comment) ?? [];
            const isRefused = comment.includes('enfreinte');
            return [{ page, command: line, status: status === undefined ? undefined : Number(status), isRefused }];
          });
        }),
      );
  });
}

/** Words as a shell takes them; pages quote with single quotes. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Unpacks what the archive says of itself, as any program would. */
function unzip(archive: Uint8Array, into: string): string[] {
  const bytes = Buffer.from(archive);
  const names: string[] = [];
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, length] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const name = bytes.toString('utf8', at + 46, at + 46 + length);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    mkdirSync(dirname(join(into, name)), { recursive: true });
    writeFileSync(join(into, name), inflateRawSync(bytes.subarray(start, start + packed)));
    names.push(name);
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return names;
}

/** What a reader has who downloads the site's files and nothing else, and what each printed command says there. */
export function testPrintedCommands(files: ReadonlyMap<string, string | Uint8Array>): void {
  test('each command on a page runs on what its reader has, and says what the page says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ig-reader-'));
    try {
      const names = unzip(files.get('cas-de-test.zip') as Uint8Array, folder);
      expect(names).toContain('cas-de-test/cas.json');
      const shared = (name: string) => readFileSync(join(folder, 'cas-de-test', 'shared', `${name}.json`), 'utf8');
      writeFileSync(join(folder, 'transaction.json'), shared('measure'));
      writeFileSync(join(folder, 'mesure.json'), JSON.stringify(JSON.parse(shared('measure')).entry[0].resource));
      writeFileSync(join(folder, 'dispositif.json'), shared('device'));
      const commands = printed();
      expect(commands.filter(({ command }) => /^npx\b/.test(command))).toEqual([]);
      const ours = commands.filter(({ command }) => command.startsWith('node verifier.mjs'));
      expect(ours.length).toBeGreaterThan(140);
      // What is none of ours has its test elsewhere (curl in tests/guide/quick-start.ts), or is a program of others.
      const known = /^(?:\s|[A-Z_]+=|curl |java -jar validator_cli\.jar |npm (?:ci|test)\b)/;
      const others = commands.filter((each) => !ours.includes(each));
      expect(others.map(({ command }) => command).filter((command) => !known.test(command))).toEqual([]);
      const asked = ours.flatMap(({ command, ...said }) => {
        const read = readArguments(words(command).slice(2));
        if (read.kind !== 'check') return [];
        const { context = {} } = read.options;
        const searches = read.searches.map((search): Question => ({ search, context }));
        const texts = read.files.map(
          (file): Question => ({
            text: readFileSync(join(folder, file), 'utf8'),
            options: { ...read.options, file },
          }),
        );
        return [...searches, ...texts].map((question) => ({ question, command, ...said }));
      });
      const results = ask(
        files,
        asked.map(({ question }) => question),
      );
      for (const [at, { command, status, isRefused }] of asked.entries()) {
        const result = results[at];
        if (status !== undefined) expect(result?.answer?.status, command).toBe(status);
        // What breaks a rule without a refusal is warned of.
        if (isRefused)
          expect(
            result?.issues.some(({ severity }) => severity !== 'information'),
            command,
          ).toBe(true);
        else expect(result?.valid, command).toBe(true);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('the index of the test set has every rule, with what is expected', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ig-reader-'));
    try {
      const names = unzip(files.get('cas-de-test.zip') as Uint8Array, folder);
      const cases = JSON.parse(readFileSync(join(folder, 'cas-de-test', 'cas.json'), 'utf8'));
      expect(cases.length).toBeGreaterThanOrEqual(70);
      const named = JSON.stringify(cases).match(/cas-de-test\/[\w./-]+\.(?:json|txt)/g) ?? [];
      expect(named.filter((name) => !names.includes(name))).toEqual([]);
      expect(names.every((name) => name.startsWith('cas-de-test/'))).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
