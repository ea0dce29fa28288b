import type { IBufferCell } from '@xterm/headless';
import type { RealTerminal } from '../terminal/terminal.ts';

/** What a terminal shows from one moment on. */
export interface Frame {
  /** In milliseconds, from the start of the recording. */
  readonly at: number;
  /** Lines of text in SVG. */
  readonly lines: readonly string[];
}

const LINE = 19;
const LETTER = 8.4;
const EDGE = 16;
const plain = '#d7dce2';
/** Of xterm's first colours: those that our programs use, readable on a dark ground. */
const colours = ['#3b4252', '#ff7b72', '#7ee787', '#e3b341', '#79b8ff', '#d2a8ff', '#76e3ea', plain];

/** The screen as it is now. */
export function drawnLines(terminal: RealTerminal): string[] {
  const { active } = terminal.screen.buffer;
  return Array.from({ length: terminal.screen.rows }, (_, row) => {
    const line = active.getLine(active.viewportY + row);
    let drawn = '';
    let text = '';
    let style = '';
    const flush = () => {
      if (text !== '') drawn += style === '' ? escaped(text) : `<tspan ${style}>${escaped(text)}</tspan>`;
      text = '';
    };
    for (let column = 0; column < terminal.screen.cols; column++) {
      const cell = line?.getCell(column);
      const next = cell === undefined ? '' : styleOf(cell);
      if (next !== style) flush();
      style = next;
      text += cell?.getChars() || ' ';
    }
    if (style === '') text = text.trimEnd();
    flush();
    return drawn;
  });
}

function styleOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() ? colours[cell.getFgColor() % 8] : undefined;
  return [
    colour === undefined ? '' : `fill="${colour}"`,
    cell.isBold() ? 'font-weight="bold"' : '',
    cell.isDim() ? 'opacity="0.65"' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * A picture that moves: each frame is shown for its time, and the last one for a while, over and over; the last one alone
 * for those who want no movement.
 * @param title what it shows, for those who do not see it
 */
export function animated(frames: readonly Frame[], size: { columns: number; rows: number }, title: string): string {
  const last = frames.at(-1);
  if (last === undefined) throw new Error('Nothing was recorded.');
  const whole = last.at + 4000;
  const width = Math.ceil(size.columns * LETTER + 2 * EDGE);
  const height = size.rows * LINE + 2 * EDGE;
  const share = (at: number) => `${((at / whole) * 100).toFixed(2)}%`;
  const rules = frames.map(({ at }, index) => {
    const end = frames[index + 1]?.at;
    const hidden = end === undefined ? '' : `${share(end)},100%{visibility:hidden}`;
    const before = at === 0 ? '' : `0%{visibility:hidden}`;
    return `@keyframes f${index}{${before}${share(at)}{visibility:visible}${hidden}}.f${index}{animation:f${index} ${whole}ms step-end infinite}`;
  });
  const groups = frames.map(({ lines }, index) => {
    const texts = lines.flatMap((line, row) =>
      line === '' ? [] : [`<text x="${EDGE}" y="${EDGE + (row + 0.75) * LINE}" xml:space="preserve">${line}</text>`],
    );
    return `<g class="f f${index}">${texts.join('')}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:${plain}}.f{visibility:hidden}${rules.join('')}@media (prefers-reduced-motion:reduce){.f{animation:none}.f${frames.length - 1}{visibility:visible}}</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${groups.join('\n')}
</svg>
`;
}
