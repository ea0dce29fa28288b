import {
  type CancellationToken,
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
  type ServerCapabilities,
  type TextEdit,
} from 'vscode-languageserver/node';
import { actionsFor } from '../actions/actions.ts';
import { type Asked, askedAt } from '../answers/asked.ts';
import { definitionOf } from '../answers/definition.ts';
import { hoverOf } from '../answers/hover.ts';
import { documentLinks, inlayHints } from '../answers/links.ts';
import { referencesTo } from '../answers/references.ts';
import { renamable, rename } from '../answers/rename.ts';
import { signatureAt } from '../answers/signature.ts';
import { documentSymbols, foldingRanges, workspaceSymbols } from '../answers/symbols.ts';
import { semanticTokens, tokenModifiers, tokenTypes } from '../answers/tokens.ts';
import { completionsAt } from '../completion/complete.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { Session } from './session.ts';

export const capabilities: ServerCapabilities = {
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  hoverProvider: true,
  renameProvider: { prepareProvider: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: true,
  },
  documentLinkProvider: {},
  inlayHintProvider: true,
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
  wantsHints: () => boolean,
): void {
  const ofFile =
    <P extends InDocument, R>(work: (file: SourceFile, session: Session, params: P) => R, nothing: R) =>
    (params: P, token: CancellationToken): R | Promise<Awaited<R>> => {
      if (typeof params?.textDocument?.uri !== 'string') throw without('textDocument.uri');
      const session = sessionOf();
      const answer = () => {
        const file = session?.fileOf(params.textDocument.uri);
        return session === undefined || file === undefined ? nothing : work(file, session, params);
      };
      if (session === undefined || session.sources.areReady) return answer();
      const waited = async (): Promise<Awaited<R>> => {
        await unlessCancelled(session.sources.ready(), token);
        return await answer();
      };
      return waited();
    };
  /** What needs definitions waits until the packages are open, which is once. */
  const ofPlace =
    <P extends AtPosition, R>(work: (asked: Asked, session: Session, params: P) => R, nothing: R) =>
    async (params: P, token: CancellationToken): Promise<R> => {
      if (!isPosition(params?.position)) throw without('position');
      const before = sessionOf();
      if (before === undefined) return nothing;
      await unlessCancelled(before.guide.ready(), token);
      return ofFile<P, R>((file, session) => work(askedAt(file, params.position), session, params), nothing)(
        params,
        token,
      );
    };

  connection.onDocumentSymbol(
    ofFile((file, session) => {
      const now = new Set(file.outline.entities.map(({ name }) => name));
      const lost = session.sources.lastGood(file)?.entities.filter(({ name }) => !now.has(name)) ?? [];
      return documentSymbols(file, lost);
    }, []),
  );
  connection.onWorkspaceSymbol(async (params, token) => {
    if (typeof params?.query !== 'string') throw without('query');
    const session = sessionOf();
    if (session?.sources.areReady === false) await unlessCancelled(session.sources.ready(), token);
    return session === undefined ? [] : workspaceSymbols(session.guide.names, params.query);
  });
  connection.onFoldingRanges(ofFile((file) => foldingRanges(file), []));
  connection.onDocumentFormatting(
    ofFile<InDocument, Promise<TextEdit[]> | null>((file, session) => session.format(file), null),
  );
  connection.onDocumentRangeFormatting(
    ofFile<InDocument & { readonly range: Range }, Promise<TextEdit[]> | null>(
      (file, session, { range }) => session.format(file, asRange(range)),
      null,
    ),
  );
  connection.onDefinition(ofPlace((asked, { known }) => definitionOf(asked, known), []));
  connection.onReferences(
    ofPlace((asked, { known }, { context }) => referencesTo(asked, context?.includeDeclaration === true, known), []),
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
  connection.onCodeAction(
    ofFile((file, session, { range }) => {
      const { resourceOperations } = client().workspace?.workspaceEdit ?? {};
      const canCreate = resourceOperations?.includes('create') === true;
      return actionsFor(file, asRange(range), session.diagnosticsIn(file.uri), session.known, canCreate);
    }, []),
  );
  connection.onPrepareRename(ofPlace((asked, { known }) => renamable(asked, known) ?? null, null));
  connection.onRenameRequest(
    ofPlace((asked, { known }, { newName }) => {
      if (typeof newName !== 'string') throw without('newName');
      return rename(asked, newName, known) ?? null;
    }, null),
  );
  connection.onSignatureHelp(ofPlace((asked, { known }) => signatureAt(asked, known) ?? null, null));
  connection.languages.semanticTokens.on(ofFile((file) => ({ data: semanticTokens(file) }), { data: [] }));
  connection.onDocumentLinks(ofFile((file) => documentLinks(file), []));
  connection.languages.inlayHint.on(
    ofFile((file, { known }, { range }) => (wantsHints() ? inlayHints(file, asRange(range), known) : []), []),
  );
  connection.onHover(ofPlace((asked, { known }) => hoverOf(asked, known) ?? null, null));
}

function without(name: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, `The request has no ${name}, or another one than the protocol.`);
}

function isPosition(value: Position | undefined): boolean {
  return typeof value?.line === 'number' && typeof value.character === 'number';
}

/** @throws the protocol's error for what is none */
function asRange(range: Range): Range {
  if (!isPosition(range?.start) || !isPosition(range.end)) throw without('range');
  return range;
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
