import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lineTeller } from '../../scripts/commands/watching/line-teller.ts';
import { toReport } from '../../scripts/pipeline/build.ts';
import { type FirstVerdict, type Verdict, Workspace } from '../../scripts/workspace/workspace.ts';
import { writeProject } from '../compile/temporary-project.ts';
import { guideFiles } from './edited-guide.ts';
import { firstDifference, freshBuild, offline, toldOf } from './fresh.ts';

const { signal } = new AbortController();
let folder = '';
let workspace: Workspace;

beforeAll(async () => {
  folder = writeProject(guideFiles);
  workspace = new Workspace(folder, offline);
  await workspace.known(signal);
}, 240_000);

afterAll(async () => {
  await workspace.end();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  for (const [file, text] of Object.entries(guideFiles)) writeFileSync(join(folder, file), text);
  await workspace.change({}, signal);
});

function edit(file: string, from: string | RegExp, to: string): Promise<Verdict> {
  const text = guideFiles[file]?.replace(from, to) ?? '';
  expect(text).not.toBe(guideFiles[file]);
  writeFileSync(join(folder, file), text);
  return workspace.change({ files: [file] }, signal);
}

const NOTE_MISSING = 'Observation/twig-a: Observation.note is missing: at least 1 required.';
const checked = ({ trace }: Verdict) => trace.checked.map((file) => basename(file, '.json')).toSorted();
const messages = (issues: Verdict['added']) => issues.map(({ resource, issue }) => `${resource}: ${issue.message}`);

async function expectFresh({ build }: Verdict): Promise<void> {
  const fresh = await freshBuild(folder);
  if (typeof fresh === 'string') throw new Error(fresh);
  expect(firstDifference(toldOf(build), toldOf(fresh))).toBe('');
}

describe('what is checked again, and nothing else', () => {
  test('nothing, where nothing has changed', async () => {
    const verdict = await workspace.change({}, signal);
    expect(checked(verdict)).toEqual([]);
    expect(verdict.trace.snapshots).toBe(0);
    expect([verdict.added, verdict.fixed]).toEqual([[], []]);
  });

  test('nothing, where only lines have moved; the findings move along', async () => {
    const verdict = await edit('input/fsh/examples.fsh', /^/, '\n\n\n');
    expect(checked(verdict)).toEqual([]);
    expect([verdict.added, verdict.fixed]).toEqual([[], []]);
    await expectFresh(verdict);
  });

  test('an example: itself', async () => {
    const verdict = await edit('input/fsh/examples.fsh', "2 'mmHg'", "2 'mm[Hg]'");
    expect(checked(verdict)).toEqual(['Observation-leaf-b']);
    expect(messages(verdict.fixed)).toEqual([expect.stringContaining('Observation/leaf-b')]);
    expect(verdict.added).toEqual([]);
  });

  test('a leaf profile: itself and what is held against it, also through a slice', async () => {
    const verdict = await edit('input/fsh/leaf.fsh', '* note MS', '* note 1..');
    expect(checked(verdict)).toEqual(['Observation-twig-a', 'StructureDefinition-twig']);
    expect(verdict.trace.snapshots).toBe(1);
    expect(messages(verdict.added)).toContain(NOTE_MISSING);
  });

  test('a base profile: those that derive from it get another snapshot too', async () => {
    const verdict = await edit(
      'input/fsh/leaf.fsh',
      '* value[x] only Quantity',
      '* value[x] only Quantity\n* bodySite 1..',
    );
    expect(verdict.trace.snapshots).toBe(3); // the one that names it in a slice looks at its type
    expect(checked(verdict)).toEqual([
      'Bundle-parcel-a', // through a slice by profile
      'Observation-leaf-a',
      'Observation-leaf-b',
      'Observation-twig-a',
      'Observation-written',
      'StructureDefinition-leaf',
      'StructureDefinition-twig',
    ]);
  });

  test('a profile of what a reference leads to: the Bundle in which it is followed', async () => {
    const verdict = await edit('input/fsh/others.fsh', '0..1 MS', '0..1 MS\n* modelNumber 1..');
    expect(checked(verdict)).toEqual(['Bundle-parcel-a', 'Device-gadget-a', 'StructureDefinition-gadget']);
  });

  test('an extension: what uses it, and what names it', async () => {
    const verdict = await edit('input/fsh/extension.fsh', 'only string', 'only boolean');
    expect(checked(verdict)).toContain('Observation-leaf-a');
    expect(checked(verdict)).not.toContain('Observation-parts-a');
    expect(checked(verdict)).not.toContain('Patient-someone');
  });

  test('a value set: what is bound to it, also through an import', async () => {
    const verdict = await edit('input/fsh/terms.fsh', '* $words#one\n* $words#two\n', '* $words#one\n');
    expect(checked(verdict)).toContain('QuestionnaireResponse-answers');
    expect(checked(verdict)).toContain('Observation-leaf-a'); // bound to All, which imports Few
    expect(checked(verdict)).not.toContain('Patient-someone');
    expect(checked(verdict)).not.toContain('Device-gadget-a');
    await expectFresh(verdict);
  });

  test('a supplement: what shows a code as it says', async () => {
    const verdict = await edit('input/fsh/terms.fsh', '"Eins"', '"Ein"');
    expect(messages(verdict.added)).toEqual([expect.stringMatching(/twig-a: "Eins" is not a display/)]);
    await expectFresh(verdict);
  });

  test('a profile that was looked for in vain, and then is there', async () => {
    const file = 'input/fsh/later.fsh';
    writeFileSync(join(folder, file), 'Profile: Later\nParent: Basic\nId: later\n* subject 1..1\n');
    const verdict = await workspace.change({ files: [file] }, signal);
    expect(checked(verdict)).toEqual(['Basic-waits-for-a-profile', 'StructureDefinition-later']);
    expect(messages(verdict.fixed)).toContainEqual(expect.stringMatching(/later is not loaded/));
    rmSync(join(folder, file));
    const gone = await workspace.change({ files: [file] }, signal);
    expect(checked(gone)).toEqual(['Basic-waits-for-a-profile']);
  });

  test('a NamingSystem: everything, for it may give any system its name', async () => {
    const file = 'input/resources/NamingSystem-edited.json';
    const text = { resourceType: 'NamingSystem', id: 'edited', name: 'Edited', status: 'draft', kind: 'codesystem', date: '2026-01-01', uniqueId: [{ type: 'uri', value: 'http://terminology.hl7.org/CodeSystem/edited' }] }; // biome-ignore format: a file
    writeFileSync(join(folder, file), JSON.stringify(text));
    const verdict = await workspace.change({ files: [file] }, signal);
    expect(messages(verdict.fixed)).toContainEqual(
      expect.stringMatching(/waits-for-a-profile: No loaded package defines/),
    );
    rmSync(join(folder, file));
    const gone = await workspace.change({ files: [file] }, signal);
    expect(messages(gone.added)).toContainEqual(
      expect.stringMatching(/waits-for-a-profile: No loaded package defines/),
    );
  });

  test('the profiles that the guide asks of all devices: these', async () => {
    const verdict = await edit('sushi-config.yaml', /global:\n.*\n/, '');
    expect(checked(verdict)).toEqual(['Device-gadget-a', 'Bundle-parcel-a'].toSorted());
    await expectFresh(verdict);
  });
});

