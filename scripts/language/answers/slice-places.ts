import type { Guide } from '../guide/guide.ts';
import { type Entity, textOf } from '../outline/outline.ts';
import { plainPath, slicesIn } from '../paths/overlay.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { type Asked, type Known, pathStepAt, pathWords } from './asked.ts';
import { identityOf } from './identity.ts';

/** A place in the FSH of the project. */
export interface Piece {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  /** It is set up here. */
  readonly sets?: true;
}

export interface SlicePlaces {
  readonly name: string;
  readonly places: readonly Piece[];
  /** The one that is pointed at. */
  readonly here: Piece | undefined;
  /** Whether the project sets it up, and no package. */
  readonly isOwn: boolean;
}

/**
 * Where the slice that is pointed at is named: where it is set up, in the paths of its profile, of those derived from it
 * and of their instances. One of a package's profile is named in all that is made from that profile.
 */
export function slicePlaces(asked: Asked, { guide }: Known): SlicePlaces | undefined {
  const found = sliceAt(asked);
  if (found === undefined) return undefined;
  const owner = ownerOf(found, guide);
  const base = baseOf(found.entity, guide);
  if (owner === undefined && base === undefined) return undefined;
  const places: Piece[] = [];
  for (const { entity: each, file } of guide.names.all()) {
    if (owner === undefined ? baseOf(each, guide) !== base : !isMadeFrom(each, owner, guide)) continue;
    for (const rule of each.rules) {
      if (each === owner && rule.kind === 'contains' && plainPath(rule.fullPath) === found.above)
        for (const own of slicesIn(rule))
          if (own.name === found.name) places.push({ file, start: own.start, end: own.end, sets: true });
      for (const word of pathWords(rule)) {
        const full = word === rule.path ? rule.fullPath : word.text;
        const at = bracketOf(found, word.text, full);
        if (at !== undefined) places.push({ file, start: word.start + at, end: word.start + at + found.name.length });
      }
    }
  }
  const here = places.find(
    (each) => each.file === asked.file && each.start <= asked.offset && asked.offset <= each.end,
  );
  return { name: found.name, places, here, isOwn: owner !== undefined };
}

/** The URL, without a version, of the profile of a package that an entity is made from in the end. */
function baseOf(entity: Entity, guide: Guide): string | undefined {
  const last = guide.names.madeFrom(entity).at(-1);
  const written = last && (textOf(last, 'InstanceOf') ?? textOf(last, 'Parent'));
  const [name] = (written === undefined ? '' : (guide.names.alias(written) ?? written)).split('|');
  if (name === undefined || name === '') return undefined;
  const identity = identityOf({ name, kinds: [], types: ['StructureDefinition'] }, guide);
  return identity !== undefined && 'url' in identity ? identity.url : name;
}

interface FoundSlice {
  /** The path of what is sliced, without indices. */
  readonly above: string;
  readonly name: string;
  readonly entity: Entity;
}

function sliceAt(asked: Asked): FoundSlice | undefined {
  const { entity: at, rule, offset } = asked;
  if (at === undefined || rule === undefined) return undefined;
  if (rule.kind === 'contains') {
    const own = slicesIn(rule).find(({ start, end }) => start <= offset && offset <= end);
    if (own !== undefined) return { above: plainPath(rule.fullPath), name: own.name, entity: at };
  }
  const step = pathStepAt(asked);
  if (step === undefined || step.isCaret) return undefined;
  const path = plainPath(step.path);
  const [, above = '', name] = /^(.*)\[([^\]]+)\]$/.exec(path) ?? [];
  const bracket = name === undefined ? -1 : asked.file.text.indexOf(`[${name}]`, step.start);
  const isOnName = bracket !== -1 && bracket < offset && offset <= bracket + 1 + (name?.length ?? 0);
  return name === undefined || !isOnName ? undefined : { above, name, entity: at };
}

/** The entity that sets the slice up: the one at hand, or one that it is made from; none where a package does. */
function ownerOf({ above, name, entity: from }: FoundSlice, guide: Guide): Entity | undefined {
  const sets = (each: Entity) =>
    each.rules.some(
      (rule) =>
        rule.kind === 'contains' &&
        plainPath(rule.fullPath) === above &&
        slicesIn(rule).some((own) => own.name === name),
    );
  return guide.names.all().find(({ entity: each }) => sets(each) && isMadeFrom(from, each, guide))?.entity;
}

function isMadeFrom(entity: Entity, base: Entity, guide: Guide): boolean {
  return guide.names.madeFrom(entity).some((each) => each.kind === base.kind && each.name === base.name);
}

/**
 * Where a path names a slice, within its text. Several slices of a path may have one name, at other elements.
 * @param full the path with what it is indented under
 */
function bracketOf({ above, name }: FoundSlice, text: string, full: string): number | undefined {
  const before = full.endsWith(text) ? full.slice(0, full.length - text.length) : '';
  const bracket = `[${name}]`;
  for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1))
    if (plainPath(before + text.slice(0, at + bracket.length)) === `${above}${bracket}`) return at + 1;
  return undefined;
}
