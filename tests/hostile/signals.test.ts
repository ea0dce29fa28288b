import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { patientLines } from '../commands/patients.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';
import { quickPatient, slowPackage, slowPatient, slowProfile } from './slow-profile.ts';

type Meanwhile = NonNullable<Row['meanwhile']>;

/** Sends signals one after the other, the first when the program has said so and some time after that. */
function send(when: RegExp, afterMs: number, ...names: readonly NodeJS.Signals[]): Meanwhile {
  return async (pid, said) => {
    while (!when.test(said())) {
      if (!isRunning(pid)) return;
      await setTimeout(10);
    }
    for (const name of names) {
      await setTimeout(afterMs);
      if (isRunning(pid)) process.kill(pid, name);
    }
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const slow = { ...slowPackage('slow'), 'quick.json': quickPatient, 'slow.json': slowPatient };
const held = ['validate', '--fhir-only', '--offline', '--package', 'slow', '--profile', slowProfile];
const isStopped = /Stopped by SIGINT\. The report has what was found until then\./;
const isPart = /fatal\s+The run was stopped by SIG\w+\. Not checked: \d files? of \d/;
const inSlice = /^Validate$/m;

const validation: readonly Row[] = [
  {
    input: 'Ctrl-C while a resource is validated: what was found before is told',
    files: slow,
    args: [...held, '--format', 'ndjson', 'quick.json', 'slow.json'],
    meanwhile: send(/"Patient\/quick"/, 300, 'SIGINT'),
    code: 2,
    says: [isStopped, /mole/, /"rule":"interrupted","message":"[^"]+Not checked: 1 file of 2, slow\.json\."/],
  },
  {
    input: 'SIGTERM while a resource is validated in this thread',
    files: slow,
    args: [...held, 'slow.json', 'quick.json'],
    meanwhile: send(inSlice, 300, 'SIGTERM'),
    code: 2,
    says: [isPart, /✖ stopped before the end: 0 resources checked/, /ig: Stopped by SIGTERM/],
  },
  {
    input: 'SIGTERM while a resource is validated in a thread of its own',
    files: slow,
    args: [...held, 'slow.json', 'quick.json'],
    meanwhile: send(inSlice, 3_000, 'SIGTERM'),
    code: 2,
    says: [isPart, /ig: Stopped by SIGTERM/],
  },
  {
    input: 'Ctrl-C in two threads, one of which is at a resource for ever',
    files: slow,
    args: [...held, '--jobs', '2', '--format', 'ndjson', 'slow.json', 'quick.json'],
    meanwhile: send(inSlice, 2_000, 'SIGINT'),
    code: 2,
    says: [isStopped, /Not checked: [12] files? of 2, .*slow\.json/],
  },
  {
    input: 'Ctrl-C twice at once',
    files: slow,
    args: [...held, 'slow.json'],
    meanwhile: send(inSlice, 100, 'SIGINT', 'SIGINT'),
    code: 'SIGINT',
    seconds: 20,
  },
  {
    input: 'Ctrl-C, then SIGTERM before the report is out',
    files: slow,
    args: [...held, 'slow.json'],
    meanwhile: send(inSlice, 100, 'SIGINT', 'SIGTERM'),
    code: 'SIGTERM',
    seconds: 20,
  },
  {
    input: 'Ctrl-C with --output: the file is whole, and says that it is a part',
    files: slow,
    args: [...held, '--format', 'json', '--output', 'out/report.json', 'slow.json'],
    meanwhile: send(inSlice, 300, 'SIGINT'),
    code: 2,
    says: isStopped,
    writes: /^out/,
    after: (_, { work }) => {
      const { issues } = JSON.parse(readFileSync(join(work, 'out/report.json'), 'utf8'));
      expect(issues).toContainEqual(expect.objectContaining({ severity: 'fatal', rule: 'interrupted' }));
    },
  },
  {
    input: 'Ctrl-C twice with --output: nothing of it is left',
    files: slow,
    args: [...held, '--format', 'ndjson', '--output', 'report.json', 'slow.json'],
    meanwhile: send(inSlice, 100, 'SIGINT', 'SIGINT'),
    code: 'SIGINT',
  },
  {
    input: 'Ctrl-C with --write-baseline: a baseline of a part is none',
    files: slow,
    args: [...held, '--write-baseline', 'baseline.json', 'slow.json'],
    meanwhile: send(inSlice, 300, 'SIGINT'),
    code: 2,
    says: [isStopped, isPart],
  },
  {
    input: 'Ctrl-C with --engine both, while ours validates',
    files: slow,
    args: [...held, '--engine', 'both', 'slow.json'],
    meanwhile: send(inSlice, 300, 'SIGINT'),
    code: 2,
    says: [isStopped, isPart],
  },
  {
    input: 'Ctrl-C while standard input waits for somebody to type',
    args: ['validate', '--fhir-only', '--offline', '-'],
    shell: 'mkfifo typed; exec "$NODE" "$IG" "$@" 0<>typed',
    meanwhile: send(inSlice, 300, 'SIGINT'),
    code: 2,
    says: [isStopped, /Not checked: 1 file of 1, standard input\./],
    writes: /^typed$/,
  },
  {
    input: 'SIGTERM, and once more at most, while nobody reads what is written',
    files: { 'many.ndjson': patientLines(2_000) },
    args: ['validate', '--fhir-only', '--offline', '--format', 'ndjson', 'many.ndjson'],
    shell: 'mkfifo unread; exec "$NODE" "$IG" "$@" 1<>unread',
    meanwhile: send(inSlice, 2_000, 'SIGTERM', 'SIGTERM'),
    code: 'SIGTERM',
    writes: /^unread$/,
  },
  {
    input: 'a reader that goes after the first line',
    files: { 'many.ndjson': patientLines(20_000) },
    args: ['validate', '--fhir-only', '--offline', '--format', 'ndjson', '--quiet', 'many.ndjson'],
    shell: '"$NODE" "$IG" "$@" | head -n 1 | cut -c 1-20; exit $PIPESTATUS',
    code: 1, // the verdict on all of them
    says: /^\{"tool":\{"name":"ig"/,
  },
  {
    input: 'SIGTERM before anything is begun',
    files: { 'quick.json': quickPatient },
    args: ['validate', '--fhir-only', '--offline', 'quick.json'],
    meanwhile: send(/(?:)/, 150, 'SIGTERM'),
    code: 'SIGTERM',
  },
  {
    input: 'SIGHUP while a resource is validated: there is nobody to tell anything',
    files: slow,
    args: [...held, 'slow.json'],
    meanwhile: send(inSlice, 300, 'SIGHUP'),
    code: 'SIGHUP',
  },
  {
    input: 'Ctrl-C at a terminal: the shell is told, so that its loop ends too',
    files: slow,
    args: [...held, 'slow.json'],
    shell: [
      'press() { until grep -q Valid typescript 2>/dev/null; do sleep 0.1; done; sleep 0.3; printf "\\003"; sleep 3; }',
      'set -o pipefail; export ARGS="$*"',
      'press | script -qfec \'"$NODE" "$IG" $ARGS\' typescript >/dev/null; code=$?',
      'grep -o "Stopped by SIGINT" typescript; exit $code',
    ].join('\n'),
    code: 130,
    says: /Stopped by SIGINT/,
    writes: /^typescript$/,
  },
];

const limits: readonly Row[] = [
  ...[1, 2].map(
    (jobs): Row => ({
      input: `a resource that takes for ever, in ${jobs} ${jobs === 1 ? 'thread' : 'threads'}: it is given up, and the others are validated`,
      files: { ...slow, 'mixed.ndjson': `${quickPatient}\n\n${slowPatient}\n${quickPatient}\n` },
      args: [...held, '--time-limit', '4', '--jobs', `${jobs}`, 'mixed.ndjson', 'quick.json'],
      code: 1,
      says: [
        /fatal +mixed\.ndjson:3\n +This resource is not checked: its validation was given up after 4 s/,
        /mixed\.ndjson:1:\d+ +Patient\/quick/,
        /mixed\.ndjson:4:\d+ +Patient\/quick/,
        /quick\.json:1:\d+ +Patient\/quick/,
        /4 of 4 resources not valid/,
      ],
    }),
  ),
  {
    input: 'a large resource, which takes longer than a slice by right',
    files: {
      'large.json': JSON.stringify({
        resourceType: 'Bundle',
        type: 'collection',
        entry: Array.from({ length: 5_000 }, (_, number) => ({
          fullUrl: `http://example.com/Patient/p${number}`,
          resource: {
            ...JSON.parse(quickPatient),
            id: `p${number}`,
            gender: 'female',
            name: [{ text: 'N'.repeat(1_000) }],
          },
        })),
      }),
      'quick.json': quickPatient,
    },
    args: ['validate', '--fhir-only', '--offline', 'large.json', 'quick.json'],
    code: 1,
    says: [/1 of 2 resources not valid/, /"mole"/],
    saysNot: /time-limit/,
  },
  {
    input: 'no time at all',
    files: { 'quick.json': quickPatient },
    args: ['validate', '--fhir-only', '--time-limit', '0', 'quick.json'],
    code: 2,
    says: /It must be a number of seconds/,
  },
];

const config = [
  'id: example.slow',
  'canonical: https://example.org/slow',
  'name: Slow',
  'status: draft',
  'version: 0.1.0',
  'fhirVersion: 4.0.1',
  'FSHOnly: true',
].join('\n');

function slowGuide(constraints: number): Record<string, string> {
  const { constraint } = JSON.parse(slowPackage('', constraints)['/package/StructureDefinition-slow.json'] ?? '')
    .differential.element[0];
  const fsh = [
    'Profile: Slow\nParent: Patient\nId: slow',
    ...constraint.map(({ key }: { key: string }) => `* obeys ${key}`),
    ...constraint.map(
      ({ key, human, expression }: Record<string, string>) =>
        `\nInvariant: ${key}\nDescription: "${human}"\nSeverity: #error\nExpression: "${expression}"`,
    ),
    '\nInstance: slow-one\nInstanceOf: Slow',
    ...JSON.parse(slowPatient).name.map(
      ({ family }: { family: string }, index: number) =>
        `* name[${index}].family = "${family}"\n* name[${index}].given = "A"`,
    ),
    '\nInstance: quick-one\nInstanceOf: Slow\n* name.family = "F"',
  ];
  return { 'sushi-config.yaml': config, 'input/fsh/slow.fsh': fsh.join('\n') };
}

const guides: readonly Row[] = [
  ...(['Packages', 'Compile and snapshots', 'Validate'] as const).map(
    (step): Row => ({
      input: `Ctrl-C in the step "${step}" of a build`,
      files: slowGuide(60),
      args: ['build', '--offline', '.'],
      meanwhile: send(new RegExp(`^${step}$`, 'm'), 50, 'SIGINT'),
      code: 2,
      says: /ig: Stopped by SIGINT\. Nothing was left half written\./,
      writes: /^fhir-packages\.lock\.json$/,
    }),
  ),
  {
    input: 'SIGTERM twice while a guide is compiled',
    files: slowGuide(60),
    args: ['build', '--offline', '.'],
    meanwhile: send(/^Compile/m, 20, 'SIGTERM', 'SIGTERM'),
    code: 'SIGTERM',
    writes: /^fhir-packages\.lock\.json$/,
  },
  {
    input: 'SIGHUP while a guide is compiled',
    files: slowGuide(60),
    args: ['build', '--offline', '.'],
    meanwhile: send(/^Compile/m, 20, 'SIGHUP'),
    code: 'SIGHUP',
    writes: /^fhir-packages\.lock\.json$/,
  },
  {
    input: 'Ctrl-C while a guide is validated without being built',
    files: slowGuide(60),
    args: ['validate', '--offline'],
    meanwhile: send(inSlice, 500, 'SIGINT'),
    code: 2,
    says: /ig: Stopped by SIGINT/,
    writes: /^fhir-packages\.lock\.json$/,
  },
  {
    input: 'an example of a guide that takes for ever: it is given up, and the others are validated',
    files: slowGuide(60),
    args: ['build', '--offline', '--time-limit', '4', '.'],
    code: 1,
    says: [
      /Patient\/slow-one\n +This resource is not checked: its validation was given up after 4 s/,
      /1 of \d resources not valid/,
    ],
    writes: BUILD_WRITES,
  },
  {
    input: 'SIGTERM while packages are locked',
    files: { 'sushi-config.yaml': config },
    args: ['packages', 'lock', '--offline'],
    meanwhile: send(/^Locking/m, 0, 'SIGTERM'),
    code: [2, 0],
    says: /ig: Stopped by SIGTERM|packages are pinned/,
    writes: /^fhir-packages\.lock\.json$/,
  },
];

tryAll('signals while resources are validated', validation);
tryAll('resources that take too long', limits);
tryAll('signals and time limits of guides', guides);
