import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Media {
  readonly schema: { readonly $ref: string };
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

const openapiText = readFileSync('input/images/openapi.yaml', 'utf8');
const openapi = parse(openapiText);
const requests = readFileSync('input/images/mesures.http', 'utf8').split(/^### /m).slice(1);

describe('the OpenAPI description', () => {
  test('is a valid one, of version 3.1', async () => {
    const { valid, errors } = await new Validator().validate(openapi);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(openapi.openapi).toBe('3.1.0');
  });

  test('a fault in it would be found', async () => {
    const { valid } = await new Validator().validate({ ...openapi, paths: { '/': { post: { responses: 7 } } } });
    expect(valid).toBe(false);
  });

  const media = mediaOf(openapi.paths);

  test('each example fits the schema that stands beside it', () => {
    const schemas = new Ajv2020({ strict: false }).addSchema({ $id: 'openapi', ...openapi });
    expect(media.flatMap(({ examples }) => Object.keys(examples)).length).toBeGreaterThan(50);
    for (const { schema, examples } of media) {
      const validate = schemas.getSchema(`openapi${schema.$ref}`);
      for (const [name, { value }] of Object.entries(examples)) {
        expect(validate?.(value), `${name}: ${JSON.stringify(validate?.errors)}`).toBe(true);
      }
    }
  });

  test('it has every code that the searches use, once', () => {
    const [code] = openapi.paths['/Observation'].get.parameters;
    expect(code.name).toBe('code');
    expect(code.schema.enum.length).toBe(14);
    expect(new Set(code.schema.enum).size).toBe(14);
  });
});

describe('the requests for a REST client', () => {
  test('each has a name of its own, a method, and the token', () => {
    const names = requests.map((request) => /^# @name (\S+)$/m.exec(request)?.[1]);
    expect(new Set(names).size).toBe(requests.length);
    for (const request of requests) {
      expect(request).toMatch(/^(POST \{\{base\}\}|GET \{\{base\}\}\/Observation\?\S+)$/m);
      expect(request).toMatch(/^Authorization: Bearer \{\{accessToken\}\}$/m);
    }
  });

  test('each body is one of the transactions of the OpenAPI description', () => {
    const transactions = openapi.paths['/'].post.requestBody.content['application/fhir+json'].examples;
    const bodies = requests.filter((request) => /^POST /m.test(request)).map((request) => JSON.parse(bodyOf(request)));
    expect(bodies.length).toBe(Object.keys(transactions).length);
    for (const body of bodies) expect(body).toEqual(transactions[body.id].value);
  });

  test('each search has a code and the user, and one of the two modes', () => {
    const searches = requests.flatMap((request) => /^GET \S+?\?(\S+)$/m.exec(request)?.[1] ?? []);
    expect(searches.length).toBeGreaterThanOrEqual(14);
    for (const search of searches) {
      const parameters = new URLSearchParams(search);
      expect(openapi.paths['/Observation'].get.parameters[0].schema.enum).toContain(parameters.get('code'));
      expect(parameters.get('subject.identifier')).toMatch(/^urn:oid:[\d.]+\|[\w-]+$/);
      expect(search).toContain('%7C');
      expect([parameters.getAll('date').length, parameters.get('_sort')]).toEqual(
        parameters.has('date') ? [2, null] : [0, '-date'],
      );
    }
  });
});

function mediaOf(node: unknown): Media[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'examples' in node && 'schema' in node ? [node as Media] : [];
  return [...own, ...Object.values(node).flatMap(mediaOf)];
}

function bodyOf(request: string): string {
  return request.slice(request.indexOf('\n\n'));
}
