import type { Issue } from '../../model/issue.ts';
import { chainText, DEEPEST_INSERT, MOST_PARAMETER_SETS, MOST_PARAMETER_TEXT, tooLarge } from '../files/fsh-bounds.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import type { Rule } from '../origin/rule-paths.ts';
import type { Generated } from '../sushi/fsh-importer.ts';
import type { Sushi } from '../sushi/sushi.ts';

type Parse = (this: unknown, input: string, name: string, insertRule: Rule) => unknown;

export interface ParameterBounds {
  /** Why not all RuleSets were put in. */
  issue(): Issue | undefined;
  used(): Generated;
  /** Counts what was put in before, and is not put in again. @returns whether that is within the bounds */
  add(generated: Generated): boolean;
  /** Begins to count anew. */
  restart(): void;
  stop(): void;
}

/**
 * Bounds what RuleSets with parameters give. SUSHI puts them in while it parses, as text that it parses again: one that
 * inserts itself ends its stack, one that doubles a parameter its memory.
 */
export function boundParameters({ library }: Sushi, paths: ProjectPaths): ParameterBounds {
  const prototype = library.sushiImport.FSHImporter.prototype as unknown as { parseGeneratedRuleSet: Parse };
  const original = prototype.parseGeneratedRuleSet;
  const chain: string[] = [];
  let first: Rule | undefined;
  let [count, length] = [0, 0];
  let issue: Issue | undefined;
  prototype.parseGeneratedRuleSet = function (input, name, insertRule) {
    if (issue !== undefined) return undefined;
    // Only the outermost stands in a file; the others stand in a text that was made.
    if (chain.length === 0) first = insertRule;
    chain.push(name);
    count++;
    length += input.length;
    try {
      if (chain.length > DEEPEST_INSERT)
        issue = fault(`RuleSets insert each other more than ${DEEPEST_INSERT} deep`, first, chain, paths);
      else if (count > MOST_PARAMETER_SETS)
        issue = fault(
          `RuleSets with parameters are put in with more than ${MOST_PARAMETER_SETS} values`,
          first,
          chain,
          paths,
        );
      else if (length > MOST_PARAMETER_TEXT)
        issue = fault(
          `RuleSets with parameters give more than ${MOST_PARAMETER_TEXT >> 20} MiB of FSH`,
          first,
          chain,
          paths,
        );
      return issue === undefined ? original.call(this, input, name, insertRule) : undefined;
    } finally {
      chain.pop();
    }
  };
  return {
    issue: () => issue,
    used: () => ({ count, length }),
    add(generated) {
      if (count + generated.count > MOST_PARAMETER_SETS || length + generated.length > MOST_PARAMETER_TEXT)
        return false;
      count += generated.count;
      length += generated.length;
      return true;
    },
    restart() {
      [count, length, issue] = [0, 0, undefined];
    },
    stop: () => {
      prototype.parseGeneratedRuleSet = original;
    },
  };
}

function fault(what: string, rule: Rule | undefined, chain: readonly string[], paths: ProjectPaths): Issue {
  const { file = '', location } = rule?.sourceInfo ?? {};
  const source = { file: paths.relative(file), ...(location === undefined ? {} : { line: location.startLine }) };
  return tooLarge(
    `${what}, from here: ${chainText(chain)}. Take out the insert that leads back, or insert fewer.`,
    source,
  );
}
