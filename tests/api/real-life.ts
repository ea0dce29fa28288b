import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Device, Observation } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFolder } from '../guide/compile-guide.ts';
import { answered, found, judgeWith, resources } from './guide-api.ts';
import { shared } from './sent.ts';

const folder = join(projectFolder, 'tests', 'api', 'real-life');

const Payload = z.strictObject({
  what: z.string(),
  /** The minimal example of the guide that is sent: `poids` for `poids-minimal`. */
  measure: z.string(),
  /** The code of the specialisation of a device that is sent with it. */
  device: z.string().optional(),
  value: z.union([z.number(), z.string(), z.null()]).optional(),
  time: z.string().optional(),
  /** What is changed before it is sent: paths below bundle, observation, device and their requests; null takes away. */
  set: z.record(z.string(), z.unknown()).optional(),
  status: z.number(),
  /** `documented`, `decided Q21`, `unknown`; documented for what is accepted, where nothing is said. */
  basis: z.string().optional(),
  /** All that is answered, type and text. */
  answered: z.array(z.string()).optional(),
  /** The key of a constraint, or the name of a check, that must be among the findings. */
  finds: z.string().optional(),
  /** Where the expected answer is from; that of the file where nothing is said. */
  source: z.string().optional(),
});
type Payload = z.infer<typeof Payload>;

const File = z.strictObject({ source: z.string(), payloads: z.array(Payload) });

const judge = judgeWith();

/** What vendors send, as they would send it: each with the expected answer, and where that is from. */
export function testRealLife(): void {
  const files = readdirSync(folder).map((name) => {
    return [name, File.parse(parse(readFileSync(join(folder, name), 'utf8')))] as const;
  });

  test('there are 150 payloads of real life at least, each once', () => {
    const all = files.flatMap(([, { payloads }]) => payloads);
    expect(all.length).toBeGreaterThanOrEqual(150);
    const bodies = all.map((payload) => `${payload.status} ${JSON.stringify(bodyOf(payload))}`);
    const names = files.flatMap(([name, { payloads }]) => payloads.map(({ what }) => `${name}: ${what}`));
    expect(names.toSorted()).toEqual([...new Set(names)].sort());
    expect(new Set(bodies).size).toBeGreaterThanOrEqual(150);
  });

  for (const [name, { source, payloads }] of files)
    describe(`payloads of real life, ${name}`, () => {
      for (const payload of payloads)
        test(`${payload.what} (${payload.measure}) is answered ${payload.status}: ${payload.source ?? source}`, () => {
          const result = judge.validate(JSON.stringify(bodyOf(payload)), { file: 'payload.json' });
          const told = result.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
          expect(
            result.answer?.status,
            told.map(({ message, expression }) => `${expression}: ${message}`).join('\n'),
          ).toBe(payload.status);
          if (payload.answered !== undefined) expect(answered(result)).toEqual(payload.answered);
          if (payload.finds !== undefined) expect([...found(result)]).toContain(payload.finds);
          const { kind, questions = [] } = result.answer?.basis ?? {};
          const basis = [kind, ...questions.map(({ code }) => code)].join(' ');
          const expected = payload.basis ?? (payload.status === 200 ? 'documented' : undefined);
          if (expected !== undefined) expect(basis).toBe(expected);
        });
    });
}

/** The transaction that sends the payload. */
function bodyOf({ measure, device: specialization, value, time, set = {} }: Payload): Bundle {
  const example = resources.find(({ id }) => id === `${measure}-minimal`);
  if (example === undefined) throw new Error(`The guide has no example ${measure}-minimal.`);
  const observation = structuredClone(example) as unknown as Observation;
  const whole: Bundle = JSON.parse(shared('measure-and-device'));
  const [first, second] = whole.entry ?? [];
  if (first?.request === undefined || second?.request === undefined) throw new Error('No transaction to start from.');
  first.resource = observation;
  const device = second.resource as Device;
  if (specialization === undefined) whole.entry?.splice(1);
  else {
    observation.device = { reference: `Device/${device.id}` };
    const [type] = device.specialization?.[0]?.systemType.coding ?? [];
    if (type !== undefined) type.code = specialization;
  }
  const parts = {
    bundle: whole,
    observation,
    device,
    observationRequest: first.request,
    deviceRequest: second.request,
  };
  const changes = {
    ...(value === undefined ? {} : { 'observation.valueQuantity.value': value }),
    ...(time === undefined ? {} : { 'observation.effectiveDateTime': time }),
    ...set,
  };
  for (const [path, to] of Object.entries(changes)) put(parts, path.split('.'), to);
  return whole;
}

function put(target: object, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  const holder = target as { [key: string]: unknown };
  const below = holder[key];
  if (rest.length > 0) {
    if (typeof below !== 'object' || below === null) throw new Error(`Nothing is at ${path.join('.')}.`);
    put(below, rest, value);
  } else if (value !== null) {
    if (typeof below === 'object' && below !== null && !Array.isArray(below) && key.endsWith('Request'))
      Object.assign(below, value);
    else holder[key] = value;
  } else if (Array.isArray(target)) target.splice(Number(key), 1);
  else Reflect.deleteProperty(target, key);
}
