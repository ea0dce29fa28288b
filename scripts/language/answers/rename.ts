import {
  LSPErrorCodes,
  type Range,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type Asked, type Known, rangeIn } from './asked.ts';
import { identityAt, mentionsOfIdentity } from './references.ts';
import { type Piece, slicePlaces } from './slice-places.ts';

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
      return other && `${other.file.path} has a declaration of that name: ${other.entity.kind} ${name}.`;
    },
  };
}

function slice(asked: Asked, known: Known): Renamed | undefined {
  const found = slicePlaces(asked, known);
  if (found?.here === undefined) return undefined;
  const { here, name, places, isOwn } = found;
  const refuses = (wanted: string) => {
    if (!isOwn) return `The slice ${name} is one of a package's profile, so that its name cannot be another here.`;
    if (/^[\w./-]+$/.test(wanted) && !/^\d+$/.test(wanted)) return undefined;
    return `"${wanted}" is no name that a slice can have.`;
  };
  return { here, name, places, refuses };
}
