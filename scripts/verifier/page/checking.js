/* global CHECKER_DATA, CHECKER_WORKER */

/**
 * The checker in its worker. Program and definitions lie in the same script as texts: so it works from the file system
 * too, where a page may load neither modules nor workers by their address, and a page reads a text in a fraction of the
 * time that it takes to read a program.
 */
export class Checking {
  #address = URL.createObjectURL(new Blob([CHECKER_WORKER], { type: 'text/javascript' }));
  #worker;
  #run = 0;
  #heard;
  #ready;

  constructor(ready) {
    this.#ready = ready;
    this.#start();
  }

  /** Asks for a check; `heard` gets each message of this run, and none of an earlier one. */
  ask(question, heard) {
    this.stop();
    this.#heard = heard;
    this.#run++;
    const buffers = (question.files ?? []).flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes]));
    this.#worker.postMessage({ ...question, run: this.#run }, buffers);
  }

  /** Ends what is under way: a worker hears nothing while it works. */
  stop() {
    if (this.#heard === undefined) return;
    this.#worker.terminate();
    this.#heard = undefined;
    this.#start();
  }

  #start() {
    this.#worker = new Worker(this.#address);
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => this.#hear({ kind: 'failed', run: this.#run, message: event.message });
    this.#worker.postMessage({ kind: 'definitions', text: CHECKER_DATA });
  }

  #hear(message) {
    if (message.run === undefined) return this.#ready(message);
    if (message.run !== this.#run) return;
    const heard = this.#heard;
    if (message.kind === 'done' || message.kind === 'failed') this.#heard = undefined;
    heard?.(message);
  }
}
