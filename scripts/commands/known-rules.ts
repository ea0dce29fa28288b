import type { RuleText } from '../model/rule.ts';
import { snapshotRules } from '../snapshot/rules.ts';
import { rules } from '../validate/rules.ts';

/** What the rules of the stages ask for, by their names. */
export const knownRules: Readonly<Record<string, RuleText>> = { ...rules, ...snapshotRules };
