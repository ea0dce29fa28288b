/** `npm run rules`: writes docs/rules.md and docs/rules/ anew. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePages } from './rule-pages.ts';

const docs = join(import.meta.dirname, '../../docs');
rmSync(join(docs, 'rules'), { recursive: true, force: true });
mkdirSync(join(docs, 'rules'));
for (const [name, text] of rulePages()) writeFileSync(join(docs, name), text);
