import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Opinion } from '../../scripts/hl7/answer.ts';
import { isArtefact } from '../../scripts/model/hl7-artefact.ts';
import { type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import { type InstalledPackage, packageKey } from '../../scripts/model/package.ts';
import { cacheFolder } from '../../scripts/packages/disk/cache.ts';
import { secondOpinion } from '../../scripts/pipeline/second-opinion.ts';

/** At once; a run that is stopped, or out of memory, goes on after the last of them. */
const BATCH = 400;

/**
 * What the HL7 validator says of texts; asked once, and remembered for the same packages.
 * @param onBatch hears how many have been answered; without it nothing is asked, and what is not known is undefined
 */
export async function askOnce(
  texts: readonly string[],
  packages: readonly InstalledPackage[],
  onBatch?: (answered: number) => void,
): Promise<(Opinion | undefined)[]> {
  const folder = join(cacheFolder(process.env), 'differential');
  mkdirSync(folder, { recursive: true });
  const file = join(
    folder,
    `${digest(packages.map((each) => `${packageKey(each)} ${each.integrity}`).join('\n'))}.ndjson`,
  );
  const known = new Map<string, Opinion>();
  if (existsSync(file)) {
    for (const line of readFileSync(file, 'utf8')
      .split('\n')
      .filter((each) => each !== '')) {
      const { key, opinion } = JSON.parse(line) as { key: string; opinion: Opinion };
      known.set(key, asNow(opinion));
    }
  }
  if (onBatch === undefined) return texts.map((text) => known.get(digest(text)));
  const unknown = [...new Set(texts.filter((text) => !known.has(digest(text))))];
  for (let at = 0; at < unknown.length; at += BATCH) {
    const batch = unknown.slice(at, at + BATCH);
    const questions = batch.map((text) => ({ text, profiles: [] }));
    const { signal } = new AbortController();
    const { opinions } = await secondOpinion(questions, { packages, allowExampleUrls: true, offline: false, signal });
    for (const [i, text] of batch.entries()) {
      const opinion = opinions[i];
      if (opinion === undefined) continue;
      known.set(digest(text), opinion);
      appendFileSync(file, `${JSON.stringify({ key: digest(text), opinion })}\n`);
    }
    onBatch(texts.length - unknown.length + at + batch.length);
  }
  return texts.map((text) => {
    const opinion = known.get(digest(text));
    if (opinion === undefined) throw new Error('The HL7 validator left a question without an answer');
    return opinion;
  });
}

/** A kept answer may be older than what is known of the errors that there are only for want of a terminology server. */
function asNow(opinion: Opinion): Opinion {
  const { issues, artefacts } = opinion;
  if (opinion.valid === undefined) return opinion; // it failed
  const now = issues.map((issue): Issue => {
    const isOne = isAtLeast(issue.severity, 'error') && isArtefact(issue.rule.replace(/^hl7:/, ''), issue.message);
    return isOne ? { ...issue, severity: 'information', code: 'incomplete' } : issue;
  });
  const changed = now.filter((issue, i) => issue !== issues[i]).length;
  return {
    issues: now,
    artefacts: artefacts + changed,
    valid: !now.some(({ severity }) => isAtLeast(severity, 'error')),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
