import { CompletionItemKind } from 'vscode-languageserver/node';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { createListing } from '../../terminology/expand.ts';
import { createTerminology } from '../../terminology/terminology.ts';
import type { Guide } from '../guide/guide.ts';
import { MOST_ITEMS, type Proposal } from './item.ts';

interface Code {
  readonly system?: string | undefined;
  readonly code: string;
  readonly display?: string | undefined;
}

/** The codes of the value set that an element is bound to, as far as they are loaded. */
export function boundCodes(element: ElementDefinition, from: PackageRef | undefined, guide: Guide): readonly Code[] {
  const valueSet = element.binding?.valueSet;
  return valueSet === undefined ? [] : codesOf(valueSet, from ?? guide.owner, guide);
}

const listings = new WeakMap<Guide, { readonly revision: number; readonly codes: Map<string, readonly Code[]> }>();

function codesOf(valueSet: string, from: PackageRef, guide: Guide): readonly Code[] {
  const { definitions, revision } = guide;
  const kept = listings.get(guide);
  const { codes } = kept?.revision === revision ? kept : { codes: new Map<string, readonly Code[]>() };
  listings.set(guide, { revision, codes });
  const key = `${from.id}#${from.version} ${valueSet}`;
  const known = codes.get(key);
  if (known !== undefined) return known;
  const listed = createListing(definitions, createTerminology(definitions))(valueSet, from);
  const found = 'unlisted' in listed ? [] : listed.codes;
  codes.set(key, found);
  return found;
}

interface Concept {
  readonly code?: string | undefined;
  readonly display?: string | undefined;
  readonly concept?: readonly Concept[] | undefined;
}

/** The codes of a system, by a name of it. */
export function systemCodes(system: string, guide: Guide): readonly Code[] {
  const { concept = [] } = (guide.resolve(system, ['CodeSystem'])?.resource ?? {}) as { concept?: readonly Concept[] };
  const codes: Code[] = [];
  const open: Concept[] = concept.toReversed();
  for (let each = open.pop(); each !== undefined && codes.length < MOST_ITEMS; each = open.pop()) {
    if (each.code !== undefined) codes.push({ code: each.code, display: each.display });
    open.push(...(each.concept ?? []).toReversed());
  }
  return codes;
}

/**
 * @param prefix the system as it is written before the #; undefined where the system of each code is to be written
 * @param isCoding whether a system and a display belong to it
 */
export function codeProposals(
  codes: readonly Code[],
  prefix: string | undefined,
  isCoding: boolean,
  guide: Guide,
): Proposal[] {
  const aliases = aliasesOf(guide);
  return codes.slice(0, MOST_ITEMS).map(({ system = '', code, display }) => {
    const quoted = /[\s"]/.test(code) ? `#"${code.replace(/["\\]/g, '\\$&')}"` : `#${code}`;
    const named = prefix ?? (isCoding ? (aliases.get(system) ?? system) : '');
    const shown = display === undefined || !isCoding ? '' : ` "${display.replace(/["\\]/g, '\\$&')}"`;
    return {
      label: `${named}${quoted}`,
      kind: CompletionItemKind.EnumMember,
      detail: display,
      documentation: system === '' ? undefined : system,
      text: `${named}${quoted}${shown}`,
    };
  });
}

/** Aliases by what they stand for. */
export function aliasesOf(guide: Guide): ReadonlyMap<string, string> {
  return new Map(
    guide.names.all().flatMap(({ entity }) => {
      const value = entity.kind === 'Alias' ? entity.keywords[0]?.values[0]?.text : undefined;
      return value === undefined ? [] : [[value, entity.name] as const];
    }),
  );
}
