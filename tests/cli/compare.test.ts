import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exampleUrl, profile, type Stated } from '../snapshot/profile.ts';
import { ig, temporaryFolder } from './run-ig.ts';

const subject = { id: 'Observation.subject', path: 'Observation.subject' };

/** A package in a folder, with one profile that has this differential. */
function packageOf(version: string, stated: readonly Stated[], example?: object): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'package'));
  const manifest = {
    name: 'example.guide',
    version,
    fhirVersions: ['4.0.1'],
    dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
  };
  writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify(manifest));
  const { resource } = profile(stated, { id: 'weight' });
  writeFileSync(join(folder, 'package', 'StructureDefinition-weight.json'), JSON.stringify({ ...resource, version }));
  if (example !== undefined) {
    mkdirSync(join(folder, 'package', 'example'));
    writeFileSync(join(folder, 'package', 'example', 'Observation-one.json'), JSON.stringify(example));
  }
  return folder;
}

test('two packages: what changed, whom it breaks, and the exit code by the gate', async () => {
  const old = packageOf('1.0.0', []);
  const now = packageOf('1.1.0', [{ ...subject, min: 1 }]);
  const text = await ig(['compare', old, now, '--offline', '--quiet']);
  expect({ code: text.code, stderr: text.stderr }).toEqual({ code: 1, stderr: '' });
  expect(text.stdout).toContain('example.guide 1.0.0 → 1.1.0');
  expect(text.stdout).toContain('Observation.subject is required more often: 0..1 → 1..1\n');
  expect(text.stdout).toContain('who sends: breaks; who reads: nothing.');
  expect(text.stdout).toContain(
    '1 breaking. Suggested version: major, so at least 2.0.0 after 1.0.0; 1.1.0 is not enough.',
  );

  const json = await ig(['compare', old, now, '--offline', '--quiet', '--format', 'json', '--fail-on', 'never']);
  expect(json.code).toBe(0);
  expect(JSON.parse(json.stdout)).toMatchObject({
    from: { id: 'example.guide', version: '1.0.0' },
    to: { id: 'example.guide', version: '1.1.0' },
    suggestedVersion: 'major',
    summary: { breaking: 1, mayBreak: 0, obligation: 0, compatible: 0, editorial: 0 },
    changes: [
      {
        rule: 'min-raised',
        artefact: exampleUrl('weight'),
        element: 'Observation.subject',
        before: '0..1',
        after: '1..1',
        class: { producer: 'breaking', consumer: 'compatible' },
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        inheritedBy: [],
      },
    ],
  });

  const file = join(temporaryFolder(), 'comparison.txt');
  const same = await ig(['compare', old, old, '--offline', '--quiet', '--output', file]);
  expect({ code: same.code, stdout: same.stdout }).toEqual({ code: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toContain('no changes.');
});

test('several formats in one run, each in its file, and none in the place of what is compared', async () => {
  const cwd = temporaryFolder();
  const now = packageOf('1.1.0', [{ ...subject, min: 1 }]);
  const compared = ['compare', packageOf('1.0.0', []), now, '--offline', '--quiet'];
  const compare = (...args: string[]) => ig([...compared, ...args], { cwd });
  const both = await compare('--format', 'html=c.html', '--format', 'text');
  expect(both.stdout).toContain('Suggested version');
  expect(readFileSync(join(cwd, 'c.html'), 'utf8')).toMatch(/^<!doctype html>/);
  const files = await compare('--format', 'markdown=c.md', '--format', 'json', '--output', 'c.json');
  expect([files.stdout, files.stderr]).toEqual(['', expect.stringContaining('Suggested version')]);
  expect(JSON.parse(readFileSync(join(cwd, 'c.json'), 'utf8')).summary).toBeDefined();
  const wrong = await compare('--format', 'xml=c.xml');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Allowed choices are text, json, markdown')]);
  const manifest = join(now, 'package', 'package.json');
  const text = readFileSync(manifest, 'utf8');
  const over = await compare('--format', `json=${manifest}`);
  expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('which this run reads')]);
  expect(readFileSync(manifest, 'utf8')).toBe(text);
});

