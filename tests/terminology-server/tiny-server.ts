import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CodingVerdict } from '../../scripts/model/definition/terminology.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { given } from '../terminology/given-definitions.ts';

/** How a server talks: R4 leaves much open, and servers in use differ. */
export interface Manner {
  /** Says of each issue what it is about, in the terms of HL7's own servers. */
  readonly isPrecise?: boolean;
  /** Answers several operations in one request. */
  readonly takesBatches?: boolean;
  /** Takes value sets that come with the question. */
  readonly takesValueSets?: boolean;
  /** Lists its code systems in TerminologyCapabilities. */
  readonly listsSystems?: boolean;
  /** Says of a code of a system that it lacks no more than that it is not valid. */
  readonly isCoarse?: boolean;
  readonly fhirVersion?: string;
}

/** A request as the server met it: `POST CodeSystem/$validate-code`, and what came with it. */
interface Met {
  readonly line: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface TinyServer {
  /** Base address, with a path. */
  readonly url: string;
  readonly met: Met[];
  close(): Promise<void>;
}

const loinc = {
  resourceType: 'CodeSystem',
  url: 'http://loinc.org',
  version: '2.78',
  content: 'complete',
  caseSensitive: true,
  property: [
    { code: 'CLASS', type: 'string' },
    { code: 'status', type: 'code' },
  ],
  concept: [
    {
      code: '29463-7',
      display: 'Body weight',
      designation: [{ language: 'fr-FR', value: 'Poids corporel [Masse] Patient ; Numérique' }],
      property: [{ code: 'CLASS', valueString: 'BDYWGT.ATOM' }],
    },
    { code: '8302-2', display: 'Body height', property: [{ code: 'CLASS', valueString: 'BDYHGT.ATOM' }] },
    { code: '41909-3', display: 'Deprecated Body mass index', property: [{ code: 'status', valueCode: 'deprecated' }] },
  ],
};

type Parameter = { readonly name: string; readonly resource?: object } & { readonly [value: string]: unknown };
type Answer = { readonly status: number; readonly body: object };

const txIssueType = 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type';

/** A terminology server of a few code systems, on this machine. Who starts it closes it. */
export async function startServer(manner: Manner = {}, codeSystems: readonly object[] = [loinc]): Promise<TinyServer> {
  const met: Met[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const path = (request.url ?? '').replace(/^\/r4\/?/, '');
      met.push({ line: `${request.method} ${path}`, body, authorization: request.headers.authorization });
      send(response, route(path, body, manner, codeSystems));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`,
    met,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(body));
}

function route(path: string, body: unknown, manner: Manner, codeSystems: readonly object[]): Answer {
  const { takesBatches = true, listsSystems = true, fhirVersion = '4.0.1' } = manner;
  if (path === 'metadata') {
    const software = { name: 'Tiny', version: '1.0' };
    return { status: 200, body: { resourceType: 'CapabilityStatement', fhirVersion, software } };
  }
  if (path === 'metadata?mode=terminology') {
    const codeSystem = listsSystems ? codeSystems.map((each) => ({ uri: (each as { url: string }).url })) : [];
    return { status: 200, body: { resourceType: 'TerminologyCapabilities', codeSystem } };
  }
  if (path.startsWith('CodeSystem?')) {
    const url = new URLSearchParams(path.slice(path.indexOf('?'))).get('url');
    const total = codeSystems.filter((each) => (each as { url: string }).url === url).length;
    return { status: 200, body: { resourceType: 'Bundle', type: 'searchset', total } };
  }
  if (path === '' && takesBatches) {
    const { entry } = body as { entry: { resource: object; request: { url: string } }[] };
    const answers = entry.map(({ resource, request }) => route(request.url, resource, manner, codeSystems));
    const entries = answers.map(({ status, body: resource }) => ({ resource, response: { status: String(status) } }));
    return { status: 200, body: { resourceType: 'Bundle', type: 'batch-response', entry: entries } };
  }
  const parameters = new Asked((body as { parameter?: Parameter[] } | undefined)?.parameter ?? []);
  if (path === 'CodeSystem/$validate-code') return validateCode(parameters, manner, codeSystems);
  if (path === 'ValueSet/$validate-code') return validateMember(parameters, manner, codeSystems);
  return refusal(404, 'not-found', `There is no ${path} here`);
}

function validateCode(
  asked: Asked,
  { isPrecise = false, isCoarse = false }: Manner,
  codeSystems: readonly object[],
): Answer {
  const [system, code, display] = [asked.text('url'), asked.text('code'), asked.text('display')];
  const found = codeSystems.find((each) => (each as { url: string }).url === system);
  if (found === undefined) {
    if (isCoarse) return result(false, [], { message: `Unknown code ${system}#${code}` });
    if (!isPrecise) return refusal(404, 'not-found', `The code system ${system} is not known`);
    return result(false, [issue('error', 'not-found', `A definition for CodeSystem '${system}' could not be found`)], {
      'x-caused-by-unknown-system': system,
    });
  }
  const { checkCoding } = createTerminology(given(...codeSystems));
  const asCoding = (shown: string) =>
    checkCoding({ ...(system === '' ? {} : { system }), code, ...(shown === '' ? {} : { display: shown }) });
  return toAnswer(asCoding(display), code, preferred(found, code), isPrecise);
}

function toAnswer(verdict: CodingVerdict, code: string, display: string | undefined, isPrecise: boolean): Answer {
  const issues = (...all: object[]) => (isPrecise ? all : []);
  switch (verdict.outcome) {
    case 'known': {
      const { status } = verdict;
      if (status === undefined) return result(true, [], { code, display });
      return result(true, issues(issue('warning', 'code-comment', `The concept is ${status}`)), {
        code,
        display,
        status,
      });
    }
    case 'wrong-display':
      return result(false, issues(issue('error', 'invalid-display', 'Wrong Display Name')), {
        code,
        display: isPrecise ? display : undefined, // others leave it open what is wrong
        message: 'Wrong Display Name',
      });
    default:
      return result(false, issues(issue('error', 'invalid-code', 'Unknown Code')), { code, message: 'Unknown Code' });
  }
}

function validateMember(asked: Asked, manner: Manner, codeSystems: readonly object[]): Answer {
  const { takesValueSets = true, isPrecise = false } = manner;
  const sent = asked.resource('valueSet');
  if (sent !== undefined && !takesValueSets) return refusal(400, 'not-supported', 'valueSet is not supported');
  const along = asked.all('tx-resource').flatMap(({ resource }) => resource ?? []);
  const known = sent === undefined ? ownValueSets : [sent, ...along];
  const url = sent === undefined ? asked.text('url') : (sent as { url: string }).url;
  const { isMember } = createTerminology(given(...known, ...codeSystems));
  const [system, code] = [asked.text('system'), asked.text('code')];
  const membership = isMember({ ...(system === '' ? {} : { system }), code }, url);
  switch (membership.outcome) {
    case 'member':
      return result(true, [], { code });
    case 'not-member':
      return result(false, isPrecise ? [issue('error', 'not-in-vs', 'Not in the value set')] : [], {
        code,
        message: 'Not in the value set',
      });
    case 'unknown-value-set':
      return refusal(404, 'not-found', `The value set ${url} is not known`);
    default:
      return refusal(422, 'not-found', membership.reason);
  }
}

/** What the server has itself. */
const ownValueSets = [
  {
    resourceType: 'ValueSet',
    url: 'http://test/weights',
    compose: {
      include: [{ system: 'http://loinc.org', filter: [{ property: 'CLASS', op: '=', value: 'BDYWGT.ATOM' }] }],
    },
  },
];

function preferred(codeSystem: object, code: string): string | undefined {
  const { concept } = codeSystem as { concept: readonly { code: string; display?: string }[] };
  return concept.find((each) => each.code === code)?.display;
}

class Asked {
  readonly #parameters: readonly Parameter[];

