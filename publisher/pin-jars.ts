// Writes jars.json anew from what pom.xml names: needs Maven and a network. Run it when the Publisher's version changes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const version = /<version>([^<]+)<\/version>/.exec(readFileSync(join(here, 'pom.xml'), 'utf8'))?.[1] ?? '';
/** Its own pom cannot be read by Maven: the parent of it is not published. So it is asked for by itself. */
const core = { group: 'org.hl7.fhir.publisher', name: 'org.hl7.fhir.publisher.core' };

const repository = mkdtempSync(join(tmpdir(), 'pin-jars-'));
try {
  const maven = (...args: string[]) =>
    execFileSync('mvn', ['-q', '-B', ...args], { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
  const layout = [`-DoutputDirectory=${repository}`, '-Dmdep.useRepositoryLayout=true'];
  maven('dependency:copy-dependencies', '-DincludeScope=runtime', ...layout);
  const folder = join(repository, ...core.group.split('.'), core.name, version);
  maven('dependency:copy', `-Dartifact=${core.group}:${core.name}:${version}:jar`, `-DoutputDirectory=${folder}`);
  const jars = readdirSync(repository, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && item.name.endsWith('.jar'))
    .map((item) => {
      const file = join(item.parentPath, item.name);
      const bytes = readFileSync(file);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { path: relative(repository, file), bytes: bytes.length, sha256 };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  writeFileSync(join(here, 'jars.json'), `${JSON.stringify({ version, jars }, undefined, 2)}\n`);
  process.stderr.write(
    `${jars.length} archives, ${Math.round(jars.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6)} MB\n`,
  );
} finally {
  rmSync(repository, { recursive: true, force: true });
}