test('what cannot be opened is no comparison, and the message says what to name', async () => {
  const folder = temporaryFolder();
  const other = packageOf('1.0.0', []);
  for (const [args, said] of [
    [['compare', 'nothing', other], 'nothing is neither a file or folder that exists nor a package'],
    [['compare', folder, other], 'has no package.json'],
    [['compare', 'no.such.package#1.0.0', other, '--offline'], 'no.such.package#1.0.0, which no source has'],
  ] as const) {
    const { code, stdout, stderr } = await ig([...args], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  }
});

test('examples are tried under the other version: what may break is breaking with a witness', async () => {
  const meta = { profile: [`${exampleUrl('weight')}|1.0.0`] };
  const code = { text: 'Weight' };
  const example = { resourceType: 'Observation', id: 'one', meta, status: 'final', code, note: [{ text: 'One' }] };
  const rule = (expression: string) => ({ key: 'x-1', severity: 'error' as const, human: 'A rule.', expression });
  const stated = (expression: string): Stated[] => [
    { id: 'Observation', path: 'Observation', constraint: [rule(expression)] },
  ];
  const compare = async (expression: string) => {
    const old = packageOf('1.0.0', stated('status.exists()'), example);
    const now = packageOf('2.0.0', stated(expression));
    return JSON.parse((await ig(['compare', old, now, '--offline', '--quiet', '--format', 'json'])).stdout);
  };
  const shown = await compare('note.empty()');
  expect(shown.replay.oldExamples).toMatchObject({ valid: 0, noLongerValid: [{ file: 'Observation/one' }] });
  expect(shown.changes).toMatchObject([
    {
      rule: 'constraint-changed',
      class: { producer: 'breaking' },
      witness: { file: 'Observation/one', issues: [{ rule: 'invariant' }] },
    },
  ]);
  const unseen = await compare('code.exists()');
  expect(unseen.replay.oldExamples).toEqual({ valid: 1, notTried: 0, noLongerValid: [] });
  expect(unseen.changes).toMatchObject([
    { class: { producer: 'may-break' }, reason: expect.stringContaining('No example shows it.') },
  ]);
});

test('for pull requests, code hosts and build servers', async () => {
  const old = packageOf('1.0.0', []);
  const now = packageOf('2.0.0', [{ ...subject, min: 1 }]);
  const as = async (format: string) =>
    (await ig(['compare', old, now, '--offline', '--quiet', '--format', format])).stdout;
  const markdown = await as('markdown');
  expect(markdown).toContain('### Breaking');
  expect(markdown).toMatch(
    /^\| weight \| Observation.subject is required more often: 0..1 → 1..1 \| .* \| `min-raised` \|$/m,
  );
  const sarif = JSON.parse(await as('sarif'));
  expect(sarif.runs[0].results).toMatchObject([{ ruleId: 'min-raised', level: 'error' }]);
  expect(await as('junit')).toContain('failures="1"');
  expect(await as('github')).toContain('::error ');
});

test('without a release there is nothing to compare with by default, and the message says what to do', async () => {
  const { code, stdout, stderr } = await ig(['compare', '--offline', '--quiet'], { cwd: temporaryFolder() });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Name the older version: ig compare <from>.');
});

test('the actors of the guide one is in are told by their names, and a map that cannot be read is refused', async () => {
  const old = packageOf('1.0.0', []);
  const now = packageOf('1.1.0', [{ ...subject, min: 1 }]);
  const cwd = temporaryFolder({
    'actors.yaml': '- actor: Scales\n  produces: [weight]\n- actor: Portal\n  consumes: [weight]\n',
  });
  const { stdout } = await ig(['compare', old, now, '--offline', '--quiet'], { cwd });
  expect(stdout).toContain('Scales: breaks; Portal: nothing.');
  const json = await ig(['compare', old, now, '--offline', '--quiet', '--format', 'json'], { cwd });
  expect(JSON.parse(json.stdout).changes[0].actors).toEqual([
    { actor: 'Scales', class: 'breaking' },
    { actor: 'Portal', class: 'compatible' },
  ]);
  writeFileSync(
    join(cwd, 'actors.yaml'),
    '- actor: Scales\n  produces: [weight]\n- actor: Portal\n  reads: [weight]\n',
  );
  const refused = await ig(['compare', old, now, '--offline', '--quiet'], { cwd });
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/actors\.yaml:3 is not as it should be/),
  });
});

