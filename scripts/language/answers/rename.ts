import {
  LSPErrorCodes,
  type Range,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Guide } from '../guide/guide.ts';
import type { Entity } from '../outline/outline.ts';
import { stepsOf } from '../outline/path.ts';
import { plainPath, slicesIn } from '../paths/overlay.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { type Asked, type Known, pathStepAt, pathWords, rangeIn } from './asked.ts';
import { identityAt, mentionsOfIdentity } from './references.ts';

interface Piece {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

interface Renamed {
  /** What is pointed at. */
  readonly here: Piece;
  readonly name: string;
  readonly places: readonly Piece[];
  /** Why it cannot be called so. */
  readonly refuses: (name: string) => string | undefined;
}

/** The word that would be renamed; undefined where nothing can be. */
export function renamable(
  asked: Asked,
  known: Known,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const renamed = renamedAt(asked, known);
  return renamed && { range: rangeIn(renamed.here.file, renamed.here), placeholder: renamed.name };
}

/** @throws the protocol's error when it cannot be called so */
export function rename(asked: Asked, name: string, known: Known): WorkspaceEdit | undefined {
  const renamed = renamedAt(asked, known);
  if (renamed === undefined) return undefined;
  const refusal = renamed.refuses(name);
  if (refusal !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, refusal);
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, start, end } of renamed.places) {
    changes[file.uri] ??= [];
    changes[file.uri]?.push({ range: rangeIn(file, { start, end }), newText: name });
  }
  return { changes };
}

function renamedAt(asked: Asked, known: Known): Renamed | undefined {
  return slice(asked, known) ?? entity(asked, known);
}

function entity(asked: Asked, { guide }: Known): Renamed | undefined {
  const identity = identityAt(asked, guide);
  if (identity === undefined || 'url' in identity) return undefined;
  const { entity: declared, file } = identity.declared;
  const places: Piece[] = [
    { file, start: declared.nameWord.start, end: declared.nameWord.end },
    // An entity may be named by its id too, which stays.
    ...mentionsOfIdentity(identity, guide).flatMap(([in_, { start, end, name }]) =>
      name === declared.name ? [{ file: in_, start, end }] : [],
    ),
  ];
  const here = places.find(
    (each) => each.file === asked.file && each.start <= asked.offset && asked.offset <= each.end,
  );
  if (here === undefined) return undefined;
  const isAlias = declared.kind === 'Alias';
  return {
    here,
    name: declared.name,
    places,
    refuses(name) {
      if (isAlias ? !/^[^\s#|()"]+$/.test(name) : !/^[\w.-]+$/.test(name))
        return `"${name}" is no name that FSH can have.`;
      const other = guide.names.named(name).find(({ entity: each }) => each !== declared);
      return other && `There is a ${other.entity.kind} of that name, in ${other.file.path}.`;
    },
  };
}

/** A slice is named where it is set up, and in the paths of its profile, of those derived from it and of their instances. */
function slice(asked: Asked, known: Known): Renamed | undefined {
  const found = sliceAt(asked);
  if (found === undefined) return undefined;
  const { guide } = known;
  const owner = ownerOf(found, guide);
  if (owner === undefined) return undefined;
  const places: Piece[] = [];
  for (const { entity: each, file } of guide.names.all()) {
    if (!isMadeFrom(each, owner, guide)) continue;
    for (const rule of each.rules) {
      if (each === owner && rule.kind === 'contains' && plainPath(rule.fullPath) === found.above)
        for (const own of slicesIn(rule))
          if (own.name === found.name) places.push({ file, start: own.start, end: own.end });
      for (const word of pathWords(rule)) {
        const full = word === rule.path ? rule.fullPath : word.text;
        const isIn = slicesOf(full).some((path) => path === `${found.above}[${found.name}]`);
        const at = isIn ? lastBracket(word.text, found.name) : -1;
        if (at !== -1) places.push({ file, start: word.start + at, end: word.start + at + found.name.length });
      }
    }
  }
  const here = places.find(
    (each) => each.file === asked.file && each.start <= asked.offset && asked.offset <= each.end,
  );
  if (here === undefined) return undefined;
  const refuses = (name: string) =>
    /^[\w./-]+$/.test(name) && !/^\d+$/.test(name) ? undefined : `"${name}" is no name that a slice can have.`;
  return { here, name: found.name, places, refuses };
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

/** The entity that sets the slice up: the one at hand, or one that it is made from. */
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

/** All slices that a path goes through, each as the path to it. */
function slicesOf(path: string): string[] {
  const found: string[] = [];
  let above = '';
  for (const { name, slices } of stepsOf(path)) {
    above = above === '' ? name : `${above}.${name}`;
    for (const each of slices) {
      above = `${above}[${each}]`;
      found.push(above);
    }
  }
  return found;
}

function lastBracket(text: string, name: string): number {
  const at = text.lastIndexOf(`[${name}]`);
  return at === -1 ? -1 : at + 1;
}
