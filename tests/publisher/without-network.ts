// Runs a command where no network can be reached:
// `tsx tests/publisher/without-network.ts [--proxy] <command> [argument…]`. In an empty network namespace where this
// machine allows one; else, or with --proxy, behind a proxy that counts what is asked of it, and fails when anything is.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const wantsProxy = process.argv[2] === '--proxy';
const [command, ...args] = process.argv.slice(wantsProxy ? 3 : 2);
if (command === undefined) throw new Error('Name the command to run without a network.');

async function run(program: string, programArgs: readonly string[], env = process.env): Promise<number> {
  const [code] = await once(spawn(program, programArgs, { stdio: 'inherit', env }), 'exit');
  return code ?? 1;
}

const namespaces = wantsProxy ? [] : [['-n'], ['-r', '-n']];
const namespace = namespaces.find((flags) => spawnSync('unshare', [...flags, 'true']).status === 0);
if (namespace !== undefined) {
  process.stderr.write('Without a network: in an empty network namespace.\n');
  process.exitCode = await run('unshare', [...namespace, command, ...args]);
} else {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(502).end();
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 502 There is no network\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const proxy = `http://127.0.0.1:${port}`;
  const java = ['http', 'https'].map((each) => `-D${each}.proxyHost=127.0.0.1 -D${each}.proxyPort=${port}`).join(' ');
  const names = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
  const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, proxy])), JAVA_TOOL_OPTIONS: java };
  const code = await run(command, args, env);
  server.close();
  process.stderr.write(`Without a network: behind a proxy, which was asked ${asked.length} times.\n`);
  for (const url of asked) process.stderr.write(`  ${url}\n`);
  process.exitCode = asked.length > 0 ? 1 : code;
}
