import { z } from 'zod';
import { type About, readAbout } from './about.ts';
import type { Answer, Unanswered } from './answer.ts';
import { type Asked, type Attempt, firstAttempt, secondAttempt } from './attempt.ts';
import { type Operation, toBatch } from './parameters.ts';
import { type Reading, readAnswer } from './read-answer.ts';
import { entriesOf, faultOf } from './response.ts';
import { type Send, ServerFailure, type ServerRequest, type ServerResponse, tried } from './transport.ts';

/** A request does not grow longer than this, in characters, where it has more than one question. */
const MAX_LENGTH = 500_000;
/** Requests that fail one after the other before the server is left alone for the rest of the run. */
const MOST_FAILURES = 3;

/** HTTP statuses that have nothing to do with what was asked. */
const refusesAll: ReadonlySet<number> = new Set([401, 403, 429, 503]);

/** A FHIR terminology server: https://hl7.org/fhir/R4/terminology-service.html */
export class TerminologyServer {
  readonly #address: string;
  readonly #send: Send;
  #about: Promise<About> | undefined;
  /** What was searched for, and whether it is there. */
  readonly #found = new Map<string, boolean | undefined>();
  #takesBatches = true;
  #searches = true;
  #failures = 0;
  #down: string | undefined;

  /** @param address as it is shown: without credentials */
  constructor(address: string, send: Send) {
    this.#address = address;
    this.#send = send;
  }

  /** What the server says of itself; asked for once. @throws EnvironmentError when it cannot be used at all */
  about(): Promise<About> {
    this.#about ??= readAbout(this.#address, this.#send);
    return this.#about;
  }

  /**
   * @returns a reply for each question, in their order
   * @throws EnvironmentError when the server cannot be used at all
   */
  async ask(asked: readonly Asked[]): Promise<(Answer | Unanswered)[]> {
    const { systems } = await this.about();
    try {
      const found = systems.size > 0 ? undefined : await this.#search(asked);
      const isListed = (system: string) => (found === undefined ? systems.has(system) : found.get(system));
      const readings = await this.#read(asked.map(firstAttempt), isListed);
      const others = readings.map((reading, at) => {
        const each = asked[at];
        return each === undefined ? undefined : secondAttempt(each, reading);
      });
      const second = await this.#read(
        others.flatMap((attempt) => attempt ?? []),
        isListed,
      );
      return readings.map((reading, at) => {
        const other = others[at];
        const after = other === undefined ? undefined : second.shift();
        return toReply(other === undefined || after === undefined ? reading : other.conclude(after));
      });
    } catch (error) {
      if (!(error instanceof ServerFailure)) throw error;
      return asked.map(() => ({ outcome: 'unanswered', reason: error.message }));
    }
  }

  /**
   * Which code systems the server has, where it keeps no list of them: else a code of one that it lacks would pass for
   * unknown. Undefined for those of which it cannot tell.
   */
  async #search(asked: readonly Asked[]): Promise<ReadonlyMap<string, boolean | undefined>> {
    for (const { question } of asked) {
      const { system } = question;
      if (system === undefined || this.#found.has(system)) continue;
      const path = `CodeSystem?url=${encodeURIComponent(system)}&_summary=true&_count=1`;
      // A server that cannot search may answer all the same: this does not count as a failure, but is not tried again.
      const response = this.#searches ? await tried(this.#send, { method: 'GET', path }) : undefined;
      if (response === undefined) this.#searches = false;
      const result = SearchResult.safeParse(response?.body).data;
      this.#found.set(system, result && (result.total ?? result.entry.length) > 0);
    }
    return this.#found;
  }

  async #read(attempts: readonly Attempt[], isListed: (system: string) => boolean | undefined): Promise<Reading[]> {
    if (attempts.length === 0) return [];
    const responses = await this.#responses(attempts.map(({ operation }) => operation));
    return attempts.map(({ question }, at) =>
      readAnswer(question, responses[at] ?? { status: 0, body: undefined }, isListed),
    );
  }

  /** The responses to operations, in one request where the server takes a batch. */
  async #responses(operations: readonly Operation[]): Promise<ServerResponse[]> {
    if (operations.length > 1 && this.#takesBatches) {
      const body = JSON.stringify(toBatch(operations));
      if (body.length > MAX_LENGTH) {
        const half = operations.length >> 1;
        return [
          ...(await this.#responses(operations.slice(0, half))),
          ...(await this.#responses(operations.slice(half))),
        ];
      }
      const response = await this.#request({ method: 'POST', path: '', body });
      const entries = entriesOf(response, operations);
      if (entries !== undefined) return entries;
      if (refusesAll.has(response.status)) return operations.map(() => response);
      this.#takesBatches = false;
    }
    const responses: ServerResponse[] = [];
    for (const { path, parameters } of operations)
      responses.push(await this.#request({ method: 'POST', path, body: JSON.stringify(parameters) }));
    return responses;
  }

  /** A server that fails again and again is asked no more. */
  async #request(request: ServerRequest): Promise<ServerResponse> {
    if (this.#down !== undefined) throw new ServerFailure(this.#down);
    const failed = (reason: string) => {
      if (++this.#failures >= MOST_FAILURES) this.#down = `${reason}, and was asked no more`;
    };
    try {
      const response = await this.#send(request);
      const fault = faultOf(response);
      if (fault === undefined) this.#failures = 0;
      else failed(fault);
      return response;
    } catch (error) {
      if (error instanceof ServerFailure) failed(error.message);
      throw error;
    }
  }
}

const SearchResult = z.object({
  resourceType: z.literal('Bundle'),
  total: z.number().optional(),
  entry: z.array(z.unknown()).default([]),
});

function toReply(reading: Reading): Answer | Unanswered {
  switch (reading.outcome) {
    case 'refused':
      return { outcome: 'undecided', reason: reading.reason };
    case 'failed':
      return { outcome: 'unanswered', reason: reading.reason };
    case 'ambiguous':
      return { outcome: 'undecided', reason: 'it does not say whether the code or the display is wrong' };
    default:
      return reading;
  }
}