describe('what may come between', () => {
  test('a file that is gone when it is read', async () => {
    const path = join(folder, 'input/fsh/parts.fsh');
    renameSync(path, `${path}.away`);
    const verdict = await workspace.change({ files: ['input/fsh/parts.fsh'] }, signal);
    renameSync(`${path}.away`, path);
    expect(verdict.build.results.some(({ resource }) => resource === 'StructureDefinition/parts')).toBe(false);
    const back = await workspace.change({}, signal);
    expect(back.build.results.some(({ resource }) => resource === 'StructureDefinition/parts')).toBe(true);
    await expectFresh(back);
  });

  test('half a character', async () => {
    const file = 'input/fsh/parts.fsh';
    writeFileSync(join(folder, file), Buffer.concat([Buffer.from(guideFiles[file] ?? ''), Buffer.from([0xc3])]));
    const verdict = await workspace.change({ files: [file] }, signal);
    expect(messages(verdict.added)).toContainEqual(expect.stringContaining('FSH files must be UTF-8'));
    await expectFresh(verdict);
  });

  test('what is accepted', async () => {
    const verdict = await edit('suppressions.yaml', '%dom-6: %', '%nothing like it%');
    expect(checked(verdict)).toEqual([]);
    expect(verdict.added.some(({ issue }) => issue.constraint === 'dom-6' && issue.accepted === undefined)).toBe(true);
    await expectFresh(verdict);
  });

  test('a configuration that cannot be read: what was found stays, and nothing is called fixed', async () => {
    const verdict = await edit('sushi-config.yaml', 'status: draft', 'status: [draft');
    expect(verdict.isWhole).toBe(false);
    expect(verdict.fixed).toEqual([]);
    expect(verdict.added.length).toBeGreaterThan(0);
    writeFileSync(join(folder, 'sushi-config.yaml'), guideFiles['sushi-config.yaml'] ?? '');
    const whole = await workspace.change({ files: ['sushi-config.yaml'] }, signal);
    expect(messages(whole.fixed)).toEqual(messages(verdict.added));
    expect(whole.added).toEqual([]);
    await expectFresh(whole);
  });

  test('no configuration: it says so, and goes on when there is one again', async () => {
    rmSync(join(folder, 'sushi-config.yaml'));
    await expect(workspace.change({ files: ['sushi-config.yaml'] }, signal)).rejects.toThrow(
      'There is no sushi-config.yaml',
    );
    writeFileSync(join(folder, 'sushi-config.yaml'), guideFiles['sushi-config.yaml'] ?? '');
    const verdict = await workspace.change({}, signal);
    expect(verdict.changed).toEqual(['sushi-config.yaml']);
    expect([verdict.added, verdict.fixed]).toEqual([[], []]);
  });

  test('an end while it is at work: the next call takes the change in', async () => {
    const file = 'input/fsh/leaf.fsh';
    writeFileSync(join(folder, file), (guideFiles[file] ?? '').replace('* note MS', '* note 1..'));
    const stop = new AbortController();
    const stopped = workspace.change({ files: [file] }, stop.signal);
    stop.abort(new Error('A newer change has come.'));
    await expect(stopped).rejects.toThrow('A newer change has come.');
    const verdict = await workspace.change({}, signal);
    expect(verdict.changed).toEqual([file]);
    expect(messages(verdict.added)).toContain(NOTE_MISSING);
    await expectFresh(verdict);
  });
});

