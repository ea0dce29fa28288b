import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import { codeBlocks, links, pageText } from './page-text.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly type: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** The commands of the page as printed, in one shell, against a server of this machine that keeps what it is asked. */
async function runPage(files: ReadonlyMap<string, string>): Promise<{ calls: Call[]; statuses: string[] }> {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    calls.push(await toCall(request));
    response.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end('{"resourceType":"Bundle"}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const folder = mkdtempSync(join(tmpdir(), 'quick-start-'));
  try {
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const { port } = server.address() as AddressInfo;
    const env = { ...process.env, BASE: `http://127.0.0.1:${port}/fhir`, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
    const script = codeBlocks(pageText('demarrage.md'), 'sh').join('\n');
    const { stdout } = await promisify(execFile)('sh', ['-eu', '-c', script], { cwd: folder, env });
    for (const answer of ['reponse.json', 'derniere.json', 'page.json'])
      expect(readFileSync(join(folder, answer), 'utf8')).toContain('Bundle');
    return { calls, statuses: stdout.trim().split('\n') };
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function toCall(request: IncomingMessage): Promise<Call> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  let body = '';
  for await (const chunk of request) body += chunk;
  const { 'content-type': type, authorization } = request.headers;
  return { method: request.method ?? '', path: pathname, query: searchParams, type, authorization, body };
}

export function testQuickStart(resources: readonly GuideResource[]): void {
  describe('the quick start', () => {
    test('sends, as printed, an example of the guide, then the two searches of the API', async () => {
      const names = links(pageText('demarrage.md')).filter((target) => target.endsWith('.json'));
      const files = new Map(
        names.map((name) => {
          const found = resources.find(({ resource }) => `${resource.resourceType}-${resource.id}.json` === name);
          return [name, JSON.stringify(found?.resource)];
        }),
      );
      const { calls, statuses } = await runPage(files);
      expect(statuses).toEqual(['200', '200', '200']);
      const [sent, last, all] = calls;
      expect(sent).toMatchObject({ method: 'POST', path: '/fhir', type: 'application/fhir+json' });
      expect(JSON.parse(sent?.body ?? '')).toMatchObject({ id: 'alimentation-poids-balance', type: 'transaction' });
      expect(sent?.authorization).toMatch(/^Bearer \S+$/);
      const user = 'urn:oid:2.999.250.1.4|7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36';
      expect(last).toMatchObject({ method: 'GET', path: '/fhir/Observation' });
      expect([...(last?.query ?? [])]).toEqual([
        ['code', '29463-7'],
        ['subject.identifier', user],
        ['_sort', '-date'],
        ['_count', '1'],
      ]);
      expect([...(all?.query ?? [])]).toEqual([
        ['code', '29463-7'],
        ['subject.identifier', user],
        ['date', 'ge2026-10-01'],
        ['date', 'le2026-10-31'],
        ['_include', 'Observation:device'],
      ]);
    });
  });
}
