import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { constants, createBrotliCompress, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Identity } from './loopback-certificate.ts';

/** What a server does with a request: each of the functions below makes one way to misbehave. */
export type Behaviour = RequestListener;

/** A request as the server met it. */
interface Met {
  readonly url: string;
  readonly authorization: string | undefined;
}

export interface HostileServer {
  /** Base address without a slash at its end. */
  readonly url: string;
  readonly met: readonly Met[];
}

/** A server on this machine that does what it is told, gone when the test ends. */
export async function startServer(behaviour: Behaviour, identity?: Identity): Promise<HostileServer> {
  const met: Met[] = [];
  const listener: RequestListener = (request, response) => {
    met.push({ url: request.url ?? '', authorization: request.headers.authorization });
    behaviour(request, response);
  };
  const server = identity === undefined ? createServer(listener) : createSecureServer(identity, listener);
  server.on('clientError', () => {}); // the other side has every right to leave
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${identity === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, met };
}

/** Takes the request, and says nothing at all. */
export function silent(): Behaviour {
  return () => {};
}

/** Says that an answer comes, begins it, and says no more. */
export function silentWithin(start = '{'): Behaviour {
  return (_, response) => void response.writeHead(200).write(start);
}

/** Sends a little, again and again, without an end: never silent long enough to be given up for that. */
export function trickling(): Behaviour {
  return (_, response) => {
    response.writeHead(200);
    repeatedly(response, () => response.write(' '));
  };
}

/** One more header every time, and never the empty line after them. */
export function tricklingHeaders(): Behaviour {
  return (request, response) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    repeatedly(response, () => request.socket.write('x: y\r\n'));
  };
}

/** Says again and again that the answer will come. */
export function announcing(): Behaviour {
  return (request, response) =>
    repeatedly(response, () => request.socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'));
}

/** Headers as fast as the line takes them. */
export function endlessHeaders(): Behaviour {
  return (request) => {
    request.socket.write('HTTP/1.1 200 OK\r\n');
    pour(request.socket, Buffer.from(`x: ${'y'.repeat(60_000)}\r\n`));
  };
}

/** A body as fast as the line takes it, which begins as JSON does. */
export function endless(start = '{"versions":{"'): Behaviour {
  return (_, response) => {
    if (!response.headersSent) response.writeHead(200);
    response.write(start);
    pour(response, Buffer.alloc(1 << 20, 'x'));
  };
}

/** Megabytes on the line that become ten gigabytes of blanks when they are unpacked. */
export function flood(encoding: 'gzip' | 'br'): Behaviour {
  return async (_, response) => {
    const { first, again, times } = encoding === 'gzip' ? gzipFlood() : await brotliFlood();
    response.writeHead(200, { 'content-encoding': encoding }).write(first);
    pour(response, again, times);
  };
}

const FLOOD_BYTES = 10 * 2 ** 30;

interface Flood {
  readonly first: Buffer;
  readonly again: Buffer;
  readonly times: number;
}

/** A gzip file may have any number of members. */
function gzipFlood(): Flood {
  const member = gzipSync(Buffer.alloc(64 << 20, ' '));
  return { first: member, again: member, times: FLOOD_BYTES / (64 << 20) };
}

/** What brotli writes of the second run of blanks stands for every later one too. */
async function brotliFlood(): Promise<Flood> {
  const blanks = Buffer.alloc(16 << 20, ' ');
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_OPERATION_FLUSH } = constants;
  const packer = createBrotliCompress({ params: { [BROTLI_PARAM_QUALITY]: 5, [BROTLI_PARAM_LGWIN]: 16 } });
  const packed: Buffer[] = [];
  packer.on('data', (chunk: Buffer) => packed.push(chunk));
  const pack = async () => {
    packed.length = 0;
    await new Promise((resolve) => packer.write(blanks, resolve));
    await new Promise<void>((resolve) => packer.flush(BROTLI_OPERATION_FLUSH, resolve));
    return Buffer.concat(packed);
  };
  return { first: await pack(), again: await pack(), times: FLOOD_BYTES / (16 << 20) };
}

/** Says that its answer has another length than it has. */
export function misjudging(announced: number, body = '{}'): Behaviour {
  return ({ socket }) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${announced}\r\n\r\n${body}`, () => {
      if (announced < 1e9) socket.end();
    });
  };
}

/** From each address to another one. */
export function redirectingForEver(): Behaviour {
  let count = 0;
  return (_, response) => void response.writeHead(302, { location: `/elsewhere/${++count}` }).end();
}

export function redirecting(location: string): Behaviour {
  return (_, response) => void response.writeHead(302, { location }).end();
}

/** A proxy's page in place of what was asked for. */
export function page(): Behaviour {
  return (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title>');
}

export function sending(body: string | Buffer, status = 200): Behaviour {
  return (_, response) => void response.writeHead(status).end(body);
}

/** Ends the connection in place of an answer. */
export function hangingUp(): Behaviour {
  return ({ socket }) => void socket.destroy();
}

/** Answers in another protocol. */
export function speakingInTongues(): Behaviour {
  return ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9.6\r\n\u001b[31m\r\n\r\n');
}

/** Refuses, in words of a megabyte that drive a terminal and turn the text around. */
export function ranting(): Behaviour {
  const text = `\u001b[2J\u001b]0;owned\u0007 \u202eneddih\nsecond line ${'word '.repeat(200_000)}`;
  const issue = [{ severity: 'error', code: 'processing', diagnostics: text, details: { text } }];
  return sending(JSON.stringify({ resourceType: 'OperationOutcome', issue }), 422);
}

function repeatedly(response: ServerResponse, act: () => void): void {
  act();
  const timer = setInterval(act, 100);
  response.socket?.once('close', () => clearInterval(timer));
  response.socket?.on('error', () => {});
}

/** Writes as fast as the other side reads. */
function pour(to: ServerResponse | IncomingMessage['socket'], chunk: Buffer, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  const more = () => {
    while (left-- > 0 && !to.destroyed) if (!to.write(chunk)) return;
    if (left <= 0) to.end();
  };
  to.on('error', () => {});
  to.on('drain', more);
  more();
}
