import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { judgeWith, validator } from './guide-api.ts';

const folder = join('tests', 'api', 'cases');

const Case = z.strictObject({
  rule: z.string(),
  note: z.string().optional(),
  /** Arguments of `ig validate`, run in the project's folder: accepted. */
  pass: z.array(z.string()),
  fail: z.strictObject({
    run: z.array(z.string()),
    status: z.number().optional(),
    /** All that is answered; left out where the guide has no text for it. */
    issues: z.array(z.strictObject({ code: z.string(), diagnostics: z.string().optional() })).optional(),
    /** Keys of constraints, or names of checks, that must be among the findings. */
    findings: z.array(z.string()).min(1),
  }),
});
export type Case = z.infer<typeof Case>;

/** One passing and one failing run for each rule of the guide, by the folder that each stands in. */
export function readCases(): ReadonlyMap<string, Case> {
  const names = readdirSync(join(projectFolder, folder)).filter((name) => name !== 'shared');
  return new Map(
    names.map((name) => [
      name,
      Case.parse(parse(readFileSync(join(projectFolder, folder, name, 'case.yaml'), 'utf8'))),
    ]),
  );
}

/** What `ig validate` finds with these arguments, without a process for each. */
export function run(args: readonly string[]): ResourceResult {
  const values = (option: string) => args.flatMap((arg, at) => (args[at - 1] === option ? [arg] : []));
  const facts = Object.fromEntries(values('--context').map((fact) => fact.split('=', 2)));
  const [search] = values('--search');
  if (search !== undefined) return judgeWith(facts).search(search);
  const [file] = args.filter((arg) => /\.(json|txt)$/.test(arg));
  if (file === undefined) throw new Error(`No file in ${args.join(' ')}`);
  const text = readFileSync(join(projectFolder, file), 'utf8');
  const request = { file, profiles: values('--profile') };
  return args.includes('--as-api') ? judgeWith(facts).validate(text, request) : validator.validate(text, request);
}
