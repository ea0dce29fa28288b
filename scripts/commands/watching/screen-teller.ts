import type { Severity } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { rankOf } from '../../report/finding/finding.ts';
import { visibleLine } from '../../report/finding/visible.ts';
import { painter } from '../../report/formats/ansi.ts';
import { reaches } from '../../report/gate/gate.ts';
import { findingsOf, type PlacedIssue } from '../../workspace/findings.ts';
import { findingLines } from './finding-line.ts';
import { cutToWidth, linesOfWidth } from './screen-width.ts';
import { listOf, statusOf, timeOfDay } from './status.ts';
import type { Teller } from './teller.ts';

/** What is shown, by how grave it is. */
const levels = ['error', 'warning', 'information'] as const;
type Level = (typeof levels)[number];
const shownAs: Record<Level, string> = { error: 'errors', warning: 'errors and warnings', information: 'all findings' };

/** The part of a terminal that the screen needs. */
export interface Terminal {
  readonly columns: number;
  readonly rows: number;
  write(text: string): unknown;
}

/**
 * A screen that stands still: the verdict in one line, the findings below, what can be done in the last line. What an edit
 * has brought is marked until the next one.
 */
export class ScreenTeller implements Teller {
  readonly #terminal: Terminal;
  readonly #paint: ReturnType<typeof painter>;
  readonly #failOn: Severity | 'never';
  #report: Report | undefined;
  #added: ReadonlySet<string> = new Set();
  #fixed = 0;
  #status = 'Reading the guide…';
  #note = '';
  #fault = '';
  #level: Level = 'warning';
  #filter = '';
  /** What is typed for a new filter; undefined where none is. */
  #typed: string | undefined;
  #first = 0;

  constructor(terminal: Terminal, color: boolean, failOn: Severity | 'never') {
    this.#terminal = terminal;
    this.#paint = painter(color);
    this.#failOn = failOn;
    terminal.write('\u001b[?1049h\u001b[?25l'); // the alternate screen, without a cursor
    this.draw();
  }

  get isTyping(): boolean {
    return this.#typed !== undefined;
  }

  working(what: string): void {
    this.#status = `${what}…`;
    this.draw();
  }

  ready(report: Report): void {
    this.#report = report;
    this.#status = timeOfDay();
    this.draw();
  }

  verdict({ added, fixed, changed, milliseconds }: Parameters<Teller['verdict']>[0], report: Report): void {
    this.#report = report;
    this.#fault = '';
    this.#added = new Set(added.map(keyOf));
    this.#fixed = fixed.length;
    const of = changed.length === 0 ? '' : `  ${listOf(changed)}`;
    this.#status = `${timeOfDay()}  ${Math.round(milliseconds)} ms${of}`;
    this.#first = 0;
    this.draw();
  }

  first({ added, fixed, changed, milliseconds }: Parameters<NonNullable<Teller['first']>>[0], report: Report): void {
    if (added.length + fixed.length === 0) return;
    this.#report = report;
    this.#added = new Set(added.map(keyOf));
    this.#fixed = fixed.length;
    this.#status = `${timeOfDay()}  so far ${Math.round(milliseconds)} ms  ${listOf(changed)}`;
    this.#first = 0;
    this.draw();
  }

  confirmed(same: boolean): void {
    this.#status += same ? '  confirmed' : '  a full check finds something else';
    this.draw();
  }

  failed(message: string): void {
    this.#fault = message;
    this.#status = timeOfDay();
    this.draw();
  }

  ran(command: string, exitCode: number): void {
    this.note(`${command} ended with ${exitCode}`);
  }

  note(text: string): void {
    this.#note = text;
    this.draw();
  }

  end(): void {
    this.#terminal.write('\u001b[?25h\u001b[?1049l');
  }

  /** @returns whether the key was for the screen */
  press(key: string): boolean {
    if (this.#typed !== undefined) this.#type(key);
    else if (key === '/') this.#typed = this.#filter;
    else if (key === 's') this.#level = levels[(levels.indexOf(this.#level) + 1) % levels.length] ?? 'warning';
    else if (key === 'j' || key === '\u001b[B') this.#first++;
    else if (key === 'k' || key === '\u001b[A') this.#first = Math.max(0, this.#first - 1);
    else if (key === '\u001b') this.#filter = '';
    else return false;
    this.draw();
    return true;
  }

  draw(): void {
    const { columns, rows } = this.#terminal;
    const lines = this.#lines(columns, rows).map((line) => `${cutToWidth(line, columns)}\u001b[K`);
    this.#terminal.write(`\u001b[H${lines.join('\r\n')}\u001b[J`);
  }

  #type(key: string): void {
    const typed = this.#typed ?? '';
    if (key === '\r' || key === '\n') {
      this.#filter = typed;
      this.#typed = undefined;
    } else if (key === '\u001b') this.#typed = undefined;
    else if (key === '\u007f' || key === '\b') this.#typed = typed.slice(0, -1);
    else if (!/\p{Cc}/u.test(key)) this.#typed = typed + key;
  }

  #finding(finding: PlacedIssue, columns: number): string[] {
    const [where, what] = findingLines(finding, this.#paint);
    const mark = this.#added.has(keyOf(finding)) ? this.#paint('+', 'red', 'bold') : ' ';
    return [`${mark} ${where}`, ...linesOfWidth(what, columns - 4).map((line) => `    ${line}`)];
  }

  #lines(columns: number, rows: number): string[] {
    const paint = this.#paint;
    const report = this.#report;
    const verdict = report === undefined ? '' : statusOf(report, this.#failOn, paint);
    const became = this.#added.size + this.#fixed === 0 ? '' : `  ${this.#added.size} new, ${this.#fixed} fixed`;
    const head = [`${verdict}${became}`, paint(visibleLine(this.#status), 'dim')];
    if (this.#fault !== '') head.push(`${paint('✖', 'red')} ${visibleLine(this.#fault)}`);
    head.push('');
    const shown = this.#shown();
    this.#first = Math.min(this.#first, Math.max(0, shown.length - 1));
    const body = [...head];
    let end = this.#first;
    // The first is shown even where only a part of it fits.
    for (const finding of shown.slice(this.#first)) {
      const lines = this.#finding(finding, columns);
      if (body.length + lines.length > rows - 2 && end > this.#first) break;
      body.push(...lines);
      end++;
    }
    while (body.length < rows - 2) body.push('');
    const range = shown.length === 0 ? 'none' : `${this.#first + 1}-${end} of ${shown.length}`;
    const filter = this.#filter === '' ? '' : ` with "${visibleLine(this.#filter)}"`;
    return [
      ...body.slice(0, rows - 2),
      paint(`${shownAs[this.#level]}${filter}: ${range}  ${visibleLine(this.#note)}`, 'dim'),
      this.#typed === undefined
        ? paint('o report  / filter  s severity  j k scroll  r check everything  q quit', 'dim')
        : `/${visibleLine(this.#typed)}`,
    ];
  }

  /** The gravest first. */
  #shown(): PlacedIssue[] {
    if (this.#report === undefined) return [];
    const wanted = this.#filter.toLowerCase();
    return findingsOf(this.#report)
      .filter(({ issue }) => this.#level === 'information' || reaches(issue, this.#level))
      .filter(
        (finding) => wanted === '' || findingLines(finding, painter(false)).join(' ').toLowerCase().includes(wanted),
      )
      .toSorted((a, b) => rankOf(a.issue) - rankOf(b.issue));
  }
}

function keyOf({ issue, resource }: PlacedIssue): string {
  return JSON.stringify([resource, issue]);
}
