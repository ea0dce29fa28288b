import { textAt, valueAt } from './value-at.ts';

const MOST_KINDS = 10;
const MOST_CHARACTERS = 300;
const severities = ['fatal', 'error', 'warning', 'information'];

/**
 * What a run found, in markdown, for the comment on a request and the summary of the run: the gate first, with the
 * gravest kinds of findings that nobody explained, then what changed and whom it breaks.
 * @param report build/report.json, undefined where the build left none
 * @param passed whether the gate lets the build pass
 * @param comparison what `ig compare --format markdown` wrote, empty where there was nothing to compare
 */
export function runText(report: unknown, passed: boolean, comparison: string): string {
  const head = passed ? '## ✔ The gate is passed' : '## ✖ The gate is not passed';
  return [head, report === undefined ? 'The build left no report: its log says why.' : gateText(report), comparison]
    .filter((part) => part !== '')
    .join('\n\n');
}

function gateText(report: unknown): string {
  const count = (name: string) => Number(valueAt(report, 'summary', name) ?? 0);
  const counts = `${count('resources')} resources, ${count('valid')} valid: ${count('errors')} errors, ${count('warnings')} warnings, ${count('notChecked')} not checked.`;
  const groups = valueAt(report, 'groups');
  const open = (Array.isArray(groups) ? groups : [])
    .filter((group) => textAt(group, 'accepted') === undefined && textAt(group, 'rule') !== 'not-checked')
    .sort((a, b) => rank(a) - rank(b));
  if (open.length === 0) return `${counts} Each finding has its reason.`;
  const rows = open.slice(0, MOST_KINDS).map(row);
  const rest = open.length > MOST_KINDS ? `\n${open.length - MOST_KINDS} other kinds: the report has them all.\n` : '';
  return `${counts}\n\n| severity | times | rule | finding |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n${rest}`;
}

function rank(group: unknown): number {
  const at = severities.indexOf(textAt(group, 'severity') ?? '');
  return at === -1 ? severities.length : at;
}

function row(group: unknown): string {
  const message = textAt(group, 'message') ?? '';
  const short = message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS)} …` : message;
  const cells = [
    textAt(group, 'severity') ?? '',
    String(valueAt(group, 'times') ?? ''),
    textAt(group, 'rule') ?? '',
    short,
  ];
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** Nothing of a guide becomes markup or another cell. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>|#@&~$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
