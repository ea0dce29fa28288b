import { readdirSync, readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LoadedTerminology } from '../../scripts/model/definition/terminology.ts';
import { sendTo } from '../../scripts/pipeline/terminology-request.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import type { Question } from '../../scripts/terminology-server/question.ts';
import { openRecording } from '../../scripts/terminology-server/recording.ts';
import { TerminologyServer } from '../../scripts/terminology-server/server.ts';
import { TerminologySession } from '../../scripts/terminology-server/session.ts';
import { closedServer, serve } from '../packages/loopback-registry.ts';
import { neverAborted, temporaryFolder } from '../packages/tiny-package.ts';
import { given } from '../terminology/given-definitions.ts';
import { type Manner, startServer, type TinyServer } from './tiny-server.ts';

const loinc = (code: string, display?: string): Question => ({
  kind: 'code',
  system: 'http://loinc.org',
  code,
  ...(display === undefined ? {} : { display }),
});
const weights = {
  resourceType: 'ValueSet',
  url: 'http://guide/weights',
  version: '1',
  status: 'active',
  text: { status: 'generated', div: '<div/>' },
  compose: {
    include: [
      { system: 'http://loinc.org', filter: [{ property: 'CLASS', op: '=', value: 'BDYWGT.ATOM' }] },
      { system: 'http://guide/other', concept: [{ code: 'x' }] },
    ],
  },
};
const importing = {
  resourceType: 'ValueSet',
  url: 'http://guide/importing',
  status: 'active',
  compose: { include: [{ valueSet: ['http://guide/weights'] }] },
};
const loaded = createTerminology(given(weights, importing));
const member = (valueSet: string, code: string): Question => ({
  kind: 'member',
  valueSet,
  package: { id: 'test', version: '1.0.0' },
  system: 'http://loinc.org',
  code,
});

/** A session with a server at this address, as a command opens it, but for its patience. */
function sessionWith(
  address: string,
  { folder = temporaryFolder(), attempts = 1, find = loaded.valueSet }: SessionSetting = {},
): TerminologySession {
  const send = sendTo({ base: address }, { signal: neverAborted, silenceMs: 1_500, attempts });
  const recording = openRecording(folder, 'txcache', address).value;
  const session = new TerminologySession({ address, recording, server: new TerminologyServer(address, send) });
  session.useDefinitions(find);
  return session;
}
interface SessionSetting {
  readonly folder?: string;
  readonly attempts?: number;
  readonly find?: LoadedTerminology['valueSet'];
}

async function tinyServer(manner: Manner = {}): Promise<TinyServer> {
  const server = await startServer(manner);
  onTestFinished(() => server.close());
  return server;
}

const linesOf = ({ met }: TinyServer) => met.map(({ line }) => line).filter((line) => !line.startsWith('GET'));

describe('whatever the manner of the server', () => {
  const manners: readonly (readonly [string, Manner])[] = [
    ['precise, in batches', { isPrecise: true }],
    ['in batches', {}],
    ['one question at a time', { takesBatches: false }],
    ['without a list of its code systems', { listsSystems: false }],
    ['coarse', { isCoarse: true }],
    ['coarse, without a list of its code systems', { isCoarse: true, listsSystems: false }],
    ['without taking value sets', { takesValueSets: false }],
  ];
  for (const [name, manner] of manners) {
    test(`${name}, codes and displays are answered`, async () => {
      const session = sessionWith((await tinyServer(manner)).url);
      const replies = await session.reply([
        loinc('29463-7', 'Body weight'),
        loinc('29463-7', 'Height'),
        loinc('00000-0', 'Nothing'),
        loinc('00000-1'),
        loinc('41909-3'),
        { kind: 'code', system: 'http://nowhere', code: 'a', display: 'b' },
      ]);
      expect(replies.map(({ outcome }) => outcome)).toEqual([
        'known',
        'wrong-display',
        'unknown-code',
        'unknown-code',
        'known',
        'undecided',
      ]);
      expect(replies[4]).toEqual({ outcome: 'known', status: 'deprecated' });
    });
  }

  test('membership is answered by the definition that is loaded here, with what it imports', async () => {
    const server = await tinyServer();
    const session = sessionWith(server.url);
    const replies = await session.reply([
      member('http://guide/weights|1', '29463-7'),
      member('http://guide/weights|1', '8302-2'),
      member('http://guide/importing', '29463-7'),
      member('http://guide/importing', '8302-2'),
    ]);
    expect(replies.map(({ outcome }) => outcome)).toEqual(['member', 'not-member', 'member', 'not-member']);
    const sent = JSON.stringify(server.met.at(-1)?.body);
    expect(sent).toContain('tx-resource');
    expect(sent).not.toContain('http://guide/other'); // what cannot have the code stays here,
    expect(sent).not.toContain('<div'); // and what is for readers
  });

  test('a server that takes no value sets is asked for its own', async () => {
    const server = await tinyServer({ takesValueSets: false, takesBatches: false });
    const find = createTerminology(given({ ...weights, url: 'http://test/weights' })).valueSet;
    const session = sessionWith(server.url, { find });
    const [reply] = await session.reply([member('http://test/weights', '29463-7')]);
    expect(reply).toEqual({ outcome: 'member' });
    expect(linesOf(server)).toEqual(['POST ValueSet/$validate-code', 'POST ValueSet/$validate-code']);
  });

  test('a value set that nobody knows is a reason', async () => {
    const session = sessionWith((await tinyServer()).url);
    const [reply] = await session.reply([{ kind: 'member', valueSet: 'http://nowhere', code: 'a' }]);
    expect(reply).toMatchObject({ outcome: 'undecided' });
    expect(reply).toMatchObject({
      reason: expect.stringMatching(/says: The value set http:\/\/nowhere is not known$/),
    });
  });
});

