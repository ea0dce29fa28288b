import type { CodeSystem } from '../../model/fhir.ts';
import type { Guide } from '../guide/guide.ts';
import type { Mention } from '../outline/mentions.ts';

interface Concept {
  readonly code?: string | undefined;
  readonly display?: string | undefined;
  readonly definition?: string | undefined;
  readonly concept?: readonly Concept[] | undefined;
}

/** What a code means to its system, where that is loaded. */
export function codeMeaning({ canonical, code }: Mention, guide: Guide): string | undefined {
  const found = guide.resolve(canonical, ['CodeSystem']);
  if (found === undefined || code === undefined) return undefined;
  const { concept, url } = found.resource as unknown as CodeSystem;
  const meant = findConcept(concept ?? [], code);
  const text = meant === undefined ? `has no code \`${code}\`` : `\`${code}\` **${meant.display ?? ''}**`;
  const definition = meant?.definition === undefined ? '' : `\n\n${meant.definition}`;
  return meant === undefined ? `\`${url}\` ${text}` : `${text} — \`${url}\`${definition}`;
}

function findConcept(concepts: readonly Concept[], code: string): Concept | undefined {
  const open = [concepts];
  for (let level = open.pop(); level !== undefined; level = open.pop()) {
    for (const each of level) {
      if (each.code === code) return each;
      if (each.concept !== undefined) open.push(each.concept);
    }
  }
  return undefined;
}
