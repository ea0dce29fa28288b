import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  CompletionRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  ErrorCodes,
  FoldingRangeRequest,
  HoverRequest,
  LSPErrorCodes,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol/node';
import { plainConfig } from '../compile/temporary-project.ts';
import { newProject } from '../workspace/project.ts';
import { Editor, startServer } from './editor.ts';

const PATIENT = 'Instance: someone\nInstanceOf: Patient\n* active = true\n';
let folder = '';

beforeAll(() => {
  folder = newProject({ 'sushi-config.yaml': plainConfig, 'input/fsh/a.fsh': PATIENT });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface End {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Says something to a server as it is, and waits for its end. */
async function say(text: string, andThen: (server: ChildProcess) => void): Promise<End> {
  const server = startServer();
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    server[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
    });
  server.stdin?.on('error', () => {});
  server.stdin?.write(text);
  andThen(server);
  const code = await new Promise<number | null>((resolve) => server.once('close', resolve));
  return { code, ...said };
}

const message = (body: object) => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};
const initialize = () =>
  message({
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: new URL(`file://${folder}`).href, capabilities: {} },
  });

describe('a client that does not keep to the protocol', () => {
  const stay = () => {};
  test('garbage ends the server with a sentence', async () => {
    const { code, stderr } = await say('hello, is anybody there?\n', stay);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^ig: The editor has sent something that is not of the Language Server Protocol: .*\n$/);
  });

  test('so does a length that nothing can have, and a body that is no JSON', async () => {
    const ends = await Promise.all([
      say('Content-Length: 99999999999\r\n\r\n{}', stay),
      say('Content-Length: 7\r\n\r\nnot it!', stay),
    ]);
    expect(ends.map(({ code, stderr }) => [code, stderr.split('\n').length])).toEqual([[2, 2], [2, 2]]); // biome-ignore format: a pair a line
  });

  test('half a message, and then nobody: the server ends', async () => {
    const { code, stderr } = await say('Content-Length: 1000\r\n\r\n{"jsonrpc"', (server) => server.stdin?.end());
    expect([code, stderr]).toEqual([1, '']);
  });

  test('a client that dies in the middle of a compile does not leave a server behind', async () => {
    const text = initialize() + message({ method: 'initialized', params: {} });
    const { code, stderr } = await say(text, (server) => server.stdout?.once('data', () => server.stdin?.end()));
    expect([code, stderr]).toEqual([1, '']);
  });

  test('an editor that asks to end and exits gets 0', async () => {
    const text = initialize() + message({ id: 2, method: 'shutdown' }) + message({ method: 'exit' });
    const { code, stderr, stdout } = await say(text, stay);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('"id":2,"result":null');
  });

  test('what it does not know, and what comes before the beginning, is answered with an error', async () => {
    const text = message({ id: 7, method: 'textDocument/hover', params: {} }) + initialize();
    const more = message({ id: 8, method: 'ig/unknown', params: {} });
    const { stdout } = await say(text + more + message({ method: 'exit' }), stay);
    expect(stdout).toMatch(/"id":7,"error"/);
    expect(stdout).toMatch(/"id":8,"error"/);
  });
});

test('a request that lacks what the protocol has is answered with what is missing', async () => {
  const editor = await new Editor(folder).start();
  await editor.open('input/fsh/a.fsh');
  const { connection } = editor;
  const textDocument = { uri: editor.uri('input/fsh/a.fsh') };
  const position = { line: 0, character: 0 };
  for (const [method, params, missing] of [
    ['textDocument/hover', {}, 'position'],
    ['textDocument/hover', { position }, 'textDocument.uri'],
    ['textDocument/documentSymbol', {}, 'textDocument.uri'],
    ['textDocument/completion', { textDocument, position: { line: 'one' } }, 'position'],
    ['textDocument/rangeFormatting', { textDocument, options: {} }, 'range'],
    ['textDocument/codeAction', { textDocument, range: 1 }, 'range'],
    ['textDocument/rename', { textDocument, position }, 'newName'],
    ['workspace/symbol', {}, 'query'],
  ] as const)
    await expect(connection.sendRequest(method, params), method).rejects.toMatchObject({
      code: ErrorCodes.InvalidParams,
      message: `The request has no ${missing}, or another one than the protocol.`,
    });
  await editor.end();
});