describe('questions', () => {
  test('are asked once, fifty to a request', async () => {
    const server = await tinyServer();
    const session = sessionWith(server.url);
    const questions = Array.from({ length: 120 }, (_, at) => loinc(`${at}-x`));
    const [first, second] = await Promise.all([session.reply(questions), session.reply(questions)]);
    expect(first).toEqual(second);
    await session.reply(questions);
    expect(linesOf(server)).toEqual(['POST ', 'POST ', 'POST ']);
    expect(session.count).toEqual({ replayed: 0, asked: 120, unanswered: 0 });
  });

  test('with an answer on record need no server', async () => {
    const folder = temporaryFolder();
    const server = await startServer();
    const session = sessionWith(server.url, { folder });
    const questions = [loinc('29463-7'), loinc('00000-0'), member('http://guide/weights|1', '29463-7')];
    const replies = await session.reply(questions);
    await session.close();
    await server.close();
    const later = sessionWith(server.url, { folder });
    expect(await later.reply(questions)).toEqual(replies);
    expect(later.count).toEqual({ replayed: 3, asked: 0, unanswered: 0 });
    await expect(later.reply([loinc('1-1')])).rejects.toThrow(/cannot be used/);
  });

  test('are written down as they are answered, each file whole', async () => {
    const folder = temporaryFolder();
    const server = await tinyServer();
    const session = sessionWith(server.url, { folder });
    await session.reply(Array.from({ length: 1_000 }, (_, at) => loinc(`${at}-x`)));
    await session.close();
    const [file = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /jsonl$/.test(name),
    );
    expect(readFileSync(join(folder, file), 'utf8').split('\n')).toHaveLength(1_002);
  });

  test('send credentials to their server and record none', async () => {
    const folder = temporaryFolder();
    const server = await tinyServer();
    const authorization = 'Basic c2VjcmV0OnBhc3M=';
    const send = sendTo({ base: server.url, authorization }, { signal: neverAborted, silenceMs: 1_500, attempts: 1 });
    const recording = openRecording(folder, 'x', server.url).value;
    const session = new TerminologySession({
      address: server.url,
      recording,
      server: new TerminologyServer(server.url, send),
    });
    await session.reply([loinc('29463-7')]);
    await session.close();
    expect(new Set(server.met.map((met) => met.authorization))).toEqual(new Set([authorization]));
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((each) => /jsonl$/.test(each)))
      expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/secret|c2VjcmV0/);
  });
});

const capability = JSON.stringify({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
/** A server that is in order until it is asked something. */
const faulty =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url === '/metadata') response.end(capability);
    else if (request.method === 'GET') response.writeHead(404).end();
    else listener(request, response);
  };

