import type { Issue, SourcePosition } from '../../model/issue.ts';
import {
  chainText,
  DEEPEST_INSERT,
  LONGEST_PATH,
  longPath,
  MOST_EMPTY_ITEMS,
  MOST_INSERTED_RULES,
  tooLarge,
} from '../files/fsh-bounds.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import type { Entity, Rule } from '../origin/rule-paths.ts';
import type { Tank } from '../sushi/sushi.ts';

interface InsertRule extends Rule {
  readonly ruleSet: string;
  readonly params: readonly string[];
}

/** What rules come to once the RuleSets that they insert are put in. */
export interface Weight {
  readonly rules: number;
  /** Of those, how many come by way of RuleSets. */
  readonly inserted: number;
  /** Items of lists that the numbers in their paths ask for. */
  readonly items: number;
  /** How many RuleSets insert each other below. */
  readonly depth: number;
  /** The insert that the most comes from. */
  readonly heaviest: InsertRule | undefined;
  /** The rule with the highest number in its path. */
  readonly furthest: Rule | undefined;
  readonly highest: number;
}

/**
 * Holds what the FSH unfolds to against its bounds, by counting and without unfolding it.
 * @param known what entities come to, as far as it was found out before, with the RuleSets as they are now
 * @returns one issue for the first item that is too large, or for each circle of RuleSets; nothing should be exported then
 */
export function checkInserts(tank: Tank, paths: ProjectPaths, known?: WeakMap<object, Weight>): Issue[] {
  const issues = weighAll(tank, paths, known);
  // To tell of a fault takes more than is kept.
  return issues.length === 0 || known === undefined ? issues : weighAll(tank, paths, undefined);
}

function weighAll(tank: Tank, paths: ProjectPaths, known: WeakMap<object, Weight> | undefined): Issue[] {
  const position = ({ sourceInfo: { file = '', location } }: Pick<Rule, 'sourceInfo'>): SourcePosition => ({
    file: paths.relative(file),
    ...(location === undefined ? {} : { line: location.startLine, column: location.startColumn }),
  });
  const ruleSets = new RuleSets(tank);
  const issues: Issue[] = [];
  let inserted = 0;
  let [rules, items] = [0, 0];
  for (const entity of entitiesOf(tank)) {
    const weight = known?.get(entity) ?? ruleSets.weigh(entity.rules, []);
    const circle = ruleSets.takeCircle();
    if (circle !== undefined) {
      const message = `RuleSets insert each other in a circle: ${chainText(circle.names)}. A RuleSet cannot insert itself, nor by way of others: take out one of the inserts.`;
      const { rule } = circle;
      issues.push({ severity: 'error', code: 'conflict', rule: 'rule-set-circular', message, source: position(rule) });
      continue;
    }
    known?.set(entity, weight);
    const long = entity.rules.find(({ path, caretPath = '' }) => path.length + caretPath.length > LONGEST_PATH);
    if (long !== undefined) return [tooLarge(longPath, position(long))];
    inserted += weight.inserted;
    rules += weight.rules;
    items += weight.items;
    const { heaviest, furthest, highest, depth } = weight;
    if (heaviest !== undefined && (inserted > MOST_INSERTED_RULES || depth > DEEPEST_INSERT)) {
      const chain = chainText(ruleSets.chainFrom(heaviest));
      const what =
        depth > DEEPEST_INSERT
          ? `RuleSets insert each other more than ${DEEPEST_INSERT} deep`
          : `RuleSets come to more than ${MOST_INSERTED_RULES} rules, at the latest`;
      return [tooLarge(`${what} here: ${chain}. Insert fewer, or each of them once.`, position(heaviest))];
    }
    if (furthest !== undefined && items > rules + MOST_EMPTY_ITEMS) {
      const message = `The index [${highest}] makes all items before it: with the others of the guide more than ${MOST_EMPTY_ITEMS} that no rule fills. Number the items of a list without gaps, or use [+].`;
      return [tooLarge(message, position(furthest))];
    }
  }
  return issues;
}

/** In the order in which SUSHI puts RuleSets in. */
function entitiesOf(tank: Tank): Entity[] {
  const all: unknown[] = [
    ...tank.getAllInvariants(),
    ...tank.getAllStructureDefinitions(),
    ...tank.getAllCodeSystems(),
    ...tank.getAllValueSets(),
    ...tank.getAllInstances(),
    ...tank.getAllMappings(),
  ];
  return all as Entity[];
}

