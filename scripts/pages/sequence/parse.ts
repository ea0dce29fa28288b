import type { Issue, Outcome } from '../../model/issue.ts';
import type { Branch, Participant, Sequence, Step } from './model.ts';

const header = /^sequenceDiagram$/;
const statement = {
  title: /^accTitle:\s*(.+)$/,
  description: /^accDescr:\s*(.+)$/,
  participant: /^(?:participant|actor)\s+(\w+)(?:\s+as\s+(.+))?$/,
  message: /^(\w+)\s*(-->>|->>)\s*(\w+)\s*:\s*(.+)$/,
  note: /^Note over\s+(\w+)(?:\s*,\s*(\w+))?\s*:\s*(.+)$/i,
  open: /^(?:alt|opt)\s+(.+)$/,
  branch: /^else\s+(.+)$/,
  end: /^end$/,
};

/** A line that cannot be drawn; caught here and told as a finding. */
class DiagramFault extends Error {}

interface OpenBlock {
  readonly line: number;
  readonly branches: { condition: string; steps: Step[] }[];
}

/**
 * Reads the part of Mermaid's sequence diagrams that is drawn here: participants, messages and replies, notes over
 * one or two of them, alternatives and options. Anything else is a finding with its line, so that no step is lost.
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function parseSequence(text: string, file: string): Outcome<Sequence | undefined> {
  let line = 0;
  try {
    const reader = new SequenceReader();
    for (const raw of text.split(/\r?\n/)) {
      line++;
      const written = raw.trim();
      if (written !== '' && !written.startsWith('%%')) reader.read(written, line);
    }
    return { value: reader.finish(), issues: [] };
  } catch (error) {
    if (!(error instanceof DiagramFault)) throw error;
    const issue: Issue = {
      severity: 'error',
      code: 'invalid',
      rule: 'page-diagram',
      message: error.message,
      source: { file, line: Math.max(1, line) },
    };
    return { value: undefined, issues: [issue] };
  }
}

class SequenceReader {
  #started = false;
  #title = '';
  #description = '';
  readonly #participants: Participant[] = [];
  readonly #steps: Step[] = [];
  readonly #open: OpenBlock[] = [];

  read(written: string, line: number): void {
    if (!this.#started) {
      if (!header.test(written)) throw new DiagramFault('A diagram begins with the line: sequenceDiagram');
      this.#started = true;
      return;
    }
    const [kind, match] = matched(written);
    const [, first = '', second, third = ''] = match;
    if (kind === 'title') this.#title = first;
    else if (kind === 'description') this.#description = first;
    else if (kind === 'participant') this.#participants.push({ id: first, label: second ?? first });
    else if (kind === 'message') {
      const [, from = '', arrow, to = '', text = ''] = match;
      this.#add({ kind, from: this.#known(from), to: this.#known(to), text, isReply: arrow === '-->>' });
    } else if (kind === 'note') {
      const over = [first, ...(second === undefined ? [] : [second])].map((id) => this.#known(id));
      this.#add({ kind, over, text: third });
    } else if (kind === 'open') this.#open.push({ line, branches: [{ condition: first, steps: [] }] });
    else if (kind === 'branch') this.#innermost('else').branches.push({ condition: first, steps: [] });
    else {
      const { branches } = this.#innermost('end');
      this.#open.pop();
      this.#add({ kind: 'block', branches });
    }
  }

  finish(): Sequence {
    const open = this.#open.at(-1);
    if (open !== undefined) throw new DiagramFault(`The alternative of line ${open.line} has no end.`);
    if (this.#title === '' || this.#description === '') {
      throw new DiagramFault('Whoever cannot see the diagram needs accTitle: and accDescr: here.');
    }
    if (this.#participants.length < 2) throw new DiagramFault('A sequence takes at least two participants.');
    return {
      title: this.#title,
      description: this.#description,
      participants: this.#participants,
      steps: this.#steps,
    };
  }

  #add(step: Step): void {
    const steps = this.#open.at(-1)?.branches.at(-1)?.steps ?? this.#steps;
    steps.push(step);
  }

  #known(id: string): string {
    if (this.#participants.some((each) => each.id === id)) return id;
    throw new DiagramFault(`No participant ${id} is declared above this line.`);
  }

  #innermost(word: string): { readonly branches: Branch[] } {
    const open = this.#open.at(-1);
    if (open === undefined) throw new DiagramFault(`This ${word} belongs to no alt or opt.`);
    return open;
  }
}

function matched(written: string): [keyof typeof statement, RegExpExecArray] {
  for (const [kind, pattern] of Object.entries(statement)) {
    const match = pattern.exec(written);
    if (match !== null) return [kind as keyof typeof statement, match];
  }
  throw new DiagramFault(
    `"${written}" is not drawn here. Known are participant, A->>B: text, A-->>B: text, Note over A,B: text, alt, opt, else, end, accTitle: and accDescr:.`,
  );
}
