import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { serve } from '../../scripts/public/lsp.ts';

/** A client on two streams of this process, which it does not have to end for that. */
function client() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const log: string[] = [];
  const ended = serve({ input, output, offline: true, log: (line) => log.push(line) });
  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    input.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const initialize = async () => {
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const [answer] = await once(output, 'data');
    expect(String(answer)).toMatch(/^Content-Length/);
  };
  return { input, output, ended, log, send, initialize };
}

test('a program serves an editor on streams of its own, one after the other', async () => {
  for (let turn = 0; turn < 2; turn++) {
    const { send, ended, initialize } = client();
    await initialize();
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    expect(await ended).toBe(0);
  }
});

test('an editor that is gone, or speaks of something else, ends its own service and nothing else', async () => {
  const gone = client();
  await gone.initialize();
  gone.output.destroy(new Error('reset'));
  gone.send({ id: 3, method: 'nonsense' });
  expect(await gone.ended).toBe(1);
  const other = client();
  other.input.write('GET / HTTP/1.1\r\n\r\n');
  expect(await other.ended).toBe(2);
  expect(other.log.join('\n')).toContain('not of the Language Server Protocol');
});
