import type { LoadedTerminology } from '../model/definition/terminology.ts';
import type { TerminologyBasis } from '../model/report.ts';
import type { GivenAnswer, Unanswered } from './answer.ts';
import { AskQueue, type Queued } from './ask-queue.ts';
import { type Question, questionKey } from './question.ts';
import type { Reply } from './questions.ts';
import type { Recording } from './recording.ts';
import { type LoadedValueSet, readValueSet } from './sent-value-set.ts';
import type { TerminologyServer } from './server.ts';

export interface SessionOptions {
  /** As it is shown: without credentials. */
  readonly address: string;
  readonly recording: Recording;
  /** Absent where nothing may be asked: what is recorded has to do. */
  readonly server?: TerminologyServer | undefined;
  /** Why nothing may be asked, and what to do: the end of a sentence. */
  readonly without?: string;
  readonly onStep?: ((text: string) => void) | undefined;
}

/** What came of a run's questions. */
export interface SessionCount {
  readonly replayed: number;
  readonly asked: number;
  readonly unanswered: number;
}

/** Answers are written down in between, lest a killed process lose them: after so many, */
const UNWRITTEN = 500;
/** or as many more as are this part of all, since the more there are the longer it takes. */
const UNWRITTEN_PART = 0.25;
const STEP_MS = 5_000;
/** So many different questions are answered in a run: each answer is kept in memory. */
const MOST = 100_000;

/** Answers the questions of a run, each once: from the recording, or from the server, whose answers are recorded. */
export class TerminologySession {
  readonly #options: SessionOptions;
  readonly #queue = new AskQueue((queued) => this.#ask(queued));
  /** What is known without asking, and without a line in the recording that says it. */
  readonly #unanswerable = new Map<string, Reply>();
  readonly #by = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly #valueSets = new Map<string, LoadedValueSet | undefined>();
  readonly #count = { replayed: 0, asked: 0, unanswered: 0 };
  #find: LoadedTerminology['valueSet'] = () => undefined;
  #unwritten = 0;
  #told = performance.now();
  #writing: Promise<void> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Where the definitions of value sets are found that go to the server. */
  useDefinitions(find: LoadedTerminology['valueSet']): void {
    this.#find = find;
    this.#valueSets.clear();
  }

  /** The reply that needs nobody to be asked, be it that nobody may be asked; undefined where the server has to tell. */
  recorded(question: Question): Reply | undefined {
    const key = questionKey(question);
    const { recording, server, without = '' } = this.#options;
    const found = recording.find(question, this.#valueSetOf(question)?.digest);
    if (found !== undefined) {
      if (!this.#by.has(key)) this.#count.replayed++;
      this.#by.set(key, found.by);
      return this.#named(found.answer);
    }
    const known = this.#unanswerable.get(key);
    if (known !== undefined || this.#queue.pending(key) !== undefined) return known;
    if (server === undefined) return this.#unanswered(key, without);
    if (this.#count.asked + this.#queue.size < MOST) return undefined;
    return this.#unanswered(key, `more than ${MOST} different questions are not asked in one run`);
  }

  /** @throws EnvironmentError when the server cannot be used at all */
  reply(questions: readonly Question[]): Promise<Reply[]> {
    return Promise.all(questions.map((question) => this.#reply(question)));
  }

  /** Takes note of whose answers the findings rest on. */
  use(keys: readonly string[]): void {
    for (const key of keys) if (this.#by.has(key)) this.#used.add(key);
  }

  /** What the findings rest on; the same whether the answers were recorded before or in this run. */
  get basis(): TerminologyBasis {
    const software = new Set([...this.#used].flatMap((key) => this.#by.get(key) ?? []));
    return { server: this.#options.address, software: [...software].toSorted(), answers: this.#used.size };
  }

  get count(): SessionCount {
    return { ...this.#count };
  }

  /** Writes what is not recorded yet. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#options.recording.write();
  }

  async #reply(question: Question): Promise<Reply> {
    const key = questionKey(question);
    const pending = this.#queue.pending(key);
    return (
      pending ?? this.recorded(question) ?? this.#queue.push({ key, question, valueSet: this.#valueSetOf(question) })
    );
  }

  async #ask(queued: readonly Queued[]): Promise<Reply[]> {
    const { server } = this.#options;
    if (server === undefined) throw new Error('Questions are queued, and there is no server to ask.');
    const { software } = await server.about();
    const answers = await server.ask(queued);
    const replies = queued.map((each, at) => {
      const answer = answers[at];
      if (answer === undefined || answer.outcome === 'unanswered')
        return this.#unanswered(each.key, this.#noAnswer(answer?.reason ?? 'it left the question out'));
      this.#record(each, { answer, by: software });
      return this.#named(answer);
    });
    this.#tell();
    if (this.#unwritten >= Math.max(UNWRITTEN, this.#count.asked * UNWRITTEN_PART)) this.#write();
    return replies;
  }

  /** That it goes on, now and then. */
  #tell(): void {
    const now = performance.now();
    if (now - this.#told < STEP_MS) return;
    this.#told = now;
    this.#options.onStep?.(`Asking ${this.#options.address}, ${this.#count.asked} answers`);
  }

  #record({ key, question, valueSet }: Queued, given: GivenAnswer): void {
    this.#options.recording.add(question, valueSet?.digest, given);
    this.#by.set(key, given.by);
    this.#count.asked++;
    this.#unwritten++;
  }

  /** One writes after the other; what goes wrong is told at the end, or at the next time. */
  #write(): void {
    this.#unwritten = 0;
    const { recording } = this.#options;
    this.#writing = this.#writing.then(() => recording.write());
    this.#writing.catch(() => {});
  }

  #unanswered(key: string, reason: string): Unanswered {
    this.#count.unanswered++;
    const reply: Unanswered = { outcome: 'unanswered', reason };
    if (this.#unanswerable.size < MOST) this.#unanswerable.set(key, reply);
    return reply;
  }

  #noAnswer(reason: string): string {
    return `the terminology server ${this.#options.address} gave no answer: ${reason}`;
  }

  /** A reason says whose it is. */
  #named(answer: GivenAnswer['answer']): GivenAnswer['answer'] {
    return answer.outcome === 'undecided'
      ? { ...answer, reason: `the terminology server ${this.#options.address} says: ${answer.reason}` }
      : answer;
  }

  #valueSetOf(question: Question): LoadedValueSet | undefined {
    if (question.kind !== 'member') return undefined;
    const key = `${question.package?.id ?? ''}#${question.package?.version ?? ''} ${question.valueSet}`;
    if (!this.#valueSets.has(key)) this.#valueSets.set(key, readValueSet(question, this.#find));
    return this.#valueSets.get(key);
  }
}
