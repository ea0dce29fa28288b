import { join } from 'node:path';
import type { Opinion } from '../hl7/answer.ts';
import { askHl7, type OpinionOptions, type Question, type SecondOpinion } from '../hl7/second-opinion.ts';
import type { Issue } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import { cacheFolder } from '../packages/disk/cache.ts';
import { asCacheError } from '../packages/disk/disk-fault.ts';
import { materialise } from '../packages/disk/materialise.ts';
import { toolchainFolder } from './guide/toolchain.ts';
import { mavenRepositories } from './packages/archives.ts';

/** Asks the HL7 validator with what this machine has: our cache, Maven's repository and the environment's settings. */
export async function secondOpinion(
  questions: readonly Question[],
  options: Pick<OpinionOptions, 'packages' | 'guide' | 'allowExampleUrls' | 'offline' | 'signal' | 'onStep'>,
): Promise<SecondOpinion> {
  const cache = cacheFolder(process.env);
  const program = join(toolchainFolder, 'hl7');
  const asked = askHl7(questions, { ...options, ...mavenRepositories(options.signal), program, cache, materialise });
  return asked.catch((error: unknown) => {
    throw asCacheError(error, cache);
  });
}

/** The HL7 validator's word on a resource in place of ours. */
export function inItsPlace(result: ResourceResult, { valid, issues }: Opinion): ResourceResult {
  return { ...result, valid: valid ?? false, issues: issues.map((issue) => withPlace(issue, result.file)) };
}

/** The HL7 validator does not know what the file is called; a place in FSH is known already. */
function withPlace(issue: Issue, file: string): Issue {
  return issue.source?.file === '' ? { ...issue, source: { ...issue.source, file } } : issue;
}
