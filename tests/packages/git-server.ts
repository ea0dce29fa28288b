import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { loopbackIdentity } from '../hostile/loopback-certificate.ts';

export interface GitServer {
  /** `https://127.0.0.1:port`, with the repositories of the folder below it. */
  readonly url: string;
  /** PEM of its certificate, which nobody knows. */
  readonly cert: string;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
  close(): void;
}

/**
 * git's own server of repositories (git-http-backend, a CGI program) behind HTTPS on loopback.
 * @param folder which has the repositories
 * @param isLocked whether each request is answered with 401
 */
export async function serveGit(folder: string, isLocked = false): Promise<GitServer> {
  const asked: string[] = [];
  const identity = loopbackIdentity();
  const server = createServer(identity, (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!isLocked) return answer(folder, request, response);
    response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="a"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, cert: identity.cert, asked, close: () => close(server) };
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}

/** @see https://www.rfc-editor.org/rfc/rfc3875 */
function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '', 'https://a');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method ?? '',
      CONTENT_TYPE: String(request.headers['content-type'] ?? ''),
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
    },
  });
  request.pipe(child.stdin);
  child.stdin.on('error', () => undefined); // the program need not read all of it
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.on('close', () => {
    const all = Buffer.concat(output);
    const end = all.indexOf('\r\n\r\n');
    const headers = all.subarray(0, end).toString('latin1').split('\r\n');
    const status = headers.find((line) => line.startsWith('Status: '))?.slice('Status: '.length) ?? '200';
    const named = headers.filter((line) => !line.startsWith('Status: ')).map((line) => line.split(': ', 2));
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(named)).end(all.subarray(end + 4));
  });
}
