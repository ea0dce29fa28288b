/**
 * What an edit of this guide costs a compiler that stays warm, in CPU time, and whether its memory grows: edits of a copy
 * of this guide, one after the other, each a different text. `--edits 500` looks at the memory behind so many.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openCompiler } from '../../scripts/compile/warm/compiler.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { median, table } from './statistics.ts';

interface Kind {
  readonly name: string;
  readonly file: string;
  /** @param i another number for each text */
  change(text: string, i: number): string;
}

const kinds: readonly Kind[] = [
  {
    name: 'a line above a profile',
    file: 'profiles/mes-observation-glucose.fsh',
    change: (text, i) => `// ${i}\n`.repeat(1 + (i % 3)) + text,
  },
  {
    name: 'title of a leaf profile',
    file: 'profiles/mes-observation-glucose.fsh',
    change: (text, i) => text.replace(/Title: "/, `Title: "${i} `),
  },
  {
    name: 'cardinality in a leaf profile',
    file: 'profiles/mes-observation-glucose.fsh',
    change: (text, i) => `${text}\n* note 0..${1 + (i % 9)}\n`,
  },
  {
    name: 'title of MESDevice',
    file: 'profiles/mes-device.fsh',
    change: (text, i) => text.replace(/Title: "/, `Title: "${i} `),
  },
  {
    name: 'text of an invariant of all',
    file: 'invariants/mesure.fsh',
    change: (text, i) => text.replace(/Description: +"/, `Description: "${i} `),
  },
  {
    name: 'value in an example',
    file: 'examples/glycemie.fsh',
    change: (text, i) => text.replace(/(\* value\S* = )[\d.]+/, `$1${i}`),
  },
  {
    name: 'a line in a RuleSet',
    file: 'examples/commun.fsh',
    change: (text, i) => text.replace(/^(RuleSet:.*\n)/m, `$1// ${i}\n`),
  },
];

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '11' }, edits: { type: 'string', default: '500' } },
});

const project = mkdtempSync(join(tmpdir(), 'ig-bench-edits-'));
try {
  for (const name of ['input', 'sushi-config.yaml', 'ig.ini'])
    cpSync(join(projectFolder, name), join(project, name), { recursive: true });
  await measure();
} finally {
  rmSync(project, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const compiler = openCompiler(project, await openedPackages());
  await compiler.compile();
  let count = 0;
  const edit = async ({ file, change }: Kind) => {
    const path = join(project, 'input', 'fsh', file);
    const text = readFileSync(path, 'utf8');
    const changed = change(text, ++count);
    if (changed === text) throw new Error(`Nothing was changed in ${file}.`);
    writeFileSync(path, changed);
    try {
      const start = process.cpuUsage();
      const { trace } = await compiler.compile();
      const { user, system } = process.cpuUsage(start);
      return { ms: (user + system) / 1000, trace };
    } finally {
      writeFileSync(path, text);
    }
  };

  const rows = [['edit', 'CPU ms', 'exported']];
  for (const kind of kinds) {
    const all: number[] = [];
    let exported = '';
    for (let run = 0; run < Number(values.runs); run++) {
      const { ms, trace } = await edit(kind);
      all.push(ms);
      exported = trace.kind === 'partial' ? `${trace.exported.length} of ${trace.of}` : JSON.stringify(trace);
    }
    rows.push([kind.name, String(Math.round(median(all))), exported]);
    await compiler.compile();
  }
  process.stdout.write(`${table(rows)}\n`);

  const resident: string[][] = [['edits', 'MiB resident', 'MiB of it in use']];
  for (let i = 1; i <= Number(values.edits); i++) {
    await edit(kinds[i % kinds.length] as Kind);
    if (i !== 50 && i % 100 !== 0) continue;
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    resident.push([String(i), String(Math.round(rss / 2 ** 20)), String(Math.round(heapUsed / 2 ** 20))]);
  }
  process.stdout.write(`${table(resident)}\n`);
}
