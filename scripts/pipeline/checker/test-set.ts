import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { listFolder } from '../../files/list-folder.ts';
import { readBytes, readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { zip } from '../../files/zip.ts';
import { EnvironmentError } from '../../model/issue.ts';

/** Where a guide has its cases: a folder for each rule, with `case.yaml` and the payloads; `shared/` for those of several. */
const CASES = 'tests/api/cases';
/** The archive, and the folder that it unpacks to. */
export const TEST_SET = 'cas-de-test';

const Case = z.looseObject({
  rule: z.string(),
  pass: z.array(z.string()),
  fail: z.looseObject({
    run: z.array(z.string()),
    status: z.number().optional(),
    issues: z.array(z.unknown()).optional(),
  }),
});

/**
 * The test set of a guide as an archive: for each rule a payload or search that keeps it and one that breaks it, with
 * the answer that the guide expects (`cas.json`).
 * @param project its folder
 * @returns undefined where the guide has no cases
 * @throws EnvironmentError for a case that cannot be read
 */
export function testSet(project: string): Buffer | undefined {
  const folder = join(project, CASES);
  if (!existsSync(folder)) return undefined;
  const { files } = listFolder(folder);
  const names = files.map(({ name }) => name).toSorted();
  const cases = names.filter((name) => name.endsWith('/case.yaml')).map((name) => published(folder, name));
  const payloads = names.filter((name) => !name.endsWith('.yaml'));
  const index = Buffer.from(`${JSON.stringify(cases, undefined, 2)}\n`);
  const packed = payloads.map(
    (name) => [`${TEST_SET}/${name}`, readBytes(join(folder, name), LONGEST_SETTINGS)] as const,
  );
  return zip(new Map([[`${TEST_SET}/cas.json`, index], ...packed]));
}

/** The same as a file of the guide's package, by its name in the package's folder; none where the guide has no cases. */
export function testSetFile(project: string): ReadonlyMap<string, Uint8Array> {
  const set = testSet(project);
  return new Map(set === undefined ? [] : [[`other/${TEST_SET}.zip`, set]]);
}

/** A case as its reader runs it: the arguments of verifier.mjs beside the archive's folder, and what it must say. */
function published(folder: string, name: string) {
  const read = Case.safeParse(parse(readText(join(folder, name), LONGEST_SETTINGS)));
  if (!read.success) throw new EnvironmentError(`${CASES}/${name} is no case: ${z.prettifyError(read.error)}`);
  const { rule, pass, fail } = read.data;
  const { status, issues } = fail;
  return {
    rule,
    pass: { arguments: argumentsOf(pass) },
    fail: {
      arguments: argumentsOf(fail.run),
      ...(status === undefined ? {} : { status }),
      ...(issues === undefined ? {} : { issues }),
    },
  };
}

/** Of verifier.mjs, which judges as the API unless it is told otherwise. */
function argumentsOf(run: readonly string[]): string[] {
  const isJudged = run.includes('--as-api') || run.includes('--search');
  const rest = run.filter((each) => each !== '--as-api').map((each) => each.replace(`${CASES}/`, `${TEST_SET}/`));
  return isJudged ? rest : ['--fhir', ...rest];
}
