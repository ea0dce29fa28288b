import type { ComparisonReport } from '../result/report.ts';
import { impacts, worst } from '../rules/impact.ts';
import { type Alike, alike } from './alike.ts';
import { acceptedText, countsText, headings, says, shortName, versionText, whom } from './wording.ts';

/** A comment on a pull request has 65,536 characters at most; a section of it has this many rows. */
const MOST_ROWS = 60;

/** The comparison for a comment on a pull request: one table a class, the less grave ones folded. */
export function* comparisonMarkdown(report: ComparisonReport): Generator<string> {
  const { from, to, changes, replay, notes } = report;
  yield `## ${escaped(`${from.id} ${from.version} → ${to.version}`)}\n\n**${countsText(report)}.** ${escaped(versionText(report))}\n`;
  const failed = replay?.oldExamples.noLongerValid ?? [];
  if (failed.length > 0) {
    yield `\n### Examples of ${escaped(from.version)} that are not valid any more\n\n`;
    for (const { file, issues } of failed.slice(0, MOST_ROWS))
      yield `- \`${code(file)}\`: ${escaped(issues[0]?.message ?? '')}\n`;
  }
  for (const impact of impacts) {
    const groups = alike(changes.filter((change) => worst(change.class) === impact && change.accepted === undefined));
    if (groups.length === 0) continue;
    const isOpen = impact === 'breaking' || impact === 'may-break';
    yield isOpen ? `\n### ${headings[impact]}\n\n` : `\n<details><summary>${headings[impact]}</summary>\n\n`;
    yield '| where | change | whom | rule |\n| --- | --- | --- | --- |\n';
    for (const each of groups.slice(0, MOST_ROWS)) yield row(each);
    if (groups.length > MOST_ROWS) yield `\n${groups.length - MOST_ROWS} more: \`ig compare\` tells them all.\n`;
    if (!isOpen) yield '\n</details>\n';
  }
  const accepted = alike(changes.filter((change) => change.accepted !== undefined));
  if (accepted.length > 0) {
    yield '\n<details><summary>Accepted</summary>\n\n| where | change | why | rule |\n| --- | --- | --- | --- |\n';
    for (const each of accepted.slice(0, MOST_ROWS)) yield row(each);
    yield '\n</details>\n';
  }
  if (notes.length > 0) {
    yield '\n<details><summary>What this rests on</summary>\n\n';
    for (const note of notes.slice(0, MOST_ROWS)) yield `- ${escaped(note)}\n`;
    yield '\n</details>\n';
  }
}

function row({ change, artefacts, elements, inheritedBy }: Alike): string {
  const where = [...new Set([...artefacts, ...inheritedBy])].map(shortName).join(', ');
  const shown = change.witness === undefined ? '' : ` (shown by ${change.witness.file})`;
  const what = `${elements.length === 0 ? '' : `${elements.join(', ')} `}${says(change)}${shown}`;
  return `| ${[where, what, change.accepted === undefined ? whom(change) : acceptedText(change.accepted)].map(escaped).join(' | ')} | \`${change.rule}\` |\n`;
}

/** Nothing from a package becomes markup, a mention or another cell. */
function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]<>|#@&~$]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function code(text: string): string {
  return text.replace(/[`\r\n|]/g, ' ');
}
