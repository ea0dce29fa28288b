import { cpSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cli/run-ig.ts';
import { guide, lockText } from './guides.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';
import type { Place } from './surroundings.ts';

/** Something done to a copy of the program before it runs. */
type Damage = (program: string) => void;

const run = '"$NODE" "$IG_CACHE/program/bin/ig.js"';
const validate = `${run} validate --fhir-only --offline --quiet p.json`;
const build = `${run} build --offline --quiet .`;

/**
 * A copy of the program, with its libraries as links: those that are to be damaged
 * as copies, and what they are looked up from with them.
 */
function copyProgram({ cache }: Place, real: readonly string[] = []): string {
  const program = join(cache, 'program'); // which nobody watches: it bundles itself anew
  for (const name of ['bin', 'scripts', 'upstream', 'package.json', 'package-lock.json', 'fhir-packages.lock.json'])
    cpSync(join(root, name), join(program, name), { recursive: true });
  const [from, to] = [join(root, 'node_modules'), join(program, 'node_modules')];
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (real.includes(name)) cpSync(join(from, name), join(to, name), { recursive: true });
    else symlinkSync(join(from, name), join(to, name));
  }
  return program;
}

/** The program has to be bundled first, so that these rows take a second more than others. */
function damaged(
  input: string,
  command: string,
  damage: Damage,
  code: number,
  says: RegExp,
  {
    real = [],
    fresh = false,
    ...more
  }: Partial<Row> & { readonly real?: readonly string[]; readonly fresh?: boolean } = {},
): Row {
  return {
    input,
    files: guide({ 'p.json': '{"resourceType":"Patient"}' }),
    prepare: async (place) => {
      writeFileSync(join(place.work, 'fhir-packages.lock.json'), await lockText());
      const program = copyProgram(place, real);
      if (!fresh) cpSync(join(root, 'dist'), join(program, 'dist'), { recursive: true, preserveTimestamps: true });
      damage(program);
      return undefined;
    },
    args: [],
    shell: command,
    code,
    says,
    writes: BUILD_WRITES,
    ...more,
  };
}

const without =
  (name: string): Damage =>
  (program) =>
    rmSync(join(program, 'node_modules', name), { recursive: true });

const cut =
  (file: string): Damage =>
  (program) =>
    truncateSync(
      join(program, 'node_modules', file),
      Math.floor(statSync(join(program, 'node_modules', file)).size / 2),
    );

const ask = (names: string) =>
  new RegExp(
    `^ig: The npm packages? [^\\n]*${names}[^\\n]* (is|are) not installed, or not whole\\. Run npm ci in `,
    'm',
  );

tryAll('machine', [
  damaged('no yaml, and no bundle yet', validate, without('yaml'), 2, ask('yaml'), { fresh: true }),
  damaged('no zod, and no bundle yet', validate, without('zod'), 2, ask('zod'), { fresh: true }),
  damaged('no esbuild, and no bundle yet', validate, without('esbuild'), 2, ask('esbuild'), { fresh: true }),
  damaged(
    'no node_modules at all',
    validate,
    (program) => rmSync(join(program, 'node_modules'), { recursive: true }),
    2,
    ask('esbuild'),
    {
      fresh: true,
    },
  ),
  damaged('no fsh-sushi', build, without('fsh-sushi'), 2, ask('fsh-sushi')),
  damaged('a library of fsh-sushi that is not there', build, without('fs-extra'), 2, ask('fs-extra'), {
    real: ['fsh-sushi'],
  }),
  damaged(
    'fsh-sushi without half of its files',
    build,
    (program) => {
      rmSync(join(program, 'node_modules/fsh-sushi/dist/import'), { recursive: true });
    },
    2,
    ask('fsh-sushi'),
    { real: ['fsh-sushi'] },
  ),
  damaged(
    'a file of fsh-sushi that was cut short',
    build,
    cut('fsh-sushi/dist/export/InstanceExporter.js'),
    2,
    ask('fsh-sushi'),
    {
      real: ['fsh-sushi'],
    },
  ),
  damaged('no R4 package', validate, without('hl7.fhir.r4.core'), 2, ask('hl7\\.fhir\\.r4\\.core')),
  damaged('no R4 package, in a build', build, without('hl7.fhir.r4.core'), 2, ask('hl7\\.fhir\\.r4\\.core'), {
    emptyCache: true,
  }),
  damaged('no terminology package', validate, without('hl7.terminology.r4'), 2, ask('hl7\\.terminology\\.r4')),
  damaged(
    'no extensions package',
    validate,
    without('hl7.fhir.uv.extensions.r4'),
    2,
    ask('hl7\\.fhir\\.uv\\.extensions\\.r4'),
  ),
  damaged(
    'an extensions package without half of its files',
    validate,
    (program) => {
      const folder = join(program, 'node_modules/hl7.fhir.uv.extensions.r4');
      for (const name of readdirSync(folder).filter((each) => each.startsWith('ValueSet-'))) rmSync(join(folder, name));
    },
    2,
    ask('hl7\\.fhir\\.uv\\.extensions\\.r4'),
    { real: ['hl7.fhir.uv.extensions.r4'] },
  ),
  damaged(
    'an extensions package whose package.json is empty',
    validate,
    (program) => writeFileSync(join(program, 'node_modules/hl7.fhir.uv.extensions.r4/package.json'), ''),
    2,
    ask('hl7\\.fhir\\.uv\\.extensions\\.r4'),
    { real: ['hl7.fhir.uv.extensions.r4'] },
  ),
  damaged(
    'a dist/ that is a file',
    validate,
    (program) => writeFileSync(join(program, 'dist'), 'x'),
    0,
    /1 resource valid/,
    { fresh: true },
  ),
]);
