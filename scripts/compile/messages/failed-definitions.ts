import type { SushiConfiguration, Tank } from '../sushi/sushi.ts';
import type { RuledMessage } from './message-rules.ts';

/** What a definition declares of itself, by each of which others name it. */
interface Declared {
  readonly name: string;
  readonly id: string;
  readonly parent?: string;
}

/** The definitions of a project that could not be compiled: their own parent was not found, or that of one above them. */
export interface FailedDefinitions {
  /** The definition whose Parent line is at fault, for the name, id or URL of one that failed. */
  rootOf(named: string): string | undefined;
}

/** Rules whose messages name a definition that was not found, or that is not among the types allowed because of that. */
const naming = new Set<string>([
  'parent-not-found',
  'instance-of-not-found',
  'type-not-found',
  'type-not-allowed',
  'extension-not-found',
]);

/** The name of the definition whose own Parent line a message is about: `Parent X not found for <this>`. */
export function parentFault({ rule, match }: RuledMessage): string | undefined {
  return rule.rule === 'parent-not-found' ? match[2]?.replace(/\.$/, '') : undefined;
}

/** The definition at whose Parent line the cause of a message is, where it is the consequence of another. */
export function causeOf(ruled: RuledMessage, failed: FailedDefinitions): string | undefined {
  if (!naming.has(ruled.rule.rule)) return undefined;
  const names = (ruled.match[1] ?? '').split(/[^\w.:/#$-]+/);
  return names.map((name) => failed.rootOf(name)).find((root) => root !== undefined);
}

/** @param messages in any order */
export function failedDefinitions(messages: readonly RuledMessage[], tank: Tank | undefined): FailedDefinitions {
  const faults = messages.flatMap((ruled) => parentFault(ruled) ?? []);
  if (tank === undefined || faults.length === 0) return { rootOf: () => undefined };
  const declared: readonly Declared[] = tank.getAllStructureDefinitions();
  const byName = new Map(
    declared.flatMap((each) => namesOf(each, tank.config).map((name): [string, Declared] => [name, each])),
  );
  const roots = new Map<Declared, string | undefined>();
  for (const name of new Set(faults)) {
    const definition = byName.get(name);
    const isFirst = definition?.name === name && byName.get(definition.parent ?? '') === undefined;
    if (isFirst) roots.set(definition, definition.name);
  }
  return {
    rootOf(named) {
      const climbed: Declared[] = [];
      let at = byName.get(named);
      while (at !== undefined && !roots.has(at) && !climbed.includes(at) && climbed.length < MOST_PARENTS) {
        climbed.push(at);
        at = byName.get(at.parent ?? '');
      }
      const root = at === undefined ? undefined : roots.get(at);
      for (const each of climbed) roots.set(each, root);
      return root;
    },
  };
}

/** Nobody derives so often; what is farther is told as it is. */
const MOST_PARENTS = 100;

function namesOf({ name, id }: Declared, { canonical }: SushiConfiguration): string[] {
  return [name, id, `${canonical}/StructureDefinition/${id}`];
}
