/**
 * Edits of a copy of this guide, one after the other: after each, and after it is taken back, a compiler that stays warm
 * has to give what a compile from the beginning gives. A fixed sample of them is a test (edits.test.ts); this are all.
 * npm run edits -- --count 220 --row 50 --seed spring; a part of them: --from 100 --to 150
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileProject } from '../../../scripts/compile/compile-project.ts';
import { openCompiler } from '../../../scripts/compile/warm/compiler.ts';
import { openedPackages, projectFolder } from '../../guide/compile-guide.ts';
import { editsOfKinds, generatedEdits, quietKinds } from './generated-edits.ts';
import { differenceOf } from './same.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '220' },
    seed: { type: 'string', default: 'spring' },
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '' },
    row: { type: 'string', default: '50' },
  },
});

const project = mkdtempSync(join(tmpdir(), 'ig-edits-'));
try {
  for (const name of ['input', 'sushi-config.yaml', 'ig.ini'])
    cpSync(join(projectFolder, name), join(project, name), { recursive: true });
  process.exitCode = (await run()) === 0 ? 0 : 1;
} finally {
  rmSync(project, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const packages = await openedPackages();
  const compiler = openCompiler(project, packages);
  const clean = await compileProject(project, packages);
  let differences = 0;
  let [breaking, full] = [0, 0];
  const compare = async (name: string, expected?: typeof clean) => {
    const start = process.cpuUsage();
    const result = await compiler.compile();
    const { user, system } = process.cpuUsage(start);
    const difference = differenceOf(result, expected ?? (await compileProject(project, packages)));
    if (difference !== undefined) differences++;
    const { trace } = result;
    if (trace.kind === 'full') full++;
    const how =
      trace.kind === 'partial'
        ? `${trace.exported.length} of ${trace.of}`
        : `${trace.kind}${'because' in trace ? `, ${trace.because}` : ''}`;
    const ms = Math.round((user + system) / 1000);
    process.stdout.write(`${difference === undefined ? 'same' : 'DIFFERENT'} ${ms} ms ${how} – ${name}\n`);
    if (difference !== undefined) process.stdout.write(`  ${difference}\n`);
  };

  await compare('as it is', clean);
  const edits = generatedEdits(project, Number(values.count), values.seed);
  for (const [i, edit] of edits.entries()) {
    if (i < Number(values.from) || (values.to !== '' && i >= Number(values.to))) continue;
    if (edit.breaks) breaking++;
    edit.apply();
    try {
      await compare(`${i} ${edit.name}`);
    } finally {
      edit.undo();
    }
    await compare(`${i} undone`, clean);
  }
  // One upon the other, none taken back.
  for (const [i, edit] of editsOfKinds(project, quietKinds, Number(values.row), values.seed).entries()) {
    edit.apply();
    await compare(`${i + 1} in a row, ${edit.name}`);
  }
  process.stdout.write(
    `${edits.length} edits, ${breaking} of which break something: ${differences} differences, ${full} compiles in full\n`,
  );
  return differences;
}
