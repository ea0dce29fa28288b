import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { filesBelow, writeFiles } from '../cli/run-ig.ts';
import { packed, versionsDocument } from '../packages/loopback-registry.ts';
import {
  announcing,
  type Behaviour,
  endless,
  endlessHeaders,
  flood,
  type HostileServer,
  hangingUp,
  misjudging,
  page,
  ranting,
  redirecting,
  redirectingForEver,
  sending,
  silent,
  silentWithin,
  speakingInTongues,
  startServer,
  trickling,
  tricklingHeaders,
} from './hostile-server.ts';
import { loopbackIdentity } from './loopback-certificate.ts';
import { type Row, tryAll } from './rows.ts';
import type { Place } from './surroundings.ts';

const SECRET = 'sesame-open';
/** Seconds of silence, so that rows with a silent server are short. */
const IMPATIENT = { IG_NETWORK_TIMEOUT: '0.5' };
const impatient = { env: IMPATIENT };
const missing: Behaviour = (_, response) => void response.writeHead(404).end();

// A registry.

interface Registry {
  /** Answers the request for the list of versions. */
  readonly list?: Behaviour;
  /** Answers every other one. */
  readonly archive?: Behaviour;
  /** Where the list says that the archive is. */
  readonly tarball?: string;
}

const list = (tarball?: string) =>
  sending(versionsDocument('example.a', { '1.0.0': tarball === undefined ? {} : { tarball } }, '1.0.0'));

const startRegistry = ({ list: answer, archive = missing, tarball }: Registry) =>
  startServer((request, response) => {
    if (request.url === '/example.a') (answer ?? list(tarball))(request, response);
    else archive(request, response);
  });

/** A run that needs a package which only the registry has. */
const wanting = {
  files: {
    'p.json':
      '{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"}}',
  },
  args: ['validate', '--fhir-only', '--package', 'example.a#1.0.0', 'p.json'],
} as const;

