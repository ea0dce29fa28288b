import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { type Asked, askedAt } from '../answers/asked.ts';
import { definitionOf } from '../answers/definition.ts';
import { hoverOf } from '../answers/hover.ts';
import { referencesTo } from '../answers/references.ts';
import { documentSymbols, foldingRanges, workspaceSymbols } from '../answers/symbols.ts';
import { completionsAt } from '../completion/complete.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { Session } from './session.ts';

export const capabilities: ServerCapabilities = {
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['.', '[', '^', '#', '$', '(', ' '] },
};

interface InDocument {
  readonly textDocument: { readonly uri: string };
}
interface AtPosition extends InDocument {
  readonly position: Position;
}

/** Answers an editor's requests out of what is known: none waits for a compile. */
export function answerRequests(
  connection: Connection,
  sessionOf: () => Session | undefined,
  client: () => ClientCapabilities,
): void {
  const ofFile =
    <P extends InDocument, R>(work: (file: SourceFile, session: Session, params: P) => R, nothing: R) =>
    (params: P): R => {
      const session = sessionOf();
      const file = session?.fileOf(params.textDocument.uri);
      return session === undefined || file === undefined ? nothing : work(file, session, params);
    };
  /** What needs definitions waits until the packages are open, which is once. */
  const ofPlace =
    <P extends AtPosition, R>(work: (asked: Asked, session: Session, params: P) => R, nothing: R) =>
    async (params: P, token: CancellationToken): Promise<R> => {
      const before = sessionOf();
      if (before === undefined) return nothing;
      await unlessCancelled(before.guide.ready(), token);
      return ofFile<P, R>((file, session) => work(askedAt(file, params.position), session, params), nothing)(params);
    };

  connection.onDocumentSymbol(
    ofFile((file, session) => {
      const now = new Set(file.outline.entities.map(({ name }) => name));
      const lost = session.sources.lastGood(file)?.entities.filter(({ name }) => !now.has(name)) ?? [];
      return documentSymbols(file, lost);
    }, []),
  );
  connection.onWorkspaceSymbol(({ query }) => {
    const session = sessionOf();
    return session === undefined ? [] : workspaceSymbols(session.guide.names, query);
  });
  connection.onFoldingRanges(ofFile((file) => foldingRanges(file), []));
  connection.onDefinition(ofPlace((asked, { known }) => definitionOf(asked, known), []));
  connection.onReferences(
    ofPlace((asked, { known }, { context }) => referencesTo(asked, context.includeDeclaration, known), []),
  );
  connection.onCompletion(
    ofPlace(
      (asked, { known }) => {
        const isKnown = client().textDocument?.completion?.completionItem?.snippetSupport === true;
        return completionsAt(asked, known, isKnown);
      },
      { isIncomplete: false, items: [] },
    ),
  );
  connection.onHover(ofPlace((asked, { known }) => hoverOf(asked, known) ?? null, null));
}

/** @throws the protocol's error for a request that was cancelled, at once */
function unlessCancelled<T>(work: Promise<T>, token: CancellationToken): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.'));
    if (token.isCancellationRequested) return cancel();
    const listener = token.onCancellationRequested(cancel);
    work.then(resolve, reject).finally(() => listener.dispose());
  });
}
