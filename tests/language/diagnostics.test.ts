import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';
import { Editor, type Finding } from './editor.ts';

const EXAMPLES = 'input/fsh/examples.fsh';
let editor: Editor;
let folder = '';

beforeAll(async () => {
  folder = newProject(guideFiles);
  editor = await new Editor(folder).start();
  await editor.open(EXAMPLES);
  await editor.untilDiagnostics(EXAMPLES, (found) => found.length > 0);
});

afterAll(async () => {
  await editor.end();
  rmSync(folder, { recursive: true, force: true });
});

const has = (text: string) => (found: readonly Finding[]) => found.some(({ message }) => message.includes(text));
const lacks = (text: string) => (found: readonly Finding[]) => !has(text)(found);

/** What the editor underlines for the finding with this text. */
async function marked(file: string, text: string): Promise<string> {
  const found = await editor.untilDiagnostics(file, has(text));
  const { range } = found.find(({ message }) => message.includes(text)) as Finding;
  return editor.textAt(file, range);
}

describe('findings of a verdict', () => {
  test('a value is marked by itself, with its rule and the section that sets it', async () => {
    const found = await editor.untilDiagnostics(EXAMPLES, has('mmHg'));
    const [finding] = found.filter(({ message }) => message.includes('mmHg'));
    expect(editor.textAt(EXAMPLES, finding?.range as Finding['range'])).toBe("'mmHg'");
    expect(finding?.code).toBe('code-unknown');
    expect(finding?.codeDescription?.href).toMatch(/^https:\/\/|^file:/);
    expect(finding?.severity).toBe(2);
  });

  test('what an unsaved edit mends is gone, and what it breaks is there', async () => {
    await editor.replace(EXAMPLES, "2 'mmHg'", "2 'mm[Hg]'");
    await editor.untilDiagnostics(EXAMPLES, lacks('mmHg'));
    await editor.replace(EXAMPLES, "1 'kg'", "1 'kgg'");
    expect(await marked(EXAMPLES, 'kgg')).toBe("'kgg'");
    await editor.replace(EXAMPLES, "1 'kgg'", "1 'kg'");
    await editor.replace(EXAMPLES, "2 'mm[Hg]'", "2 'mmHg'");
    await editor.untilDiagnostics(EXAMPLES, (found) => has('mmHg')(found) && lacks('kgg')(found));
  });

  test('a missing element leads to the profile that asks for it', async () => {
    await editor.open('input/fsh/leaf.fsh');
    await editor.replace('input/fsh/leaf.fsh', '* note MS', '* note 1..');
    const found = await editor.untilDiagnostics(EXAMPLES, has('Observation.note is missing'));
    const finding = found.find(({ message }) => message.includes('Observation.note is missing'));
    expect(editor.textAt(EXAMPLES, finding?.range as Finding['range'])).toBe('Twig');
    const [related] = finding?.relatedInformation ?? [];
    expect(related?.location.uri).toBe(editor.uri('input/fsh/leaf.fsh'));
    expect(editor.textAt('input/fsh/leaf.fsh', related?.location.range as Finding['range'])).toBe('Twig');
    await editor.replace('input/fsh/leaf.fsh', '* note 1..', '* note MS');
    await editor.untilDiagnostics(EXAMPLES, lacks('Observation.note is missing'));
  });

  test('in a RuleSet: there, with the place that inserts it', async () => {
    const file = 'input/fsh/rule-sets.fsh';
    await editor.open(file);
    await editor.replace(file, '* status = #final', '* status = #finall');
    const found = await editor.untilDiagnostics(file, has('finall'));
    const finding = found.find(({ message }) => message.includes('finall'));
    expect(editor.textAt(file, finding?.range as Finding['range'])).toContain('finall');
    const [related] = finding?.relatedInformation ?? [];
    expect(related?.location.uri).toMatch(/examples\.fsh$|bundle\.fsh$/);
    await editor.close(file);
    await editor.untilDiagnostics(file, lacks('finall'));
  });

  test('a path that there is not is marked alone', async () => {
    await editor.replace('input/fsh/leaf.fsh', '* note MS', '* notes MS');
    expect(await marked('input/fsh/leaf.fsh', 'notes')).toBe('notes');
    await editor.replace('input/fsh/leaf.fsh', '* notes MS', '* note MS');
    await editor.untilDiagnostics('input/fsh/leaf.fsh', lacks('notes'));
  });
});