test('what a comparison could not rest on is said: packages that are missing, examples that were not tried', async () => {
  const stranger = { resourceType: 'Observation', id: 'one', status: 'final', code: { text: 'Weight' } };
  const old = packageOf('1.0.0', [], stranger);
  const now = packageOf('2.0.0', [{ ...subject, min: 1 }]);
  const file = join(now, 'package', 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(
    file,
    JSON.stringify({ ...manifest, dependencies: { ...manifest.dependencies, 'no.such.guide': '1.0.0' } }),
  );
  const missing = 'example.guide#2.0.0 depends on no.such.guide#1.0.0, which no source has.';
  const as = async (...options: string[]) =>
    (await ig(['compare', old, now, '--offline', '--quiet', ...options])).stdout;
  const text = await as();
  expect(text).toContain(`What this rests on\n  ${missing}`);
  expect(text).toContain('Examples of 1.0.0 that are not valid under 2.0.0: 0 of 0; 1 not tried');
  const { notes, replay } = JSON.parse(await as('--format', 'json'));
  expect(notes).toEqual([expect.stringContaining(missing)]);
  expect(replay.oldExamples).toEqual({ valid: 0, notTried: 1, noLongerValid: [] });
  expect(await as('--format', 'markdown')).toContain('no.such.guide');
  expect(await as('--format', 'sarif')).toContain('no.such.guide');
});

test('a package that is named by its version comes without its examples, which is said', async () => {
  const old = 'hl7.fhir.r4.core#4.0.1';
  const { stdout } = await ig(['compare', old, old, '--offline', '--quiet', '--format', 'json']);
  const { notes, changes } = JSON.parse(stdout);
  expect(changes).toEqual([]);
  expect(notes).toContain(`The examples of ${old} were not tried: name its .tgz file or folder, which has them.`);
});

test('a change that somebody answers for fails nothing; it is back when it grows, and what is accepted for nothing is told', async () => {
  const cwd = temporaryFolder();
  const file = join(cwd, 'accepted-changes.yaml');
  const old = packageOf('1.0.0', [{ id: 'Observation.note', path: 'Observation.note', max: '3' }]);
  const now = packageOf('1.1.0', [{ id: 'Observation.note', path: 'Observation.note', max: '2' }]);
  const compare = (to: string, ...more: string[]) => ig(['compare', old, to, '--offline', '--quiet', ...more], { cwd });
  expect((await compare(now, '--write-accepted')).code).toBe(1);
  const written = readFileSync(file, 'utf8');
  expect(written).toContain('# Observation.note may repeat less often: 0..3 → 0..2 (in weight)\n- changes: ["');
  // A reason is for a person to write.
  const refused = await compare(now);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/accepted-changes\.yaml:6 The reason of an entry: must not be empty\./);
  writeFileSync(file, written.replace('reason: ""', 'reason: Nobody sends three.').replace('owner: ""', 'owner: Ada'));
  const accepted = await compare(now);
  expect(accepted.code).toBe(0);
  expect(accepted.stdout).toMatch(
    /Accepted \(1\)\n {2}.*\n {4}Observation\.note .*\n {8}accepted: Nobody sends three\. \(Ada, /,
  );
  expect((await compare(now, '--format', 'sarif')).stdout).toContain('"suppressions"');
  const grown = await compare(packageOf('1.1.0', [{ id: 'Observation.note', path: 'Observation.note', max: '1' }]));
  expect(grown.code).toBe(1);
});

test('what would change here if a parent moved: its changes, the profiles that inherit them, the examples that fail', async () => {
  const old = packageOf('1.0.0', []);
  const now = packageOf('2.0.0', [{ ...subject, min: 1 }]);
  const cwd = temporaryFolder();
  const files = {
    'sushi-config.yaml':
      'id: my.guide\ncanonical: https://my.example/guide\nversion: 0.1.0\nstatus: draft\nname: Mine\nFSHOnly: true\nfhirVersion: 4.0.1\ndependencies:\n  example.guide: 1.0.0\n',
    'input/fsh/mine.fsh': `Profile: Mine\nParent: ${exampleUrl('weight')}\nId: mine\n* note 0..1\n\nProfile: Other\nParent: Patient\nId: other\n\nInstance: one\nInstanceOf: Mine\nUsage: #example\n* status = #final\n* code.text = "Weight"\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  const moved = (...args: string[]) => ig(['compare', ...args, '--package', old, '--offline', '--quiet'], { cwd });
  const { code, stdout, stderr } = await moved(old, now, '--for', 'Mine', '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const report = JSON.parse(stdout);
  expect([report.from, report.to]).toEqual([{ id: 'example.guide', version: '1.0.0' }, { id: 'example.guide', version: '2.0.0' }]); // biome-ignore format: one line
  const raised = report.changes.find(({ rule }: { rule: string }) => rule === 'min-raised');
  expect(raised).toMatchObject({
    artefact: exampleUrl('weight'),
    element: 'Observation.subject',
    inheritedBy: ['https://my.example/guide/StructureDefinition/mine'],
    witness: { file: 'Observation/one' },
  });
  expect(report.notes[0]).toBe('One profile moved from example.guide#1.0.0 to example.guide#2.0.0: mine.');
  const none = await moved(old, now, '--for', 'Other');
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('No profile that Other names rests on example.guide#1.0.0.');
});
