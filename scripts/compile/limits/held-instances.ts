import type { Issue, SourcePosition } from '../../model/issue.ts';
import { chainText, DEEPEST_HELD, MOST_HELD, tooLarge } from '../files/fsh-bounds.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import type { Entity, Rule } from '../origin/rule-paths.ts';
import type { Tank } from '../sushi/sushi.ts';

/** An instance that a rule of another one puts into it as it is. */
export interface Use {
  readonly name: string;
  readonly rule: Rule;
}

/** An instance under way: what it holds is looked at before itself. */
interface Visit {
  readonly name: string;
  /** Still to be looked at. */
  readonly uses: Use[];
  /** The use that led here. */
  readonly by: Use | undefined;
  /** Instances in it, itself included, and how deep they hold each other. */
  held: number;
  depth: number;
}

/**
 * Instances that hold themselves, by way of others or not, or that hold more than can be written: SUSHI puts each one
 * into the other until its stack or the memory ends.
 * @param known what instances hold, as far as it was found out before, with the RuleSets as they are now
 * @returns an issue for each circle, or for the first instance that is too large; nothing should be exported then
 */
export function checkHeldInstances(
  tank: Tank,
  paths: ProjectPaths,
  known: WeakMap<object, readonly Use[]> = new WeakMap(),
): Issue[] {
  const instances = new Map((tank.getAllInstances() as unknown[] as Entity[]).map((each) => [each.name, each]));
  const usesOf = usesIn(tank, known);
  const done = new Map<string, Pick<Visit, 'held' | 'depth'>>();
  const issues: Issue[] = [];
  for (const start of instances.keys()) {
    if (done.has(start)) continue;
    // No stack of the engine's: a chain of instances may be long.
    const path = [visit(start, usesOf(instances.get(start)), undefined)];
    const open = new Set([start]);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const use = last.uses.pop();
      const known = use === undefined ? undefined : done.get(use.name);
      if (use === undefined) {
        const { by, held, depth } = last;
        if (by !== undefined && (held > MOST_HELD || depth > DEEPEST_HELD)) {
          const what = held > MOST_HELD ? `more than ${MOST_HELD} others` : `others more than ${DEEPEST_HELD} deep`;
          const message = `The instance ${chainText([by.name])} holds ${what}. Let instances refer to each other: Reference(…).`;
          return [tooLarge(message, positionOf(by.rule, paths))];
        }
        done.set(last.name, { held, depth });
        open.delete(last.name);
        path.pop();
        take(path.at(-1), last);
      } else if (open.has(use.name)) {
        const from = path.findIndex(({ name }) => name === use.name);
        const circle = [use, ...path.slice(from + 1).flatMap(({ by }) => by ?? []), use];
        issues.push(circular(circle, positionOf(use.rule, paths)));
      } else if (known !== undefined) take(last, known);
      else if (instances.has(use.name)) {
        open.add(use.name);
        path.push(visit(use.name, usesOf(instances.get(use.name)), use));
      }
    }
  }
  return issues;
}

function visit(name: string, uses: readonly Use[], by: Use | undefined): Visit {
  return { name, uses: [...uses], by, held: 1, depth: 1 };
}

function take(holder: Visit | undefined, { held, depth }: Pick<Visit, 'held' | 'depth'>): void {
  if (holder === undefined) return;
  holder.held += held;
  holder.depth = Math.max(holder.depth, depth + 1);
}

function circular(circle: readonly Use[], source: SourcePosition): Issue {
  const message = `Instances hold each other in a circle: ${chainText(circle.map(({ name }) => name))}. Let one of them refer to the other: Reference(…).`;
  return { severity: 'error', code: 'conflict', rule: 'instance-circular', message, source };
}

function positionOf({ sourceInfo: { file = '', location } }: Rule, paths: ProjectPaths): SourcePosition {
  return { file: paths.relative(file), ...(location === undefined ? {} : { line: location.startLine }) };
}

/** The instances that the rules of another one put into it as they are; also those of the RuleSets that they insert. */
function usesIn(
  { docs }: Tank,
  known: WeakMap<object, readonly Use[]>,
): (instance: Entity | undefined) => readonly Use[] {
  const ruleSets = new Map<string, Entity>();
  for (const { ruleSets: named, appliedRuleSets } of docs)
    for (const [key, ruleSet] of [...named, ...appliedRuleSets]) ruleSets.set(key, ruleSet as unknown as Entity);
  const uses = (rules: readonly Rule[], seen: ReadonlySet<string>): Use[] =>
    rules.flatMap((rule): Use[] => {
      const { ruleSet, params = [] } = rule as { readonly ruleSet?: string; readonly params?: readonly string[] };
      if (ruleSet === undefined)
        return rule.isInstance === true && typeof rule.value === 'string' ? [{ name: rule.value, rule }] : [];
      const key = params.length === 0 ? ruleSet : JSON.stringify([ruleSet, ...params]);
      return seen.has(key) ? [] : uses(ruleSets.get(key)?.rules ?? [], new Set([...seen, key]));
    });
  return (instance) => {
    if (instance === undefined) return [];
    const found = known.get(instance) ?? uses(instance.rules, new Set());
    known.set(instance, found);
    return found;
  };
}