describe('syntax', () => {
  test('is told for the version that is there, and goes with it; findings of the others stay', async () => {
    await editor.replace(EXAMPLES, '* name.family = "Some"', '* name.family = = "Some"');
    const found = await editor.untilDiagnostics(EXAMPLES, (all) => all.some(({ code }) => code === 'fsh-syntax'));
    const { range } = found.find(({ code }) => code === 'fsh-syntax') as Finding;
    expect(editor.textAt(EXAMPLES, range)).toMatch(/^=|"Some"$/);
    await editor.replace(EXAMPLES, '* name.family = = "Some"', '* name.family = "Some"');
    await editor.untilDiagnostics(
      EXAMPLES,
      (all) => all.every(({ code }) => code !== 'fsh-syntax') && has('mmHg')(all),
    );
  });

  test('hides nothing with what follows from it, in its file or in others', async () => {
    const file = 'input/fsh/mended.fsh';
    const text =
      'Instance: mended\nInstanceOf: Leaf\n* insert Final(06)\n* code.text = "x"\n* subject = Reference(someone)\n';
    await editor.open(file, text);
    // Files are told of in the order in which they were: the one that keeps its findings stands before the other.
    const keeper = 'input/fsh/keeper.fsh';
    await editor.open(keeper, 'Instance: keeper\nInstanceOf: Patient\n* contained = mended\n* gendr = #male\n');
    const holder = 'input/fsh/holder.fsh';
    await editor.open(holder, 'Instance: holder\nInstanceOf: Patient\n* contained = mended\n* gendr = #male\n');
    await editor.untilDiagnostics(holder, has('gendr'));
    await editor.untilDiagnostics(keeper, (all) => has('gendr')(all) && has('dom-3')(all));
    await editor.untilDiagnostics(file, has('edit-1'));
    const messages = (name: string) =>
      editor.diagnostics(name).flatMap(({ code, message }) => (code === 'fsh-syntax' ? [] : [message]));
    const others = [file, keeper, EXAMPLES].map(messages);
    await editor.replace(file, 'InstanceOf: Leaf', 'InstanceOf Leaf');
    const inSyntax = (found: readonly Finding[]) => found.some(({ code }) => code === 'fsh-syntax');
    await editor.untilDiagnostics(file, inSyntax);
    // A verdict on something else comes behind that on the error.
    await editor.replace(holder, '* gendr = #male', '* gendr = #male\n* birthDat = "2020-01-01"');
    // One that was edited since is told what follows: the instance is not there, and so not contained.
    await editor.untilDiagnostics(
      holder,
      (all) => has('birthDat')(all) && has('definition for Instance: mended')(all) && lacks('dom-3')(all),
    );
    expect([file, keeper, EXAMPLES].map(messages)).toEqual(others);
    await editor.close(holder);
    await editor.close(keeper);
    await editor.replace(file, 'InstanceOf Leaf', 'InstanceOf: Leaf');
    await editor.untilDiagnostics(file, (all) => !inSyntax(all));
    await editor.close(file);
  });

  test('stands at its place behind signs of two UTF-16 units, in CRLF and after a byte order mark', async () => {
    const file = 'input/fsh/signs.fsh';
    const text = '\uFEFFInstance: sign\r\nInstanceOf: Patient\r\n* name.family = "\u{1F600}\u{1F600}"  oops\r\n';
    await editor.open(file, text);
    expect(await marked(file, 'oops')).toBe('oops');
    await editor.replace(file, '  oops', '');
    await editor.untilDiagnostics(file, lacks('oops'));
    await editor.close(file);
  });
});

describe('files on the disk', () => {
  test('findings of a file go with it, and come again under its new name', async () => {
    const [from, to] = ['input/fsh/bad.fsh', 'input/fsh/worse.fsh'];
    writeFileSync(join(folder, from), 'Instance: bad\nInstanceOf: Nothing\n');
    await editor.untilDiagnostics(from, has('Nothing'));
    renameSync(join(folder, from), join(folder, to));
    await editor.untilDiagnostics(to, has('Nothing'));
    await editor.untilDiagnostics(from, (found) => found.length === 0);
    rmSync(join(folder, to));
    await editor.untilDiagnostics(to, (found) => found.length === 0);
  });

  test('a configuration that cannot be read is told, and the others stay', async () => {
    const config = join(folder, 'sushi-config.yaml');
    writeFileSync(config, 'canonical: [');
    await editor.untilDiagnostics('sushi-config.yaml', (found) => found.length > 0);
    expect(has('mmHg')(editor.diagnostics(EXAMPLES))).toBe(true);
    writeFileSync(config, guideFiles['sushi-config.yaml'] ?? '');
    await editor.untilDiagnostics('sushi-config.yaml', (found) => found.every(({ severity }) => severity !== 1));
  });
});
