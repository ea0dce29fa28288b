import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { proxyFrom, shownProxy } from '../../scripts/network/proxy.ts';
import { requestJson } from '../../scripts/network/request-json.ts';
import { ig } from '../cli/run-ig.ts';
import { closedServer, serve } from '../packages/loopback-registry.ts';
import { temporaryFolder } from '../packages/tiny-package.ts';

const patience = { signal: new AbortController().signal, silenceMs: 5_000, attempts: 1 };
const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

function environment(settings: Readonly<Record<string, string>>): void {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, settings);
}
const before = Object.fromEntries(
  NAMES.flatMap((name) => (process.env[name] ? [[name, process.env[name] ?? '']] : [])),
);
afterEach(() => environment(before));

async function listening(server: Server, scheme: string): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/**
 * A proxy that knows every name: all lead to one server on this machine. What was asked of it is in `asked`, and with
 * which user.
 * @param user without whom it lets nobody through
 */
async function proxyTo(target: string, user?: string) {
  const asked: string[] = [];
  const users: (string | undefined)[] = [];
  const { port } = new URL(target);
  const isWelcome = (headers: IncomingHttpHeaders) => {
    users.push(headers['proxy-authorization']);
    return user === undefined || headers['proxy-authorization'] === `Basic ${Buffer.from(user).toString('base64')}`;
  };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (!isWelcome(request.headers)) return response.writeHead(407).end();
    const { pathname } = new URL(request.url ?? '', 'http://none.test');
    const onward = httpRequest({ port, path: pathname, method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    return request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    if (!isWelcome(request.headers)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const onward = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    return onward;
  });
  return { address: await listening(server, 'http'), asked, users };
}

/** A server that tells what it was sent. */
const echo = () =>
  serve((request, response) => {
    response.end(JSON.stringify({ host: request.headers.host, authorization: request.headers.authorization ?? null }));
  });

describe('a proxy of the environment', () => {
  test('is asked for http addresses, and gets no token of a server’s but in the request itself', async () => {
    const proxy = await proxyTo(await echo());
    environment({ HTTP_PROXY: proxy.address });
    const credentials = { origin: 'http://registry.test', authorization: 'Bearer t0ken' };
    expect(await requestJson('http://registry.test/x', { ...patience, credentials })).toEqual({
      host: 'registry.test',
      authorization: 'Bearer t0ken',
    });
    expect([proxy.asked, proxy.users]).toEqual([['GET http://registry.test/x'], [undefined]]);
  });

  test('is given the user and the password of its address, which the server does not get', async () => {
    const proxy = await proxyTo(await echo(), 'me:pass word');
    environment({ http_proxy: proxy.address.replace('://', '://me:pass%20word@') });
    expect(await requestJson('http://registry.test/x', patience)).toEqual({
      host: 'registry.test',
      authorization: null,
    });
  });

  test('is named where it lets nobody through, without the password', async () => {
    const proxy = await proxyTo(await echo(), 'me:right');
    environment({ HTTPS_PROXY: proxy.address.replace('://', '://me:wr0ng@') });
    const failure = await requestJson('https://registry.test/x', patience).catch((error: Error) => error.message);
    expect(failure).toContain(`the proxy ${proxy.address} does not let us through (HTTP 407)`);
    expect(failure).not.toContain('wr0ng');
    expect(proxy.asked).toEqual(['CONNECT registry.test:443']);
  });

  test('is named where it is not there', async () => {
    const address = await closedServer();
    environment({ HTTPS_PROXY: address });
    await expect(requestJson('https://registry.test/x', patience)).rejects.toThrow(
      `the proxy ${address} refuses the connection`,
    );
  });

  test('is not asked for what NO_PROXY names, nor for this machine', async () => {
    const server = await echo();
    const proxy = await proxyTo(server);
    environment({ HTTP_PROXY: proxy.address, NO_PROXY: 'none.test' });
    expect(await requestJson(`${server}/x`, patience)).toMatchObject({ host: new URL(server).host });
    expect(proxy.asked).toEqual([]);
    // Nobody knows that name: the request goes out directly, and fails.
    await expect(requestJson('http://a.none.test/x', patience)).rejects.toThrow();
    expect(proxy.asked).toEqual([]);
  });
});

test('NO_PROXY stands for names and all below them, with and without a dot, and for addresses', () => {
  const noProxy = (NO_PROXY: string) =>
    proxyFrom({ HTTP_PROXY: 'http://p.test:1', NO_PROXY })?.noProxy.split(',').slice(3);
  expect(noProxy('a.test, .b.test *.c.test:8080')).toEqual([
    ...['a.test', '.a.test', 'b.test', '.b.test', 'c.test:8080', '.c.test:8080'],
  ]);
  expect(noProxy('10.0.0.1 fe80::2 [fe80::1]')).toEqual(['10.0.0.1', '[fe80::2]', '[fe80::1]']);
  expect(noProxy('a.test,*')).toBeUndefined();
});

test('what is no proxy ends the run, and its password is not shown', () => {
  expect(proxyFrom({ http_proxy: 'p.test:8080' })?.httpProxy).toBe('http://p.test:8080');
  expect(proxyFrom({ HTTPS_PROXY: '' })).toBeUndefined();
  expect(() => proxyFrom({ HTTPS_PROXY: 'socks5://me:secret@p.test' })).toThrow('found "socks5://p.test"');
  const settings = { httpProxy: 'http://me:secret@p.test:1', httpsProxy: undefined, noProxy: '' };
  expect(shownProxy(new URL('https://x.test'), settings)).toBe('http://p.test:1');
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
if (!hasOpenssl) process.stderr.write('skipped: openssl is not here, and no certificate can be made without it\n');

test.skipIf(!hasOpenssl)(
  'https goes through a tunnel, to a server whose authority NODE_EXTRA_CA_CERTS has',
  async () => {
    const folder = temporaryFolder();
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = [
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=registry.test',
    ];
    execFileSync('openssl', ['req', '-x509', ...made, '-addext', 'subjectAltName=DNS:registry.test'], {
      stdio: 'pipe',
    });
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
      response.writeHead(404).end(),
    );
    const proxy = await proxyTo(await listening(tls as unknown as Server, 'https'));
    const run = (certificates: Readonly<Record<string, string>>) =>
      ig(['validate', '--fhir-only', '--package', 'nobody.has#1.0.0', '-'], {
        input: '{"resourceType":"Basic","code":{"text":"x"}}',
        env: { FPL_REGISTRY: 'https://registry.test', HTTPS_PROXY: proxy.address, NO_PROXY: '', ...certificates },
      });
    const trusted = await run({ NODE_EXTRA_CA_CERTS: cert });
    expect(proxy.asked).toEqual(['CONNECT registry.test:443']);
    expect(`${trusted.stdout}${trusted.stderr}`).not.toMatch(/could not be asked/);
    expect(trusted.stdout).toContain('nobody.has#1.0.0');
    const strange = await run({ NODE_EXTRA_CA_CERTS: '' });
    expect(strange.stdout).toMatch(/https:\/\/registry\.test could not be asked .*certificate/);
  },
);
