import { z } from 'zod';
import type { Issue } from '../model/issue.ts';
import { Answer, type GivenAnswer } from './answer.ts';
import { type CodeQuestion, detailKey, type MemberQuestion, type Question } from './question.ts';

/** What the answers of one file are about: the first line of the file. */
const Subject = z.union([
  z.strictObject({ server: z.string(), codeSystem: z.string() }),
  z.strictObject({
    server: z.string(),
    valueSet: z.string(),
    /** Digest of the definition that was sent; absent where the server's own was asked. */
    definition: z.string().optional(),
  }),
]);
export type Subject = z.infer<typeof Subject>;

const by = z.string();
const text = z.string().min(1);
const question = { code: text, version: text.optional() };

/** A line of answers about a code system: the question, `answer`, and `by` whom. */
const CodeLine = z.strictObject({
  ...question,
  display: text.optional(),
  language: text.optional(),
  answer: Answer,
  by,
});
const MemberLine = z.strictObject({ ...question, system: text.optional(), answer: Answer, by });

/** The recorded answers of one file, by what is asked of its subject. */
export interface RecordedFile {
  readonly subject: Subject;
  readonly answers: Map<string, RecordedAnswer>;
}

interface RecordedAnswer extends GivenAnswer {
  readonly question: Question;
}

const REMEDY = 'Restore the line, or delete it to have the question asked anew.';

/**
 * Reads a file of recorded answers: JSON, one text a line, the subject first.
 * @param file as it is shown in issues
 * @param server whose answers are wanted
 */
export function parseRecording(
  content: string,
  file: string,
  server: string,
): { readonly value: RecordedFile | undefined; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const report = (line: number, message: string) => {
    const source = { file, line };
    issues.push({ severity: 'error', code: 'structure', rule: 'terminology-recording', message, source });
  };
  const [first = '', ...rest] = content.replace(/^\uFEFF/, '').split(/\r?\n/);
  const subject = read(first, Subject);
  if ('problem' in subject) {
    report(1, `The first line does not say whose answers these are: ${subject.problem}. ${REMEDY}`);
    return { value: undefined, issues };
  }
  if (subject.value.server !== server) {
    report(1, `These are answers of ${subject.value.server}, in the folder of ${server}. Move the file, or delete it.`);
    return { value: undefined, issues };
  }
  const answers = new Map<string, RecordedAnswer>();
  rest.forEach((line, index) => {
    if (line.trim() === '') return;
    const entry = readLine(line, subject.value);
    if ('problem' in entry) report(index + 2, `This is no recorded answer: ${entry.problem}. ${REMEDY}`);
    else if (answers.has(detailKey(entry.value.question)))
      report(index + 2, 'This question was answered on a line before. Delete one of the two.');
    else answers.set(detailKey(entry.value.question), entry.value);
  });
  return { value: { subject: subject.value, answers }, issues };
}

/** The text of a file: the same answers give the same bytes, and a new one is one more line. */
export function formatRecording({ subject, answers }: RecordedFile): string {
  const lines = [...answers]
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, { question: asked, answer, by: who }]) => JSON.stringify({ ...withoutSubject(asked), answer, by: who }));
  return [JSON.stringify(subject), ...lines].map((line) => `${line}\n`).join('');
}

function withoutSubject(asked: Question): object {
  const { code, version } = asked;
  const own = asked.kind === 'code' ? { display: asked.display, language: asked.language } : { system: asked.system };
  return { code, version, ...own };
}

type ReadResult<T> = { readonly value: T } | { readonly problem: string };

function readLine(line: string, subject: Subject): ReadResult<RecordedAnswer> {
  if ('codeSystem' in subject) {
    const entry = read(line, CodeLine);
    if ('problem' in entry) return entry;
    const { answer, by: who, ...asked } = entry.value;
    return answered(
      { kind: 'code', system: subject.codeSystem, ...given(asked) } as CodeQuestion,
      answer,
      who,
      codeOutcomes,
    );
  }
  const entry = read(line, MemberLine);
  if ('problem' in entry) return entry;
  const { answer, by: who, ...asked } = entry.value;
  return answered(
    { kind: 'member', valueSet: subject.valueSet, ...given(asked) } as MemberQuestion,
    answer,
    who,
    memberOutcomes,
  );
}

const codeOutcomes: readonly string[] = ['known', 'wrong-display', 'unknown-code', 'undecided'];
const memberOutcomes: readonly string[] = ['member', 'not-member', 'undecided'];

function answered(
  asked: Question,
  answer: Answer,
  who: string,
  outcomes: readonly string[],
): ReadResult<RecordedAnswer> {
  return outcomes.includes(answer.outcome)
    ? { value: { question: asked, answer, by: who } }
    : { problem: `${answer.outcome} answers another kind of question` };
}

/** Optional parts that are absent are left out, as questions leave them out. */
function given(parts: object): object {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function read<T>(line: string, schema: z.ZodType<T>): ReadResult<T> {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return { problem: /^[<=>]{7}/.test(line) ? 'it is the mark of a merge conflict' : 'it is not JSON' };
  }
  const { data: value, error } = schema.safeParse(data);
  if (value !== undefined) return { value };
  const [issue] = error?.issues ?? [];
  const path = issue?.path.join('.') ?? '';
  return { problem: `${path === '' ? '' : `${path}: `}${issue?.message ?? 'it has another form'}` };
}