class RuleSets {
  readonly #named = new Map<string, Entity>();
  readonly #weights = new Map<string, Weight>();
  #circle: { readonly names: readonly string[]; readonly rule: Rule } | undefined;

  constructor({ docs }: Tank) {
    for (const { ruleSets, appliedRuleSets } of docs) {
      const all = [...ruleSets, ...appliedRuleSets] as unknown as [string, Entity][];
      for (const [name, ruleSet] of all) if (!this.#named.has(name)) this.#named.set(name, ruleSet);
    }
  }

  /** @param open the RuleSets that lead here */
  weigh(rules: readonly Rule[], open: readonly string[]): Weight {
    let [count, inserted, items, depth, most, highest] = [0, 0, 0, 0, -1, -1];
    let heaviest: InsertRule | undefined;
    let furthest: Rule | undefined;
    const lists = new Map<string, number>();
    for (const rule of rules) {
      for (const [list, index] of indicesOf(rule)) {
        lists.set(list, Math.max(lists.get(list) ?? 0, index + 1));
        if (index > highest) [highest, furthest] = [index, rule];
      }
      if (!isInsert(rule)) {
        count++;
        continue;
      }
      const weight = this.#weightOf(rule, open);
      count += weight.rules;
      inserted += weight.rules;
      items += weight.items;
      depth = Math.max(depth, weight.depth + 1);
      // A chain that is too long is what is to be told of, however little comes from it.
      const gravity = weight.depth > DEEPEST_INSERT ? Number.POSITIVE_INFINITY : weight.rules;
      if (gravity > most) [most, heaviest] = [gravity, rule];
      if (weight.highest > highest) [highest, furthest] = [weight.highest, weight.furthest];
    }
    for (const length of lists.values()) items += length;
    return { rules: count, inserted, items, depth, heaviest, furthest, highest };
  }

  /** A circle that was met since it was last asked for. */
  takeCircle() {
    const circle = this.#circle;
    this.#circle = undefined;
    return circle;
  }

  /** The RuleSets that the most comes from, each inserted by the one before it. */
  chainFrom(insert: InsertRule): string[] {
    const names = [insert.ruleSet];
    let next = this.#weights.get(keyOf(insert))?.heaviest;
    for (; next !== undefined && names.length <= DEEPEST_INSERT; next = this.#weights.get(keyOf(next))?.heaviest)
      names.push(next.ruleSet);
    return names;
  }

  #weightOf(insert: InsertRule, open: readonly string[]): Weight {
    const key = keyOf(insert);
    const known = this.#weights.get(key);
    if (known !== undefined) return known;
    const start = open.indexOf(key);
    if (start !== -1) {
      const names = [...open.slice(start), key].map((each) => this.#named.get(each)?.name ?? each);
      this.#circle ??= { names, rule: insert };
      return nothing;
    }
    const ruleSet = this.#named.get(key);
    if (ruleSet === undefined) return nothing; // SUSHI says so
    if (open.length > DEEPEST_INSERT) return { ...nothing, depth: DEEPEST_INSERT };
    const weight = this.weigh(ruleSet.rules, [...open, key]);
    this.#weights.set(key, weight);
    return weight;
  }
}

const nothing: Weight = {
  rules: 0,
  inserted: 0,
  items: 0,
  depth: 0,
  heaviest: undefined,
  furthest: undefined,
  highest: -1,
};

/** As SUSHI names a RuleSet: with the values of its parameters, where it has some. */
function keyOf({ ruleSet, params }: InsertRule): string {
  return params.length === 0 ? ruleSet : JSON.stringify([ruleSet, ...params]);
}

function isInsert(rule: Rule): rule is InsertRule {
  return rule.constructorName === 'InsertRule';
}

/** The lists that a rule reaches into by a number: `item[2].code.coding[1]` → `item` 2, `item[2].code.coding` 1. */
function* indicesOf({ path, caretPath }: Rule): Generator<[list: string, index: number]> {
  for (const [prefix, text] of [
    ['', path],
    [`${path} ^`, caretPath],
  ] as const) {
    for (const match of text?.matchAll(/\[(\d+)\]/g) ?? [])
      yield [`${prefix}${text?.slice(0, match.index)}`, Number(match[1])];
  }
}