describe('a verdict that is told in two', () => {
  const told = async (file: string, from: string | RegExp, to: string) => {
    const firsts: FirstVerdict[] = [];
    writeFileSync(join(folder, file), guideFiles[file]?.replace(from, to) ?? '');
    const verdict = await workspace.change({ files: [file] }, signal, (first) => firsts.push(first));
    return { firsts, verdict };
  };

  test('a profile over the examples as they stood, and then over those that it makes', async () => {
    const { firsts, verdict } = await told('input/fsh/leaf.fsh', '* note MS', '* note 1..\n* method = $words#one');
    const [first] = firsts;
    expect(firsts).toHaveLength(1);
    expect(messages(first?.added ?? [])).toContain(NOTE_MISSING);
    // The example is given the method by its profile: what was said first of it is taken back.
    const method = 'Observation/twig-a: Observation.method is missing';
    expect(messages(first?.added ?? []).some((each) => each.startsWith(method))).toBe(false);
    expect(verdict.build.isFirst).toBeUndefined();
    expect(messages(verdict.added)).toContain(NOTE_MISSING);
    await expectFresh(verdict);
  });

  test('what the first says and the second does not is in neither list of the verdict', async () => {
    const { firsts, verdict } = await told('input/fsh/leaf.fsh', '* note MS', '* method 1..\n* method = $words#one');
    const missing = expect.stringMatching(/twig-a: Observation.method is missing/);
    expect(messages(firsts[0]?.added ?? [])).toContainEqual(missing);
    expect(messages(verdict.added)).not.toContainEqual(missing);
    expect(messages(verdict.fixed)).not.toContainEqual(missing);
    const back = await workspace.change({}, signal);
    expect([back.added, back.fixed]).toEqual([[], []]);
  });

  test('as lines of ig watch: the verdict tells only what it adds and takes back', async () => {
    const more = '* note 1..\n* method 1..\n* method = $words#one';
    const { firsts, verdict } = await told('input/fsh/leaf.fsh', '* note MS', more);
    const lines: string[] = [];
    const teller = lineTeller((text) => lines.push(...text.trimEnd().split('\n')), false, 'error');
    for (const each of firsts) teller.first?.(each, toReport(each.build, ''));
    const early = lines.splice(0);
    // Where no verdict came of it, the next is told beside what a reader has seen.
    teller.failed('It was not to be.');
    for (const each of firsts) teller.first?.(each, toReport(each.build, ''));
    expect(lines.splice(0).filter((line) => /^ {2}[+-]/.test(line))).toEqual([]);
    teller.verdict(verdict, toReport(verdict.build, ''));
    const about = (some: readonly string[], what: string) =>
      some.flatMap((line, at) => (line.includes(what) ? [some[at - 1]?.slice(0, 9)] : []));
    expect(early.at(-1)).toMatch(/ {2}so far 2 new, 0 fixed \(\d+ ms\)$/);
    expect(about(early, 'Observation.note is missing')).toEqual(['  + error']);
    expect(about(early, 'Observation.method is missing')).toEqual(['  + error']);
    expect(about(lines, 'Observation.note is missing')).toEqual([]);
    expect(about(lines, 'Observation.method is missing')).toEqual(['  - error']);
    expect(lines.at(-1)).toContain(`  ${verdict.added.length} new, 0 fixed, `);
  });

  test('one verdict, where nothing is made anew but what was edited', async () => {
    const title = await told('input/fsh/leaf.fsh', 'Id: twig', 'Id: twig\nTitle: "A twig"');
    expect(title.firsts).toEqual([]);
    const example = await told('input/fsh/examples.fsh', "2 'mmHg'", "2 'mm[Hg]'");
    expect(example.firsts).toEqual([]);
    await expectFresh(example.verdict);
  });

  test('an end between the two: the next call tells all of it', async () => {
    const file = 'input/fsh/leaf.fsh';
    writeFileSync(
      join(folder, file),
      (guideFiles[file] ?? '').replace('* note MS', '* method 1..\n* method = $words#one'),
    );
    const stop = new AbortController();
    const stopped = workspace.change({ files: [file] }, stop.signal, () => stop.abort(new Error('A newer change.')));
    await expect(stopped).rejects.toThrow('A newer change.');
    const verdict = await workspace.change({}, signal);
    expect(verdict.changed).toEqual([file]);
    await expectFresh(verdict);
  });
});