function registryRow(input: string, registry: Registry, says: RegExp, more: Partial<Row> = {}): Row {
  return {
    input: `a registry: ${input}`,
    ...wanting,
    prepare: async () => ({ FPL_REGISTRY: (await startRegistry(registry)).url }),
    code: 1,
    says: [/The registry http:\S+ could not be asked for example\.a#1\.0\.0: /, says],
    seconds: 30,
    mebibytes: 512,
    after: (_, place) => noDownloads(place),
    ...more,
  };
}

function noDownloads({ cache }: Place): void {
  expect(filesBelow(join(cache, 'downloads'))).toEqual([]);
}

const versions: readonly Row[] = [
  registryRow('silence', { list: silent() }, /it said nothing for 0.5 s/, impatient),
  registryRow('silence within its answer', { list: silentWithin() }, /it said nothing for 0.5 s/, impatient),
  registryRow('a blank now and then, for ever', { list: trickling() }, /it sends less than 1 KiB a second/, impatient),
  registryRow('a header now and then, for ever', { list: tricklingHeaders() }, /it said nothing for 0.5 s/, impatient),
  registryRow(
    'a promise of an answer now and then, for ever',
    { list: announcing() },
    /it said nothing for 0.5 s/,
    impatient,
  ),
  registryRow('headers without an end', { list: endlessHeaders() }, /its headers are too long/),
  registryRow('a list of versions without an end', { list: endless() }, /its answer is longer than 16 MiB/),
  registryRow('10 MB of gzip that unpack to 10 GB', { list: flood('gzip') }, /its answer is longer than 16 MiB/),
  registryRow('brotli that unpacks to 10 GB', { list: flood('br') }, /its answer is longer than 16 MiB/),
  registryRow('an announced petabyte', { list: misjudging(1e15) }, /its answer is longer than 16 MiB/),
  registryRow('less than it announced', { list: misjudging(1e6) }, /it ended its answer in the middle/),
  registryRow(
    'redirects without an end',
    { list: redirectingForEver(), archive: redirectingForEver() },
    /it redirects more than 5 times/,
  ),
  registryRow(
    'a redirect to an address that is none',
    { list: redirecting('http://[') },
    /it sends to an address that is none/,
  ),
  registryRow('a page to log in', { list: page() }, /with something that is not JSON/),
  registryRow('another protocol', { list: speakingInTongues() }, /it does not answer in HTTP/),
  registryRow(
    'the connection ended at once',
    { list: hangingUp() },
    /it ended (the connection|its answer in the middle)/,
  ),
  registryRow(
    'a list of another form',
    { list: sending('{"versions":[1]}') },
    /its list of versions .* cannot be read/,
  ),
  registryRow(
    'JSON of 5 million nested arrays',
    { list: sending(`{"versions":${'['.repeat(5e6)}${']'.repeat(5e6)}}`) },
    /with JSON that nests deeper than 500 levels/,
  ),
  registryRow(
    '200,000 versions',
    { list: sending(`{"versions":{${Array.from({ length: 2e5 }, (_, at) => `"1.0.${at}":{}`)}}}`) },
    /./,
    {
      says: /example\.a#1\.x, which no source has/,
      args: ['validate', '--fhir-only', '--package', 'example.a#1.x', 'p.json'],
      mebibytes: 1024,
    },
  ),
  registryRow(
    '16 MiB of small JSON values',
    { list: sending(`{"versions":{},"x":[${'{},'.repeat(5.5e6)}0]}`) },
    /no source has/,
    { says: /which no source has/, mebibytes: 1024 },
  ),
];

const archives: readonly Row[] = [
  registryRow('an archive that never goes on', { archive: silentWithin() }, /it said nothing for 0.5 s/, impatient),
  registryRow(
    'an archive of one byte now and then',
    { archive: trickling() },
    /it sends less than 1 KiB a second/,
    impatient,
  ),
  registryRow('an archive without an end', { archive: endless() }, /its answer is longer than 512 MiB/),
  registryRow(
    'an archive of an announced petabyte',
    { archive: misjudging(1e15) },
    /its answer is longer than 512 MiB/,
  ),
  registryRow(
    'an archive behind redirects without an end',
    { archive: redirectingForEver() },
    /it redirects more than 5 times/,
  ),
  registryRow('a page in place of an archive', { archive: page() }, /./, {
    says: /is not packed with gzip, or it is damaged/,
  }),
];

const refusedAddresses: Readonly<Record<string, RegExp>> = {
  'data:application/gzip;base64,H4sIAAAAAAAAAwMAAAAAAAAAAAA=': /it sends to an address that begins with data:/,
  'file:///etc/passwd': /it sends to an address that begins with file:/,
  'blob:http://127.0.0.1/00000000-0000-0000-0000-000000000000': /it sends to an address that begins with blob:/,
  'ftp://127.0.0.1/a.tgz': /it sends to an address that begins with ftp:/,
  'javascript:alert(1)': /it sends to an address that begins with javascript:/,
  'http://[::1': /it sends to an address that is none/,
  [`http://user:${SECRET}@127.0.0.1/a.tgz`]: /it sends to an address with a user and password/,
  [`http://127.0.0.1/${'a'.repeat(1_000_000)}`]: /it sends to an address of 1000017 characters/,
};

const addresses: Row[] = Object.entries(refusedAddresses).map(([address, says]) =>
  registryRow(`an archive at ${address.slice(0, 30)}`, { tarball: address }, says, { saysNot: new RegExp(SECRET) }),
);
for (const address of ['data:text/plain,x', 'file:///etc/passwd', `http://user:${SECRET}@127.0.0.1/a.tgz`]) {
  const more = { saysNot: new RegExp(SECRET) };
  addresses.push(registryRow(`a redirect to ${address}`, { archive: redirecting(address) }, /it sends to an? /, more));
}

// Tokens: of two servers, of which one has the token's origin.

let [own, other]: readonly HostileServer[] = [];
const tokensMet = (server: HostileServer | undefined) =>
  (server?.met ?? []).flatMap(({ authorization }) => authorization ?? []);

function expectTokens(...counts: readonly number[]): () => void {
  return () => {
    expect(other?.met.length).toBeGreaterThan(0);
    expect([own, other].map((server) => tokensMet(server).length)).toEqual(counts);
  };
}

const tokens: readonly Row[] = [
  {
    input: 'a registry: an archive on another host gets no token',
    ...wanting,
    prepare: async () => {
      const tgz = await packed('example.a#1.0.0');
      other = await startServer(sending(tgz));
      own = await startRegistry({ tarball: `${other.url}/a.tgz` });
      return { FPL_REGISTRY: own.url, FPL_REGISTRY_TOKEN: SECRET };
    },
    code: 0,
    saysNot: new RegExp(SECRET),
    after: expectTokens(1, 0),
  },
  {
    input: 'a registry: a redirect to another port gets no token, nor the way back from there',
    ...wanting,
    prepare: async () => {
      const tgz = await packed('example.a#1.0.0');
      own = await startRegistry({
        archive: (request, response) => {
          if (request.url === '/back') sending(tgz)(request, response);
          else redirecting(`${other?.url}/a.tgz`)(request, response);
        },
      });
      other = await startServer(redirecting(`${own.url}/back`));
      return { FPL_REGISTRY: own.url, FPL_REGISTRY_TOKEN: SECRET };
    },
    code: 0,
    saysNot: new RegExp(SECRET),
    after: expectTokens(2, 0),
  },
  {
    input: 'a registry: a redirect from https to http gets no token, on this machine',
    ...wanting,
    prepare: async ({ home }) => {
      const tgz = await packed('example.a#1.0.0');
      const identity = loopbackIdentity();
      writeFileSync(join(home, 'ca.pem'), identity.cert);
      other = await startServer(sending(tgz));
      own = await startServer((request, response) => {
        if (request.url === '/example.a') list()(request, response);
        else redirecting(`${other?.url}/a.tgz`)(request, response);
      }, identity);
      return { FPL_REGISTRY: own.url, FPL_REGISTRY_TOKEN: SECRET, NODE_EXTRA_CA_CERTS: join(home, 'ca.pem') };
    },
    code: 0,
    saysNot: new RegExp(SECRET),
    after: expectTokens(2, 0),
  },
  {
    input: 'a registry on https: an archive on http is refused',
    ...wanting,
    prepare: async ({ home }) => {
      const identity = loopbackIdentity();
      writeFileSync(join(home, 'ca.pem'), identity.cert);
      own = await startServer(list('http://registry.invalid/a.tgz'), identity);
      return { FPL_REGISTRY: own.url, NODE_EXTRA_CA_CERTS: join(home, 'ca.pem') };
    },
    code: 1,
    says: /it is on https and sends to http:\/\/registry\.invalid/,
  },
  {
    input: 'a registry: 401 from another host says where the token belongs',
    ...wanting,
    prepare: async () => {
      other = await startServer(sending('no', 401));
      own = await startRegistry({ tarball: `${other.url}/a.tgz` });
      return { FPL_REGISTRY: own.url, FPL_REGISTRY_TOKEN: SECRET };
    },
    code: 1,
    says: /with HTTP 401; FPL_REGISTRY_TOKEN is sent to http:\/\/127\.0\.0\.1:\d+ alone/,
    saysNot: new RegExp(SECRET),
    after: expectTokens(1, 0),
  },
  {
    input: 'a registry: a user and password in FPL_REGISTRY',
    ...wanting,
    env: { FPL_REGISTRY: `http://user:${SECRET}@127.0.0.1:9` },
    code: 2,
    says: /FPL_REGISTRY .* FPL_REGISTRY_TOKEN/,
    saysNot: new RegExp(SECRET),
  },
  ...(['FPL_REGISTRY_TOKEN', 'IG_TX_TOKEN'] as const).map(
    (name): Row => ({
      input: `${name} is no token`,
      ...wanting,
      args: [...wanting.args, '--tx', 'http://127.0.0.1:9/r4', '--tx-cache', 'tx'],
      env: { FPL_REGISTRY: 'http://127.0.0.1:9', [name]: `${SECRET}\nx: y` },
      code: 2,
      says: new RegExp(`${name} has a space, a line break`),
      saysNot: new RegExp(SECRET),
    }),
  ),
  {
    input: 'a registry: FPL_REGISTRY is no address',
    ...wanting,
    env: { FPL_REGISTRY: 'file:///etc' },
    code: 2,
    says: /FPL_REGISTRY must be the http or https address/,
  },
  {
    input: 'a registry: what its addresses carry behind the ? stays out of the lockfile',
    files: {
      'sushi-config.yaml':
        'canonical: https://example.org/x\nfhirVersion: 4.0.1\nversion: 0.1.0\nFSHOnly: true\ndependencies:\n  example.a: 1.0.0\n',
    },
    args: ['packages', 'lock', '--source', 'registry'],
    prepare: async () => {
      const tgz = await packed('example.a#1.0.0');
      own = await startServer((request, response) => {
        const answer = request.url === '/example.a' ? list(`/a.tgz?signature=${SECRET}`) : missing;
        (request.url?.startsWith('/a.tgz') === true ? sending(tgz) : answer)(request, response);
      });
      return { FPL_REGISTRY: own.url };
    },
    code: 0,
    saysNot: new RegExp(SECRET),
    writes: /^fhir-packages\.lock\.json$/,
    after: (_, { work }) => {
      const lock = readFileSync(join(work, 'fhir-packages.lock.json'), 'utf8');
      expect(lock).toContain('/a.tgz"');
      expect(lock).not.toContain(SECRET);
    },
  },
  {
    input: 'IG_NETWORK_TIMEOUT is no number of seconds',
    ...wanting,
    env: { IG_NETWORK_TIMEOUT: 'soon' },
    code: 2,
    says: /IG_NETWORK_TIMEOUT must be a number of seconds from 0\.1 to 300; found "soon"/,
  },
];

const leftovers: readonly Row[] = [
  {
    input: 'what killed downloads have left in the cache goes with the next one; what a live one writes stays',
    ...wanting,
    prepare: async ({ cache }) => {
      const tgz = await packed('example.a#1.0.0');
      own = await startRegistry({ archive: sending(tgz) });
      const long = new Date(Date.now() - 3 * 3_600_000);
      writeFiles(join(cache, 'downloads'), { '.0123456789ab.part': 'old', '.fedcba987654.part': 'new' });
      utimesSync(join(cache, 'downloads', '.0123456789ab.part'), long, long);
      return { FPL_REGISTRY: own.url };
    },
    code: 0,
    after: (_, { cache }) => {
      const names = readdirSync(join(cache, 'downloads'));
      expect(names.filter((name) => name.endsWith('.part'))).toEqual(['.fedcba987654.part']);
      expect(names).toHaveLength(2);
    },
  },
  {
    input: 'kill -9 within a download: the next run takes its part away',
    ...wanting,
    shell:
      '"$NODE" "$IG" "$@" & PID=$!; until ls -A "$IG_CACHE/downloads" 2>/dev/null | grep -q part; do sleep 0.05; done; kill -9 $PID; wait $PID; ls -A "$IG_CACHE/downloads" | wc -l; FPL_REGISTRY="$GOOD" exec "$NODE" "$IG" "$@"',
    prepare: async () => {
      const tgz = await packed('example.a#1.0.0');
      const [bad, good] = [
        await startRegistry({ archive: silentWithin('x') }),
        await startRegistry({ archive: sending(tgz) }),
      ];
      return { FPL_REGISTRY: bad.url, GOOD: good.url };
    },
    code: 0,
    says: /^1$/m,
    after: (_, { cache }) => {
      const names = readdirSync(join(cache, 'downloads'));
      expect(names).toHaveLength(1);
      expect(names[0]).toMatch(/\.tgz$/);
    },
  },
  {
    input: 'a registry that gives the same package another address each time does not fill the cache',
    ...wanting,
    shell: 'for i in 1 2 3 4; do "$NODE" "$IG" "$@" || exit 9; done',
    prepare: async () => {
      const tgz = await packed('example.a#1.0.0');
      let count = 0;
      own = await startServer((request, response) => {
        if (request.url === '/example.a') list(`/archive/${++count}/a.tgz`)(request, response);
        else sending(tgz)(request, response);
      });
      return { FPL_REGISTRY: own.url };
    },
    code: 0,
    after: (_, { cache }) => {
      expect(own?.met.filter(({ url }) => url.startsWith('/archive/')).length).toBe(4);
      expect(readdirSync(join(cache, 'downloads'))).toHaveLength(3);
    },
  },
  {
    input: 'packages that depend on ever more packages',
    ...wanting,
    prepare: async () => {
      const counter = /^\/example\.(?:a|n(\d+))/;
      own = await startServer((request, response) => {
        const [path = '', number = '0'] = counter.exec(request.url ?? '') ?? [];
        const id = path.slice(1);
        if (request.url === path) sending(versionsDocument(id, { '1.0.0': {} }))(request, response);
        else
          void packed(`${id}#1.0.0`, { [`example.n${Number(number) + 1}`]: '1.0.0' }).then((tgz) =>
            sending(tgz)(request, response),
          );
      });
      return { FPL_REGISTRY: own.url };
    },
    code: 1,
    says: /depends on more than 300 packages/,
  },
];

// A terminology server.

interface TerminologyServer {
  readonly metadata?: Behaviour;
  readonly capabilities?: Behaviour;
  readonly search?: Behaviour;
  readonly batch?: Behaviour;
  readonly operation?: Behaviour;
}

const capable = sending('{"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"Hostile"}}');
const parameters = (...parameter: readonly object[]) =>
  sending(JSON.stringify({ resourceType: 'Parameters', parameter }));
const yes = { name: 'result', valueBoolean: true };
const listing = sending('{"resourceType":"TerminologyCapabilities","codeSystem":[{"uri":"http://loinc.org"}]}');

const startTerminology = (given: TerminologyServer) =>
  startServer((request, response) => {
    const {
      metadata = capable,
      capabilities = listing,
      search = missing,
      batch = missing,
      operation = parameters(yes),
    } = given;
    const { url = '' } = request;
    const isAnswering = {
      '/r4/metadata': metadata,
      '/r4/metadata?mode=terminology': capabilities,
      '/r4': batch,
    }[url];
    (isAnswering ?? (url.startsWith('/r4/CodeSystem?') ? search : operation))(request, response);
  });

const observation = (code: string, system = 'http://loinc.org') =>
  JSON.stringify({
    resourceType: 'Observation',
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' },
    status: 'final',
    code: { coding: [{ system, code }] },
    subject: { display: 'x' },
    performer: [{ display: 'x' }],
    effectiveDateTime: '2026-01-01',
    valueString: 'x',
  });

function terminologyRow(input: string, server: TerminologyServer, says: RegExp, more: Partial<Row> = {}): Row {
  return {
    input: `a terminology server: ${input}`,
    files: { 'a.json': observation('718-7'), 'b.json': observation('2160-0') },
    args: ['validate', '--fhir-only', '--tx-cache', 'tx', '--fail-on', 'error', 'a.json', 'b.json'],
    shell: 'exec "$NODE" "$IG" "$@" --tx "$TX"',
    prepare: async () => ({ TX: `${(await startTerminology(server)).url}/r4` }),
    code: 0,
    says,
    seconds: 30,
    mebibytes: 512,
    writes: /^tx(\/|$)/,
    ...more,
  };
}

const unusable = { code: 2, saysNot: /resource.*valid/ } as const;

const terminology: readonly Row[] = [
  terminologyRow('silence', { metadata: silent() }, /cannot be used: it said nothing for 0.5 s/, {
    ...unusable,
    ...impatient,
  }),
  terminologyRow(
    'headers without an end',
    { metadata: endlessHeaders() },
    /cannot be used: its headers are too long/,
    unusable,
  ),
  terminologyRow(
    'a gzip flood',
    { metadata: flood('gzip') },
    /cannot be used: its answer is longer than 16 MiB/,
    unusable,
  ),
  terminologyRow(
    'redirects without an end',
    { metadata: redirectingForEver(), operation: redirectingForEver() },
    /it redirects more than 5 times/,
    unusable,
  ),
  terminologyRow(
    'a redirect to a file',
    { metadata: redirecting('file:///etc/passwd') },
    /it sends to an address that begins with file:/,
    unusable,
  ),
  terminologyRow('a page', { metadata: page() }, /it answers with something that is not FHIR/, unusable),
  terminologyRow(
    'a name of a megabyte',
    { metadata: sending(JSON.stringify({ resourceType: 'CapabilityStatement', fhirVersion: `${'9'.repeat(1e6)}` })) },
    /it speaks FHIR 9{297}\.\.\./,
    unusable,
  ),
  terminologyRow('capabilities without an end', { capabilities: endless() }, /2 resources valid/),
  terminologyRow(
    'a search that never ends, asked for each code system once at most',
    { capabilities: missing, search: silent() },
    /3 resources valid/,
    {
      files: {
        'a.json': observation('1', 'http://a.test'),
        'b.json': observation('2', 'http://b.test'),
        'c.json': observation('3', 'http://c.test'),
      },
      args: ['validate', '--fhir-only', '--tx-cache', 'tx', '--fail-on', 'error', 'a.json', 'b.json', 'c.json'],
      seconds: 10,
      ...impatient,
    },
  ),
  terminologyRow(
    'answers without an end',
    { operation: endless() },
    /gave no answer: its answer is longer than 16 MiB/,
  ),
  terminologyRow(
    'answers that trickle',
    { operation: trickling() },
    /gave no answer: it sends less than 1 KiB a second/,
    impatient,
  ),
  terminologyRow('a refusal of a megabyte that drives the terminal', { operation: ranting() }, /Not checked/, {
    after: ({ stdout }, { work }) => {
      expect(stdout.length).toBeLessThan(5_000);
      for (const name of filesBelow(join(work, 'tx')))
        expect(readFileSync(join(work, 'tx', name)).length).toBeLessThan(5_000);
    },
  }),
  terminologyRow(
    'a display of a megabyte',
    {
      operation: parameters(
        { name: 'result', valueBoolean: false },
        { name: 'display', valueString: 'long '.repeat(2e5) },
      ),
    },
    /code-unknown|display/,
    {
      files: {
        'a.json': observation('718-7').replace('"code":"718-7"', '"code":"718-7","display":"Weight"'),
        'b.json': observation('2160-0'),
      },
      code: 1,
      after: ({ stdout }, { work }) => {
        expect(stdout.length).toBeLessThan(5_000);
        for (const name of filesBelow(join(work, 'tx')))
          expect(readFileSync(join(work, 'tx', name)).length).toBeLessThan(5_000);
      },
    },
  ),
  terminologyRow(
    'an answer about another code system',
    { operation: parameters(yes, { name: 'system', valueUri: 'http://snomed.info/sct' }) },
    /it answers about http:\/\/snomed\.info\/sct/,
  ),
  terminologyRow(
    'an answer about another code',
    { operation: parameters(yes, { name: 'code', valueCode: '1-1' }) },
    /it answers about .*1-1/,
  ),
  terminologyRow(
    'an answer of another type',
    { operation: sending('{"resourceType":"Patient"}') },
    /a resource of the type Patient instead of Parameters/,
  ),
  terminologyRow(
    'a result that is a text',
    { operation: parameters({ name: 'result', valueBoolean: 'true' }) },
    /Parameters of another form/,
  ),
  terminologyRow(
    'more answers to a batch than questions',
    { batch: sending(batchOf(3)), operation: sending('{}') },
    /gave no answer/,
    { saysNot: /all known/ },
  ),
  terminologyRow(
    'fewer answers to a batch than questions',
    { batch: sending(batchOf(1)), operation: sending('{}') },
    /gave no answer/,
  ),
  terminologyRow(
    'a batch of a million answers',
    { batch: sending(batchOf(100_000)), operation: sending('{}') },
    /gave no answer/,
  ),
  {
    ...terminologyRow('credentials go to no other port', {}, /2 resources valid/),
    prepare: async () => {
      other = await startServer(capable);
      own = await startServer((request, response) => redirecting(`${other?.url}${request.url}`)(request, response));
      return { TX: own.url.replace('//', `//user:${SECRET}@`) };
    },
    says: /gave no answer/,
    saysNot: new RegExp(SECRET),
    after: () => {
      expect(other?.met.length).toBeGreaterThan(0);
      expect(tokensMet(own).length).toBeGreaterThan(0);
      expect(tokensMet(other)).toEqual([]);
    },
  },
  ...[
    'http://user:SECRET@127.0.0.1:9/r4?x=1',
    'ftp://user:SECRET@127.0.0.1/r4',
    'http://user:SECRET@[::1/r4',
    'http://%zz:SECRET@127.0.0.1:9/r4',
  ].map(
    (address): Row => ({
      ...terminologyRow(`no address: ${address}`, {}, /--tx/),
      prepare: () => ({ TX: address.replace('SECRET', SECRET) }),
      code: 2,
      saysNot: new RegExp(SECRET),
    }),
  ),
];

function batchOf(count: number): string {
  const resource = { resourceType: 'Parameters', parameter: [yes] };
  const entry = Array.from({ length: count }, () => ({ resource, response: { status: '200' } }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'batch-response', entry });
}

// A Maven repository.

function mavenRow(input: string, behaviour: Behaviour, says: RegExp, more: Partial<Row> = {}): Row {
  return {
    input: `a Maven repository: ${input}`,
    files: {
      'sushi-config.yaml': 'canonical: https://example.org/x\nfhirVersion: 4.0.1\nversion: 0.1.0\nFSHOnly: true\n',
      'fhir-packages.lock.json': '{"lockfileVersion":1,"packages":[]}',
    },
    args: ['packages', 'bundle', 'export', 'kit.tar', '--without', 'publisher'],
    prepare: async ({ cache }) => {
      writeFiles(join(cache, 'jars'), { '.0123456789ab.part': 'old' });
      const long = new Date(Date.now() - 3 * 3_600_000);
      utimesSync(join(cache, 'jars', '.0123456789ab.part'), long, long);
      return { IG_MAVEN_REPOSITORY: (await startServer(behaviour)).url };
    },
    code: 2,
    says: [/of the HL7 validator cannot be had from http:\S+|is refused/, says],
    seconds: 30,
    mebibytes: 512,
    after: (_, { cache, work }) => {
      expect(filesBelow(join(cache, 'jars'))).toEqual([]);
      expect(existsSync(join(work, 'kit.tar'))).toBe(false);
    },
    ...more,
  };
}

const maven: readonly Row[] = [
  mavenRow('an archive without an end', endless(), /its answer is longer than the \d+ bytes that are wanted/),
  mavenRow('a trickle', trickling(), /it sends less than 1 KiB a second/, impatient),
  mavenRow('a page', page(), /is refused: it has \d+ bytes, and \d+ are wanted/),
  mavenRow('redirects without an end', redirectingForEver(), /it redirects more than 5 times/),
  {
    ...mavenRow('a user and password in its address', missing, /IG_MAVEN_REPOSITORY/),
    prepare: () => ({ IG_MAVEN_REPOSITORY: `http://user:${SECRET}@127.0.0.1:9/maven2` }),
    says: /IG_MAVEN_REPOSITORY must be .*; found an address with a user and password in it/,
    saysNot: new RegExp(SECRET),
    after: () => {},
  },
];

tryAll('servers', [...versions, ...archives, ...addresses, ...tokens, ...leftovers, ...terminology, ...maven]);
