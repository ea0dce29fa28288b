import { tooLong } from '../files/payload-text.ts';
import { isFhirResource } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { type Checker, createChecker } from '../pipeline/checker/checker.ts';
import { readData } from '../pipeline/checker/checker-data.ts';
import { checkBytes } from './check-bytes.ts';
import { excerptOf, linesOf } from './excerpt.ts';
import { nearestExample } from './nearest-example.ts';

/*
 * The checker in a worker of the page, so that the page answers to its reader while a payload of megabytes is checked.
 * It gets the definitions first, which are a message so that no JavaScript engine reads them as program text, then the
 * question of one run after the other; a run that takes too long is ended with its worker.
 */

/** The first message. */
interface Definitions {
  readonly kind: 'definitions';
  readonly text: string;
}

/** What the page asks. */
type Question = { readonly run: number } & (
  | { readonly kind: 'check'; readonly files: readonly PageFile[] }
  | { readonly kind: 'search'; readonly url: string }
);

interface PageFile {
  readonly name: string;
  /** Absent for a file that is longer than what is read: nobody has read it. */
  readonly bytes?: ArrayBuffer;
}

interface WorkerScope {
  onmessage: ((event: { readonly data: Definitions | Question }) => void) | null;
  postMessage(message: unknown): void;
}

/** Most bytes of one text: the engine takes some hundred times that of memory, and a page has one or two gigabytes. */
const MOST_BYTES = 24 * 1024 * 1024;
/** Nobody reads more findings of one payload, or more payloads of one run; the others are counted. */
const MOST_FINDINGS = 200;
const MOST_RESULTS = 500;

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  if (data.kind !== 'definitions') return;
  const checker = createChecker(readData(data.text));
  scope.onmessage = (event) => {
    if (event.data.kind !== 'definitions') answer(event.data, checker);
  };
  scope.postMessage({
    kind: 'ready',
    about: checker.about,
    examples: checker.examples.map(({ resource, ...each }) => ({
      ...each,
      text: JSON.stringify(resource, undefined, 2),
    })),
    profiles: checker.profiles,
    mostBytes: MOST_BYTES,
  });
  // The first payload of a reader finds the definitions compiled.
  const [first] = checker.examples;
  if (first !== undefined) checker.check(JSON.stringify(first.resource));
  scope.postMessage({ kind: 'warm' });
};

function answer(question: Question, checker: Checker): void {
  const { run } = question;
  try {
    let number = 0;
    const judged = question.kind === 'search' ? searched(question.url, checker) : checked(question.files, checker);
    for (const each of judged) {
      number++;
      if (number <= MOST_RESULTS) scope.postMessage({ run, kind: 'result', result: shown(each, checker) });
      else if (number % 100 === 0) scope.postMessage({ run, kind: 'progress', number });
    }
    scope.postMessage({ run, kind: 'done', number, most: MOST_RESULTS });
  } catch (error) {
    scope.postMessage({ run, kind: 'failed', message: String((error as Error).message ?? error) });
  }
}

interface Judged {
  readonly result: ResourceResult;
  /** Of the payload; absent for a search, and where there is none. */
  readonly text?: string;
}

function* searched(url: string, checker: Checker): Generator<Judged> {
  yield { result: checker.search(url) };
}

function* checked(files: readonly PageFile[], checker: Checker): Generator<Judged> {
  for (const { name: file, bytes } of files) {
    if (bytes === undefined) {
      yield { result: checker.unread(tooLong(file, MOST_BYTES), { file }) };
      continue;
    }
    const text = new TextDecoder().decode(bytes);
    for (const result of checkBytes(new Uint8Array(bytes), checker, { file }, MOST_BYTES)) yield { result, text };
  }
}

/** What the page shows of a result. */
function shown({ result: { issues, ...result }, text }: Judged, checker: Checker) {
  const lines = text === undefined ? [] : linesOf(text);
  const counts: Record<string, number> = {};
  for (const issue of issues) {
    const kind = kindOf(issue);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const told = issues.filter((issue) => kindOf(issue) !== 'unchecked').toSorted((a, b) => rank(a) - rank(b));
  return {
    ...result,
    counts,
    issues: told.slice(0, MOST_FINDINGS).map((issue) => ({ ...issue, excerpt: excerptOf(issue.source, lines) })),
    unchecked: issues.filter((issue) => kindOf(issue) === 'unchecked').slice(0, MOST_FINDINGS),
    example: text === undefined ? undefined : nearestExample(parsed(text), checker.examples)?.id,
  };
}

function kindOf({ severity, rule }: Issue): string {
  if (rule === 'not-checked') return 'unchecked';
  return severity === 'fatal' ? 'error' : severity;
}

const RANKS = ['fatal', 'error', 'warning', 'information'];
const rank = ({ severity }: Issue) => RANKS.indexOf(severity);

function parsed(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return isFhirResource(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