describe('a server that cannot be used at all ends the run', () => {
  const cases: readonly (readonly [string, RequestListener, RegExp])[] = [
    [
      'a page',
      (_, response) => response.end('<html>'),
      /it answers with something that is not FHIR in JSON\. Name the base/,
    ],
    ['nothing there', (_, response) => response.writeHead(404).end(), /it answers with HTTP 404/],
    ['a login', (_, response) => response.writeHead(401).end(), /it answers with HTTP 401: give credentials/],
    ['out of order', (_, response) => response.writeHead(500).end(), /it answers with HTTP 500/],
    ['silence', () => {}, /it said nothing for 1\.5 s/],
    [
      'another resource',
      (_, response) => response.end('{"resourceType":"Patient"}'),
      /something else than a CapabilityStatement/,
    ],
    [
      'another FHIR',
      (_, response) => response.end(capability.replace('4.0.1', '5.0.0')),
      /it speaks FHIR 5\.0\.0\. Name its address for FHIR R4/,
    ],
    [
      'a circle',
      (request, response) => response.writeHead(302, { location: String(request.url) }).end(),
      /it redirects more than 5 times/,
    ],
    [
      'a way out',
      (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      /it sends to an address that begins with file:; only http and https are asked/,
    ],
    [
      'half an answer',
      (_, response) => response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy()),
      /it ended (?:its answer in the middle|the connection)/,
    ],
    ['no end', endless, /its answer is longer than 16 MiB/],
  ];
  for (const [what, listener, said] of cases) {
    test(what, async () => {
      const session = sessionWith(await serve(listener));
      await expect(session.reply([loinc('1-1')])).rejects.toThrow(said);
      await expect(session.reply([loinc('1-2')])).rejects.toThrow(/run with --offline .*, or leave out --tx\.$/);
    });
  }

  test('no server', async () => {
    const session = sessionWith(await closedServer());
    await expect(session.reply([loinc('1-1')])).rejects.toThrow(/it refuses the connection\. Check its address/);
  });

  test('no TLS', async () => {
    const address = (await serve((_, response) => response.end(capability))).replace('http:', 'https:');
    await expect(sessionWith(address).reply([loinc('1-1')])).rejects.toThrow(
      /cannot be used: .*(?:SSL|TLS|packet|wrong version)/i,
    );
  });
});

describe('a server that fails at questions leaves them unanswered', () => {
  const cases: readonly (readonly [string, RequestListener, RegExp])[] = [
    [
      'a page',
      (_, response) => response.end('<html>'),
      /gave no answer: it answers with something that is not FHIR in JSON$/,
    ],
    ['a login', (_, response) => response.writeHead(401).end(), /it answers with HTTP 401$/],
    ['out of order', (_, response) => response.writeHead(503).end(), /it answers with HTTP 503$/],
    ['silence', () => {}, /it said nothing for 1\.5 s$/],
    [
      'another resource',
      (_, response) => response.end('{"resourceType":"Patient"}'),
      /a resource of the type Patient instead of Parameters$/,
    ],
    ['no end', endless, /its answer is longer than 16 MiB$/],
  ];
  for (const [what, listener, said] of cases) {
    test(what, async () => {
      const folder = temporaryFolder();
      const session = sessionWith(await serve(faulty(listener)), { folder });
      for (const reply of await session.reply([loinc('1-1'), loinc('1-2')]))
        expect(reply).toMatchObject({ outcome: 'unanswered', reason: expect.stringMatching(said) });
      await session.close();
      expect(readdirSync(folder)).toEqual([]); // a failure is no answer
    });
  }

  test('and is asked no more after three failures in a row', async () => {
    let requests = 0;
    const address = await serve(
      faulty((_, response) => {
        requests++;
        response.writeHead(500).end();
      }),
    );
    const session = sessionWith(address);
    for (let at = 0; at < 10; at++) await session.reply([loinc(`${at}-x`)]);
    expect(requests).toBe(3);
    expect(await session.reply([loinc('1-1')])).toMatchObject([
      { reason: expect.stringMatching(/was asked no more$/) },
    ]);
  });

  test('but not before it was asked again', async () => {
    let requests = 0;
    const address = await serve(
      faulty((_, response) => {
        if (++requests < 3) response.writeHead(429, { 'retry-after': '0' }).end();
        else response.end('{"resourceType":"Parameters","parameter":[{"name":"result","valueBoolean":true}]}');
      }),
    );
    expect(await sessionWith(address, { attempts: 3 }).reply([loinc('1-1')])).toEqual([{ outcome: 'known' }]);
    expect(requests).toBe(3);
  });

  test('with the answers of a batch that it mixes up', async () => {
    const echo = (code: string) => ({
      resource: {
        resourceType: 'Parameters',
        parameter: [
          { name: 'result', valueBoolean: true },
          { name: 'code', valueCode: code },
        ],
      },
    });
    const address = await serve(
      faulty((request, response) => {
        if (request.url === '/')
          response.end(JSON.stringify({ resourceType: 'Bundle', entry: [echo('b'), echo('a')] }));
        else
          response.end(
            JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'result', valueBoolean: false }] }),
          );
      }),
    );
    const replies = await sessionWith(address).reply([loinc('a'), loinc('b')]);
    expect(replies).toEqual([{ outcome: 'unknown-code' }, { outcome: 'unknown-code' }]);
  });
});

function endless(_: unknown, response: Parameters<RequestListener>[1]): void {
  const chunk = Buffer.alloc(1 << 20, 0x20);
  const more = () => {
    if (!response.destroyed) response.write(chunk, more);
  };
  more();
}
