import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Stage, stages } from '../../scripts/commands/options/known-rules.ts';
import type { RuleText } from '../../scripts/model/rule.ts';
import { parseCase } from '../validate/case-file.ts';
import { tableOf } from './table.ts';

const cases = join(import.meta.dirname, '../validate/cases');

/** A case of the validator's tests, as it is written there. */
interface Example {
  readonly folder: string;
  readonly title: string;
  /** What is validated, and by which definitions: the case without its title and what is found. */
  readonly yaml: string;
  readonly issues: readonly string[];
}

function readExamples(): readonly Example[] {
  const files = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((file) => {
    const text = readFileSync(join(cases, file), 'utf8');
    const { rule: title, issues } = parseCase(text);
    return { folder: file.split(/[\\/]/)[0] ?? '', title, yaml: withoutFrame(text), issues };
  });
}

/** Of a YAML mapping, what stands under other keys than these. */
function withoutFrame(text: string): string {
  const blocks = text.split(/^(?=[A-Za-z#])/m);
  return blocks
    .filter((block) => !/^(?:rule|spec|issues|advice|information):|^#/.test(block))
    .join('')
    .trimEnd();
}

/**
 * The pages of the rules: `rules.md` with all of them, and `rules/<rule>.md` for each that the validator's tests have a
 * case of. What is wrong and what is right in them is held by those tests.
 * @returns texts by their place below docs/
 */
export function rulePages(): ReadonlyMap<string, string> {
  const examples = readExamples();
  const pages = new Map<string, string>();
  const hasPage = new Set<string>();
  for (const [stage, table] of stages)
    for (const [rule, text] of Object.entries(table)) {
      const page = stage === 'validate' ? rulePage(rule, text, examples) : undefined;
      if (page === undefined) continue;
      hasPage.add(rule);
      pages.set(`rules/${rule}.md`, page);
    }
  pages.set('rules.md', indexPage(hasPage));
  return pages;
}

const MADE = '<!-- Made by npm run rules. -->';

function rulePage(rule: string, { summary, spec }: RuleText, examples: readonly Example[]): string | undefined {
  const has = ({ issues }: Example) => issues.some((line) => line.split(' ')[1] === rule);
  const shortest = (those: readonly Example[]) => those.toSorted((a, b) => a.yaml.length - b.yaml.length)[0];
  const wrong =
    shortest(examples.filter((each) => has(each) && each.folder === rule)) ?? shortest(examples.filter(has));
  if (wrong === undefined) return undefined;
  const right = shortest(examples.filter((each) => each.folder === rule && each.issues.length === 0));
  const severities = new Set(
    examples
      .flatMap(({ issues }) => issues.filter((line) => line.split(' ')[1] === rule))
      .map((line) => line.split(' ')[0]),
  );
  return [
    MADE,
    `# ${rule}`,
    `${summary} [The section that sets it](${link(spec, '../')}).`,
    `## Wrong\n\n${wrong.title}:`,
    block(wrong.yaml),
    `Found: ${wrong.issues.map((line) => `\`${line}\``).join(', ')}.`,
    ...(right === undefined ? [] : [`## Right\n\n${right.title}:`, block(right.yaml), 'Nothing is found.']),
    `## Live with it\n\n${howToLive(rule, severities)}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function block(yaml: string): string {
  return `\`\`\`yaml\n${yaml}\n\`\`\``;
}

function howToLive(rule: string, severities: ReadonlySet<string | undefined>): string {
  const error = 'An error cannot be suppressed: correct it, or record it in a [baseline](../gate.md#baseline) for now.';
  if (!severities.has('warning') && !severities.has('information')) return error;
  const entry = `- rule: ${rule}\n  reason: why you live with it\n  owner: whom to ask\n  expires: 2027-12-31`;
  const rest = severities.has('error') ? `\n\n${error}` : '';
  return `A warning or a note is explained in [suppressions.yaml](../gate.md#suppressions), by its rule or better by its message:\n\n${block(entry)}${rest}`;
}

const ABOUT: Readonly<Record<Stage, string>> = {
  project: 'The project, and the run itself',
  files: 'Files that are read',
  packages: 'FHIR packages',
  compile: 'FSH and its configuration',
  snapshot: 'Profiles and their snapshots',
  validate: 'Resources',
  api: 'The API that a guide describes',
  'terminology server': 'Terminology servers',
  hl7: 'The HL7 validator beside ours',
  publish: 'The official site',
  qa: 'What the IG Publisher says',
  pages: 'Pages made from the guide',
  compare: 'What changed between two versions',
  release: 'A release',
  report: 'Suppressions and baselines',
};

function indexPage(hasPage: ReadonlySet<string>): string {
  const sections = stages.map(([stage, table]) => {
    const rows = Object.entries(table)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, { summary, spec }]) => [
        hasPage.has(rule) ? `[\`${rule}\`](rules/${rule}.md)` : `\`${rule}\``,
        summary.replaceAll('|', '\\|'),
        `[section](${link(spec, '')})`,
      ]);
    return `## ${ABOUT[stage]}\n\n${tableOf(['rule', 'what it asks for', 'set by'], rows)}`;
  });
  const intro =
    "Every finding names its rule. This is what `ig explain-rule` tells of each, with the section that sets it. A rule that links to a page of its own has an example that is wrong, and one that is right where there is one: both are cases of the validator's tests, in which `definitions` and `valueSets` are in short what profiles and value sets say. The other rules have no such cases, and their sections tell more.";
  return `${MADE}\n\n# Rules\n\n${intro}\n\n${sections.join('\n\n')}\n`;
}

/** Pages of our own are named from the folder of the program. */
function link(spec: string, up: string): string {
  return spec.startsWith('docs/') ? `${up}${spec.slice('docs/'.length)}` : spec;
}
