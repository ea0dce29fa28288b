import type { SignatureHelp } from 'vscode-languageserver/node';
import type { Asked, Known } from './asked.ts';

/** What a RuleSet takes, while it is inserted. */
export function signatureAt({ file, offset, rule }: Asked, { guide }: Known): SignatureHelp | undefined {
  if (rule?.kind !== 'insert') return undefined;
  const open = rule.words.find(({ kind, start }) => kind === 'open' && start < offset);
  const close = rule.words.find(({ kind, start }) => kind === 'close' && start < offset);
  const name = open === undefined ? undefined : rule.words[rule.words.indexOf(open) - 1]?.text;
  if (open === undefined || close !== undefined || name === undefined) return undefined;
  const declared = guide.names.find(name, ['RuleSet']);
  if (declared === undefined) return undefined;
  const { parameters, rules } = declared.entity;
  const text = declared.file.text;
  const shown = rules.slice(0, MOST_RULES).map(({ start, end }) => text.slice(start, end));
  const label = `${name}(${parameters.map((each) => each.text).join(', ')})`;
  let at = name.length + 1;
  const information = parameters.map(({ text: parameter }) => {
    const span: [number, number] = [at, at + parameter.length];
    at = span[1] + 2;
    const uses = rules.filter(({ start, end }) => text.slice(start, end).includes(`{${parameter}}`));
    return { label: span, documentation: uses.map(({ start, end }) => text.slice(start, end)).join('\n') };
  });
  return {
    signatures: [{ label, documentation: shown.join('\n'), parameters: information }],
    activeSignature: 0,
    activeParameter: Math.min(commasIn(file.text.slice(open.end, offset)), Math.max(0, parameters.length - 1)),
  };
}

const MOST_RULES = 12;

/** Those that tell values apart. */
function commasIn(text: string): number {
  return (
    text
      .replace(/\[\[[\s\S]*?(?:\]\]|$)/g, '')
      .replace(/\\[\s\S]/g, '')
      .split(',').length - 1
  );
}
