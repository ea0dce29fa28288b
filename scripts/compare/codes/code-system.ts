import { wellFormedDefinition } from '../../model/definition/definition-shape.ts';
import type { CodeSystem, FhirResource } from '../../model/fhir.ts';
import type { Changes } from '../result/change.ts';
import { isSame } from '../tree/same.ts';
import { codesText } from './relation.ts';

type Concept = NonNullable<CodeSystem['concept']>[number];

/** The concepts of a code system, and what it says of all of them. */
export function compareCodeSystems(
  old: FhirResource,
  now: FhirResource,
  isBoundRequired: boolean,
  changes: Changes,
): void {
  const [a, b] = [shaped(old), shaped(now)];
  const settings = [
    'caseSensitive',
    'hierarchyMeaning',
    'compositional',
    'versionNeeded',
    'content',
    'supplements',
  ] as const;
  const other = settings.filter((name) => !isSame(a[name], b[name]));
  if (other.length > 0)
    changes.add('code-system-settings-changed', {
      before: other.map((name) => `${name}: ${a[name] ?? 'not said'}`).join(', '),
      after: other.map((name) => `${name}: ${b[name] ?? 'not said'}`).join(', '),
    });
  const [before, after] = [conceptsOf(a), conceptsOf(b)];
  const gone = [...before.keys()].filter((code) => !after.has(code));
  const added = [...after.keys()].filter((code) => !before.has(code));
  if (gone.length > 0)
    changes.add('code-removed', { before: codesText(gone), ...(isBoundRequired ? {} : { producer: 'may-break' }) });
  if (added.length > 0) changes.add('code-added', { after: codesText(added) });
  const common = [...before].flatMap(([code, concept]) => {
    const same = after.get(code);
    return same === undefined ? [] : [{ code, was: concept, is: same }];
  });
  const told = (rule: Parameters<Changes['add']>[0], isMeant: (was: Concept, is: Concept) => boolean) => {
    const codes = common.filter(({ was, is }) => isMeant(was, is)).map(({ code }) => code);
    if (codes.length > 0) changes.add(rule, { after: codesText(codes) });
  };
  told('code-retired', (was, is) => !isRetired(was) && isRetired(is));
  told('code-revived', (was, is) => isRetired(was) && !isRetired(is));
  told('code-display-changed', (was, is) => was.display !== is.display);
  told('code-definition-changed', (was, is) => was.definition !== is.definition && was.definition !== undefined);
}

function shaped(resource: FhirResource): CodeSystem {
  return wellFormedDefinition(resource) as FhirResource as unknown as CodeSystem;
}

function conceptsOf({ concept = [] }: CodeSystem): Map<string, Concept> {
  const concepts = new Map<string, Concept>();
  const rest = concept.toReversed();
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    concepts.set(next.code, next);
    for (const child of next.concept?.toReversed() ?? []) rest.push(child);
  }
  return concepts;
}

const retired: ReadonlySet<string> = new Set(['retired', 'deprecated', 'inactive']);

function isRetired({ property = [] }: Concept): boolean {
  return property.some(
    ({ code, valueCode, valueBoolean }) =>
      (code === 'status' && retired.has(valueCode ?? '')) || (code === 'inactive' && valueBoolean === true),
  );
}
