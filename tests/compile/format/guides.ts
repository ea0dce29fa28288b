/**
 * Formats the FSH of guides, and holds what they are compiled to against what they were compiled to before:
 *   npm run formatting -- <folder of a guide> …
 * The guides stay as they are; their packages come from where `ig build` gets them.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { readProject } from '../../../scripts/pipeline/guide/project.ts';
import { openProjectPackages } from '../../../scripts/pipeline/packages/packages.ts';
import { compiledWith } from './compiled-again.ts';
import { prepareFormatted } from './formatted.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const { signal } = new AbortController();
const format = await prepareFormatted();
let different = 0;
for (const folder of positionals) {
  const { value: project } = readProject(folder);
  if (project === undefined) throw new Error(`There is no guide in ${folder}.`);
  const { value: packages } = await openProjectPackages(folder, project, { signal });
  let changed = 0;
  const before = await compiledWith(folder, packages, (text) => text);
  const after = await compiledWith(folder, packages, (text) => {
    const formatted = format(text);
    if (formatted !== text) changed++;
    if (format(formatted) !== formatted) throw new Error(`Formatting is not done after once: ${text.slice(0, 200)}`);
    return formatted;
  });
  const count = Object.keys(before.files).length;
  const isSame = count > 0 && isDeepStrictEqual(before, after);
  if (!isSame) different++;
  process.stdout.write(
    `${folder}: ${changed} files of FSH changed, ${count} files made, ${before.messages.length} messages: ${isSame ? 'the same' : count > 0 ? 'DIFFERENT' : `NOT COMPILED, ${before.messages[0]}`}\n`,
  );
}
process.exitCode = different === 0 ? 0 : 1;
