import { configMessages } from './config.ts';
import { definitionMessages } from './definition.ts';
import { instanceMessages } from './instance.ts';
import type { MessageRule } from './message-rule.ts';
import { slicingMessages } from './slicing.ts';
import { syntaxMessages } from './syntax.ts';
import { terminologyMessages } from './terminology.ts';

/** For a message that no pattern knows. */
const unknownMessage: MessageRule = { pattern: /^[\s\S]*$/, rule: 'fsh-compile', code: 'processing' };

/** Patterns that begin at the message's start come before those that look anywhere in it. */
const messageRules: readonly MessageRule[] = [
  ...configMessages,
  ...instanceMessages,
  ...definitionMessages,
  ...slicingMessages,
  ...terminologyMessages,
  ...syntaxMessages,
].sort((a, b) => Number(isLoose(a)) - Number(isLoose(b)));

function isLoose({ pattern }: MessageRule): boolean {
  return !pattern.source.startsWith('^');
}

export interface RuledMessage {
  readonly rule: MessageRule;
  readonly match: RegExpExecArray;
}

/** The rule that a message of SUSHI, written on one line, falls under. */
export function ruleFor(message: string): RuledMessage {
  for (const rule of [...messageRules, unknownMessage]) {
    const match = rule.pattern.exec(message);
    if (match !== null) return { rule, match };
  }
  throw new Error(`No rule for "${message}", though the last takes any.`);
}
