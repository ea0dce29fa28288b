import type { Answer, Unanswered } from './answer.ts';
import { type Question, questionKey } from './question.ts';

export type Reply = Answer | Unanswered;

/** A stream of ever new codes must not fill the memory. */
const MOST_KEPT = 50_000;

/**
 * What one thread knows of a terminology server. A check that meets a question without an answer goes on without it; who
 * runs the checks then takes the open questions, has them answered, and runs the check again.
 */
export class Questions {
  readonly #recorded: (question: Question) => Reply | undefined;
  readonly #replies = new Map<string, Reply>();
  readonly #open = new Map<string, Question>();
  /** Met by the check that is under way. */
  readonly #met = new Set<string>();
  /** Met by a check that ended with all answers, and not handed over yet. */
  #used: string[] = [];
  readonly #handedOver = new Set<string>();

  /** @param recorded answers that are at hand, so that no check need be run again for them */
  constructor(recorded: (question: Question) => Reply | undefined = () => undefined) {
    this.#recorded = recorded;
  }

  /** The answer if it is known; otherwise the question is open from now on. */
  replyTo(question: Question): Reply | undefined {
    const key = questionKey(question);
    const reply = this.#replies.get(key) ?? this.#atHand(key, question);
    if (reply === undefined) this.#open.set(key, question);
    else if (reply.outcome !== 'unanswered' && !this.#handedOver.has(key)) this.#met.add(key);
    return reply;
  }

  #atHand(key: string, question: Question): Reply | undefined {
    const reply = this.#recorded(question);
    if (reply !== undefined) this.#replies.set(key, reply);
    return reply;
  }

  /**
   * Ends a check: hands out what it left open. Where that is nothing, its answers count as used; else the check is to
   * be run again, and may well ask otherwise once it knows more.
   */
  takeOpen(): readonly Question[] {
    const open = [...this.#open.values()];
    if (open.length === 0) {
      for (const key of this.#met) {
        this.#handedOver.add(key);
        this.#used.push(key);
      }
      // Whoever answered still has them; never in the midst of a check, which would lose what it has just learnt.
      if (this.#replies.size > MOST_KEPT) this.#replies.clear();
    }
    this.#open.clear();
    this.#met.clear();
    return open;
  }

  learn(questions: readonly Question[], replies: readonly Reply[]): void {
    questions.forEach((question, at) => {
      const reply = replies[at];
      if (reply !== undefined) this.#replies.set(questionKey(question), reply);
    });
  }

  /** Keys of the questions whose answers were used for the first time since this was last asked. */
  takeUsed(): readonly string[] {
    const used = this.#used;
    this.#used = [];
    return used;
  }
}
