import type { Location } from 'vscode-languageserver/node';
import { idOf, type Structure } from '../guide/structure.ts';
import { joinPaths } from '../outline/path.ts';
import { plainPath, slicesIn } from '../paths/overlay.ts';
import type { Place } from '../paths/walk.ts';
import { type Asked, type Known, locationIn, mentionIn, type PathStep, pathStepAt } from './asked.ts';
import { identityOf } from './identity.ts';
import { renderingOf } from './rendering.ts';

/** Where what is asked of is declared: in FSH, or in the JSON of a package. */
export function definitionOf(asked: Asked, known: Known): Location[] {
  const mention = mentionIn(asked);
  const found = mention === undefined ? [] : ofName(mention, known);
  if (found.length > 0) return found;
  const step = pathStepAt(asked);
  return step === undefined ? [] : ofStep(step, known);
}

function ofName(
  { name, canonical, kinds, types }: NonNullable<ReturnType<typeof mentionIn>>,
  known: Known,
): Location[] {
  const { guide } = known;
  const identity = identityOf({ name, kinds, types }, guide);
  if (identity !== undefined && 'declared' in identity) {
    const { entity, file } = identity.declared;
    // Behind an alias there is what it stands for.
    const behind = entity.kind === 'Alias' ? ofPackage(canonical, types, known) : [];
    return [locationIn(file, entity.nameWord), ...behind];
  }
  return ofPackage(canonical, types, known);
}

function ofPackage(canonical: string, types: readonly string[], { guide }: Known): Location[] {
  const found = types.length === 0 ? undefined : guide.resolve(canonical, types);
  if (found?.package !== undefined) {
    const location = renderingOf(found);
    return location === undefined ? [] : [location];
  }
  const origin = found?.origin;
  const declared = origin && guide.names.named(origin.name).find(({ entity }) => entity.kind === origin.kind);
  return declared === undefined ? [] : [locationIn(declared.file, declared.entity.nameWord)];
}

/** A slice where it is set up, an element where its profile's FSH says something of it, or in the package that has it. */
function ofStep({ entity, path, rule, isCaret }: PathStep, known: Known): Location[] {
  const { targets, guide } = known;
  const target = isCaret ? targets.caret(entity, rule) : targets.of(entity);
  const place = target?.walk.to(joinPaths(target.above, path));
  if (place === undefined) return [];
  // What a profile says nothing of is declared by its parent.
  let at: Structure | undefined = place.structure;
  for (let left = MOST_PARENTS; at !== undefined && left > 0; left--) {
    const own = ofDeclared({ ...place, structure: at }, known);
    if (own !== undefined) return [own];
    const found = guide.canonical(at.url, ['StructureDefinition'], at.package);
    if (found?.package !== undefined) {
      const location = renderingOf(found, idOf(place.element));
      return location === undefined ? [] : [location];
    }
    at = at.baseDefinition === undefined ? undefined : targets.lookup(at.baseDefinition, at.package);
  }
  return [];
}

const MOST_PARENTS = 30;

function ofDeclared({ structure, path }: Place, { guide }: Known): Location | undefined {
  const [above = '', slice] = /^(.*)\[([^\]]+)\]$/.exec(path)?.slice(1) ?? [];
  const { origin } = guide.compiledResources().find(({ url }) => url === structure.url) ?? {};
  for (const { entity, file } of guide.names.all()) {
    const isOwn = origin === undefined ? false : entity.kind === origin.kind && entity.name === origin.name;
    if (!isOwn) continue;
    for (const rule of entity.rules) {
      if (slice !== undefined && rule.kind === 'contains' && plainPath(rule.fullPath) === above) {
        const found = slicesIn(rule).find(({ name }) => name === slice);
        if (found !== undefined) return locationIn(file, found);
      }
    }
    const rule = entity.rules.find((each) => each.path !== undefined && plainPath(each.fullPath) === path);
    if (rule?.path !== undefined) return locationIn(file, rule.path);
  }
  return undefined;
}
