import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTextIfThere } from '../files/read-file.ts';
import { diskFault, isDiskError } from '../model/disk-fault.ts';
import { EnvironmentError, type Issue, type Outcome } from '../model/issue.ts';
import type { GivenAnswer } from './answer.ts';
import { withLock } from './lock.ts';
import { detailKey, type Question, subjectKey } from './question.ts';
import { formatRecording, parseRecording, type RecordedFile, type Subject } from './recording-text.ts';

const EXTENSION = '.jsonl';

/**
 * The recorded answers of one server: a folder that can be committed, with a file for each code system and value set.
 * Two runs may record at once: what one has written, the other keeps.
 */
export class Recording {
  readonly #folder: string;
  readonly #server: string;
  readonly #files: Map<string, RecordedFile>;
  readonly #changed = new Set<string>();
  /** Of each file that this run has read or written: what tells whether another one has written it since. */
  readonly #stamps: Map<string, string>;

  constructor(folder: string, server: string, files: Map<string, RecordedFile>, stamps: Map<string, string>) {
    this.#folder = folder;
    this.#server = server;
    this.#files = files;
    this.#stamps = stamps;
  }

  /** @param definition digest of the value set's definition: answers about another one are none */
  find(question: Question, definition: string | undefined): GivenAnswer | undefined {
    const file = this.#files.get(subjectKey(question));
    if (file === undefined || definitionOf(file.subject) !== definition) return undefined;
    return file.answers.get(detailKey(question));
  }

  /** Takes an answer in, to be written by {@link write}. */
  add(question: Question, definition: string | undefined, { answer, by }: GivenAnswer): void {
    const key = subjectKey(question);
    let file = this.#files.get(key);
    if (file === undefined || definitionOf(file.subject) !== definition) {
      file = { subject: subjectOf(question, this.#server, definition), answers: new Map() };
      this.#files.set(key, file);
    }
    file.answers.set(detailKey(question), { question, answer, by });
    this.#changed.add(key);
  }

  /** Writes what was added, each file whole or not at all. */
  async write(): Promise<void> {
    for (const key of [...this.#changed]) {
      const file = this.#files.get(key);
      if (file === undefined) continue;
      this.#changed.delete(key); // what is added while it is written is written the next time
      await this.#writeFile(file).catch((error: unknown) => {
        this.#changed.add(key);
        throw error;
      });
    }
  }

  async #writeFile(own: RecordedFile): Promise<void> {
    const path = join(this.#folder, fileName(own.subject));
    try {
      mkdirSync(this.#folder, { recursive: true });
      await withLock(path, () => {
        const staged = `${path}.new`; // one name will do under the lock, and what a killed run has left is written over
        try {
          writeFileSync(staged, formatRecording(this.#merged(own, path)));
          renameSync(staged, path);
          this.#stamps.set(path, stampOf(path));
        } finally {
          rmSync(staged, { force: true });
        }
      });
    } catch (cause) {
      if (!isDiskError(cause)) throw cause;
      throw new EnvironmentError(
        `The terminology server's answers cannot be recorded in ${this.#folder}: ${diskFault(cause) ?? 'the system refuses it'}. Correct that, or name another folder with --tx-cache.`,
        { cause },
      );
    }
  }

  /** With what another run has recorded meanwhile. */
  #merged(own: RecordedFile, path: string): RecordedFile {
    if (this.#stamps.get(path) === stampOf(path)) return own;
    const text = readTextIfThere(path);
    const { value } = text === undefined ? { value: undefined } : parseRecording(text, path, this.#server);
    if (value === undefined || definitionOf(value.subject) !== definitionOf(own.subject)) return own;
    for (const [key, answer] of value.answers) own.answers.set(key, answer);
    return own;
  }
}

/**
 * Reads all that is recorded of a server.
 * @param folder absolute
 * @param shown the folder as issues name it
 */
export function openRecording(folder: string, shown: string, server: string): Outcome<Recording> {
  const files = new Map<string, RecordedFile>();
  const issues: Issue[] = [];
  const own = join(folder, slug(server));
  const stamps = new Map<string, string>();
  for (const name of namesIn(own)) {
    stamps.set(join(own, name), stampOf(join(own, name)));
    const text = readTextIfThere(join(own, name));
    if (text === undefined) continue; // gone meanwhile
    const { value, issues: found } = parseRecording(text, `${shown}/${slug(server)}/${name}`, server);
    issues.push(...found);
    if (value !== undefined) files.set(keyOf(value.subject), value);
  }
  return { value: new Recording(own, server, files, stamps), issues };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(EXTENSION))
      .toSorted();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new EnvironmentError(`The recorded answers in ${folder} cannot be read. Check its permissions.`, { cause });
  }
}

/** Changes whenever the file is written: each writing makes another file of it. */
function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}

function subjectOf(question: Question, server: string, definition: string | undefined): Subject {
  if (question.kind === 'code') return { server, codeSystem: question.system };
  return { server, valueSet: question.valueSet, ...(definition === undefined ? {} : { definition }) };
}

function keyOf(subject: Subject): string {
  return 'codeSystem' in subject ? `code ${subject.codeSystem}` : `member ${subject.valueSet}`;
}

function definitionOf(subject: Subject): string | undefined {
  return 'valueSet' in subject ? subject.definition : undefined;
}

function fileName(subject: Subject): string {
  return 'codeSystem' in subject
    ? `CodeSystem-${slug(subject.codeSystem)}${EXTENSION}`
    : `ValueSet-${slug(subject.valueSet)}${EXTENSION}`;
}

/** A name for a URL that every file system takes: what people read of it, and a digest that tells alike ones apart. */
function slug(url: string): string {
  const readable = url
    .replace(/^[a-z]+:\/*/i, '')
    .replace(/[^A-Za-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 8);
  return `${readable.slice(-60)}-${digest}`;
}