  constructor(parameters: readonly Parameter[]) {
    this.#parameters = parameters;
  }

  /** '' where it is absent. */
  text(name: string): string {
    const { name: _, resource: __, ...values } = this.#parameters.find((each) => each.name === name) ?? { name };
    return String(Object.values(values)[0] ?? '');
  }

  resource(name: string): object | undefined {
    return this.#parameters.find((each) => each.name === name)?.resource;
  }

  all(name: string): readonly Parameter[] {
    return this.#parameters.filter((each) => each.name === name);
  }
}

function result(
  is: boolean,
  issues: readonly object[],
  values: { readonly [name: string]: string | undefined },
): Answer {
  const parameter = [
    { name: 'result', valueBoolean: is },
    ...Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, [name === 'code' ? 'valueCode' : 'valueString']: value }],
    ),
    ...(issues.length === 0 ? [] : [{ name: 'issues', resource: { resourceType: 'OperationOutcome', issue: issues } }]),
  ];
  return { status: 200, body: { resourceType: 'Parameters', parameter } };
}

function issue(severity: string, type: string, text: string): object {
  return { severity, code: 'code-invalid', details: { coding: [{ system: txIssueType, code: type }], text } };
}

function refusal(status: number, code: string, text: string): Answer {
  return {
    status,
    body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] },
  };
}
