import type { TerminologyBasis } from '../model/report.ts';
import type { LoadedTerminology } from '../model/terminology.ts';
import type { GivenAnswer, Unanswered } from './answer.ts';
import type { Asked } from './attempt.ts';
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

interface Waiting {
  readonly asked: Asked;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
}

/** So many questions go in one request, */
const BATCH = 50;
/** and so many requests are under way. */
const CONCURRENT = 4;
/** Answers that are lost at most when the process is killed. */
const UNWRITTEN = 500;
/** So many different questions are answered in a run: each answer is kept in memory. */
const MOST = 200_000;

/** Answers the questions of a run, each once: from the recording, or from the server, whose answers are recorded. */
export class TerminologySession {
  readonly #options: SessionOptions;
  /** What is known without asking. */
  readonly #known = new Map<string, Reply>();
  readonly #asked = new Map<string, Promise<Reply>>();
  readonly #by = new Map<string, string>();
  readonly #used = new Map<string, string>();
  readonly #valueSets = new Map<string, LoadedValueSet | undefined>();
  readonly #waiting: Waiting[] = [];
  readonly #count = { replayed: 0, asked: 0, unanswered: 0 };
  #find: LoadedTerminology['valueSet'] = () => undefined;
  #under = 0;
  #isScheduled = false;
  #unwritten = 0;
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
    const known = this.#known.get(key);
    if (known !== undefined || this.#asked.has(key)) return known;
    const { recording, server, without = '' } = this.#options;
    const found = recording.find(question, this.#valueSetOf(question)?.digest);
    let reply: Reply | undefined;
    if (found !== undefined) {
      this.#count.replayed++;
      this.#by.set(key, found.by);
      reply = this.#named(found.answer);
    } else if (server === undefined) reply = this.#unanswered(without);
    else if (this.#asked.size >= MOST)
      reply = this.#unanswered(`more than ${MOST} different questions are not asked in one run`);
    if (reply !== undefined && this.#known.size < MOST) this.#known.set(key, reply);
    return reply;
  }

  /** @throws EnvironmentError when the server cannot be used at all */
  reply(questions: readonly Question[]): Promise<Reply[]> {
    return Promise.all(questions.map((question) => this.#reply(question)));
  }

  /** Takes note of whose answers the findings rest on. */
  use(keys: readonly string[]): void {
    for (const key of keys) {
      const by = this.#by.get(key);
      if (by !== undefined) this.#used.set(key, by);
    }
  }

  /** What the findings rest on; the same whether the answers were recorded before or in this run. */
  get basis(): TerminologyBasis {
    const software = [...new Set(this.#used.values())].toSorted();
    return { server: this.#options.address, software, answers: this.#used.size };
  }

  get count(): SessionCount {
    return { ...this.#count };
  }

  /** Writes what is not recorded yet. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#options.recording.write();
  }

  #reply(question: Question): Promise<Reply> {
    const key = questionKey(question);
    const asked = this.#asked.get(key);
    if (asked !== undefined) return asked;
    const recorded = this.recorded(question);
    if (recorded !== undefined) return Promise.resolve(recorded);
    const valueSet = this.#valueSetOf(question);
    const reply = new Promise<Reply>((resolve, reject) => {
      this.#waiting.push({ asked: { question, valueSet }, resolve, reject });
    });
    reply.catch(() => {}); // told to those who wait for it
    this.#asked.set(key, reply);
    this.#schedule();
    return reply;
  }

  /** Once those who ask at the same moment have all asked. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#under < CONCURRENT && this.#waiting.length > 0) void this.#ask(this.#waiting.splice(0, BATCH));
    });
  }

  async #ask(waiting: readonly Waiting[]): Promise<void> {
    const { server, onStep } = this.#options;
    if (server === undefined) return;
    this.#under++;
    try {
      const { software } = await server.about();
      const answers = await server.ask(waiting.map(({ asked }) => asked));
      waiting.forEach(({ asked, resolve }, at) => {
        const answer = answers[at];
        if (answer === undefined || answer.outcome === 'unanswered') {
          resolve(
            this.#unanswered(
              `the terminology server ${this.#options.address} gave no answer: ${answer?.reason ?? 'it left the question out'}`,
            ),
          );
          return;
        }
        this.#record(asked, { answer, by: software });
        resolve(this.#named(answer));
      });
      onStep?.(`Asking ${this.#options.address}, ${this.#count.asked} answers`);
      if (this.#unwritten >= UNWRITTEN) this.#write();
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    } finally {
      this.#under--;
      if (this.#waiting.length > 0) this.#schedule();
    }
  }

  #record({ question, valueSet }: Asked, given: GivenAnswer): void {
    this.#options.recording.add(question, valueSet?.digest, given);
    this.#by.set(questionKey(question), given.by);
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

  #unanswered(reason: string): Unanswered {
    this.#count.unanswered++;
    return { outcome: 'unanswered', reason };
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
