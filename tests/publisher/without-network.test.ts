import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { root } from '../cli/run-ig.ts';

/** Runs a JavaScript behind the proxy that stands in where the machine allows no network namespace. */
async function behindProxy(script: string): Promise<{ code: unknown; stderr: string }> {
  const args = ['tsx', 'tests/publisher/without-network.ts', '--proxy', process.execPath, '-e', script];
  const child = spawn('npx', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return { code, stderr };
}

test('the proxy counts what is asked of it, names it and fails', async () => {
  const ask = `
    const proxy = new URL(process.env.http_proxy);
    const at = { host: proxy.hostname, port: proxy.port };
    const http = require('http');
    http.get({ ...at, path: 'http://packages.example.org/a' }, (response) => response.resume());
    http.request({ ...at, method: 'CONNECT', path: 'tx.example.org:443' }).on('connect', (_, socket) => socket.end()).end();`;
  const { code, stderr } = await behindProxy(ask);
  expect(code).toBe(1);
  expect(stderr).toContain('asked 2 times');
  expect(stderr).toContain('http://packages.example.org/a');
  expect(stderr).toContain('tx.example.org:443');
});

test('the proxy is told to Java too, and the exit code is that of the command when nothing was asked', async () => {
  const { code, stderr } = await behindProxy(
    'process.exit(/-Dhttps.proxyPort=\\d+/.test(process.env.JAVA_TOOL_OPTIONS) ? 7 : 8)',
  );
  expect(code).toBe(7);
  expect(stderr).toContain('asked 0 times');
});
