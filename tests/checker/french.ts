import { fileURLToPath } from 'node:url';
import type { Issue } from '../../scripts/model/issue.ts';

interface French {
  /** Undefined where a message has no French of its own. */
  frenchOf(issue: Pick<Issue, 'rule' | 'message' | 'constraint'>): string | undefined;
  inFrench(issue: Pick<Issue, 'rule' | 'message' | 'constraint'>): string;
}

const page = (name: string) =>
  import(fileURLToPath(new URL(`../../scripts/verifier/page/${name}.js`, import.meta.url))) as Promise<unknown>;

/** What the checker's page says its findings with: plain JavaScript, as a browser gets it. */
export const { frenchOf, inFrench } = (await page('french')) as French;
export const { RULES } = (await page('french/rules')) as { RULES: Readonly<Record<string, string>> };
export const { CONSTRAINTS } = (await page('french/constraints')) as { CONSTRAINTS: Readonly<Record<string, string>> };
