import { resolve } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { nearestTo } from '../model/nearest.ts';
import { type RuleText, r4Rule } from '../model/rule.ts';
import { nearestProject } from '../pipeline/guide/nearest-project.ts';
import type { CommandContext } from './options/context.ts';
import { constraintsOf, constraintText } from './options/explain-constraint.ts';
import { guideRulesNamed, guideRuleText } from './options/explain-guide-rule.ts';
import { type Stage, stages } from './options/known-rules.ts';

interface ExplainedRule extends RuleText {
  readonly rule: string;
  readonly stage: Stage;
}

export function registerExplainRule(program: Command, { signal }: CommandContext): void {
  const command = program
    .command('explain-rule')
    .summary('tell what a rule asks for, and what sets it')
    .description(
      'Tells what a rule asks for and the section of the specification that sets it; without a rule, lists them all.\nIn a guide that numbers its own rules it knows these too, by their number and by their invariants; and the invariants of all loaded definitions by their keys, such as dom-6.',
    )
    .argument('[rule]', 'name of a rule or key of an invariant, as a finding has it')
    .option('--project <folder>', 'the guide: folder with sushi-config.yaml', nearestProject())
    .addOption(new Option('--format <format>').choices(['text', 'json'] as const).default('text' as const));
  command.action(async (name, { format, project }) => {
    if (name === undefined) {
      process.stdout.write(format === 'json' ? toJson(allRules) : listText(allRules));
      return;
    }
    const explained = allRules.find(({ rule }) => rule === name) ?? foreignRule(name);
    if (explained !== undefined) {
      process.stdout.write(format === 'json' ? toJson(explained) : ruleText(explained));
      return;
    }
    const own = await guideRulesNamed(name, resolve(project), signal);
    if (own.length > 0) {
      process.stdout.write(format === 'json' ? toJson(own) : own.map(guideRuleText).join('\n'));
      return;
    }
    const stated = await constraintsOf(name, resolve(project), signal);
    if (stated.length === 0) return command.error(unknownRule(name));
    process.stdout.write(format === 'json' ? toJson(stated) : stated.map(constraintText).join('\n'));
  });
}

const allRules: readonly ExplainedRule[] = stages.flatMap(([stage, table]) =>
  Object.entries(table)
    .map(([rule, text]) => ({ rule, stage, ...text }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1)),
);

/** What the HL7 validator or the IG Publisher say keeps the name that it has there, behind `hl7:` or `publisher:`. */
function foreignRule(name: string): ExplainedRule | undefined {
  const [, finder] = /^(hl7|publisher):\S+$/.exec(name) ?? [];
  if (finder === undefined) return undefined;
  const who = finder === 'hl7' ? 'HL7 validator' : 'IG Publisher';
  const summary = `Read the message of the ${who}, which gives it this name.`;
  return { rule: name, stage: finder === 'hl7' ? 'hl7' : 'qa', ...r4Rule(summary, 'validation.html') };
}

function unknownRule(name: string): string {
  const nearest = nearestTo(
    name,
    allRules.map(({ rule }) => rule),
  );
  const hint = nearest === undefined ? 'ig explain-rule lists all rules' : `Did you mean ${nearest}?`;
  return `error: unknown rule '${name}'\n(${hint})`;
}

function ruleText({ rule, stage, summary, spec }: ExplainedRule): string {
  const where = isWebAddress(spec) ? spec : `${spec}, in the folder of ig`;
  return `${rule} (${stage})\n${summary}\n${where}\n`;
}

function listText(rules: readonly ExplainedRule[]): string {
  const width = Math.max(...rules.map(({ rule }) => rule.length));
  const groups = stages.map(([stage]) => {
    const lines = rules
      .filter((each) => each.stage === stage)
      .map(({ rule, summary }) => `  ${rule.padEnd(width)}  ${summary}\n`);
    return `${stage}\n${lines.join('')}`;
  });
  return groups.join('\n');
}

function isWebAddress(spec: string): boolean {
  return spec.startsWith('https://');
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