describe('while a guide is compiled', () => {
  test('a request that is cancelled is answered at once, and one that is not before the verdict', async () => {
    const editor = await new Editor(folder).start();
    await editor.open('input/fsh/a.fsh');
    const { connection } = editor;
    const told: string[] = [];
    const cancelled = new CancellationTokenSource();
    const waiting = connection.sendRequest(
      HoverRequest.type,
      editor.at('input/fsh/a.fsh', 'InstanceOf: Pat|ient'),
      cancelled.token,
    );
    const noted = waiting.then(
      () => told.push('answered'),
      ({ code }) => told.push(code === LSPErrorCodes.RequestCancelled ? 'cancelled' : `error ${code}`),
    );
    const outline = { textDocument: { uri: editor.uri('input/fsh/a.fsh') } };
    const symbols = editor.ask(DocumentSymbolRequest.type, outline).then(() => told.push('symbols'));
    cancelled.cancel();
    await Promise.all([noted, symbols]);
    expect(told.toSorted()).toEqual(['cancelled', 'symbols']);
    expect(editor.hasDiagnostics, 'the compile is not over yet').toBe(false);
    await editor.replace('input/fsh/a.fsh', 'active = true', 'active = 1');
    await editor.untilDiagnostics('input/fsh/a.fsh', (found) => found.length > 0);
    await editor.end();
  });
});

describe('texts and places that are odd', () => {
  test('a file of 100,000 lines, binary text, and URIs that are no file of the project', async () => {
    const editor = await new Editor(folder).start();
    await editor.open('input/fsh/a.fsh');
    await editor.open(
      'input/fsh/large.fsh',
      `${PATIENT.replace('someone', 'large')}${'* active = true\n'.repeat(100_000)}`,
    );
    await editor.open('input/fsh/binary.fsh', '\u0000\u0001\ufffd"""\u0000(((('.repeat(1000));
    await editor.open('../elsewhere.fsh', PATIENT);
    await editor.replace('input/fsh/a.fsh', 'active = true', 'active = = true');
    await editor.untilDiagnostics('input/fsh/a.fsh', (found) => found.some(({ code }) => code === 'fsh-syntax'));
    expect(editor.diagnostics('../elsewhere.fsh')).toEqual([]);
    // Of the long file all is answered, and nobody who asks for something else waits for it: see the end.
    const textDocument = { uri: editor.uri('input/fsh/large.fsh') };
    const at = { textDocument, position: { line: 50_000, character: 4 } };
    const [symbols, folds, tokens, formatted, hover, completed] = await Promise.all([
      editor.ask(DocumentSymbolRequest.type, { textDocument }),
      editor.ask(FoldingRangeRequest.type, { textDocument }),
      editor.ask(SemanticTokensRequest.type, { textDocument }),
      editor.ask(DocumentFormattingRequest.type, { textDocument, options: { tabSize: 2, insertSpaces: true } }),
      editor.ask(HoverRequest.type, at),
      editor.ask(CompletionRequest.type, at),
    ]);
    expect(symbols?.map(({ name }) => name)).toEqual(['large']);
    expect(folds).toContainEqual(expect.objectContaining({ startLine: 0, endLine: 100_002 }));
    expect([tokens?.data, formatted]).toEqual([[], []]);
    expect(JSON.stringify(hover)).toContain('Patient.active');
    expect(JSON.stringify(completed)).toContain('"active"');
    await editor.end(); // fails on a long turn of the loop
  });

  test('a folder without a guide is served all the same', async () => {
    const elsewhere = newProject({ 'a.fsh': PATIENT });
    const editor = await new Editor(elsewhere).start();
    expect(editor.result?.serverInfo?.name).toBe('ig');
    await editor.open('a.fsh');
    await editor.end();
    rmSync(elsewhere, { recursive: true, force: true });
  });
});
