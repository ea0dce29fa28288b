import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}

type Answer = { readonly status?: number; readonly json?: unknown; readonly bytes?: Buffer; readonly to?: string };

/** A server on this machine that answers as GitHub's API does, by method and path; what is not said is 404. */
export async function githubServer(answer: (asked: Asked) => Answer | undefined) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const each: Asked = {
      method: request.method ?? '',
      path: request.url ?? '',
      token: request.headers.authorization,
      body: text === '' ? undefined : JSON.parse(text),
    };
    asked.push(each);
    const { status = 200, json, bytes, to } = answer(each) ?? { status: 404, json: {} };
    if (to !== undefined) response.writeHead(302, { location: to }).end();
    else response.writeHead(status).end(bytes ?? JSON.stringify(json ?? {}));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, asked };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
