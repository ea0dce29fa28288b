import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeUri, FakeVsCode } from './fake-vscode.ts';

/** An `ig` that tells how it was called, in the report and on standard output. */
const FAKE_IG = `
const { writeFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
const call = JSON.stringify(args);
const [command] = args;
if (args.includes('--context') && args.includes('fail=yes')) {
  process.stderr.write('ig: The packages are not here.\\n');
  process.exit(2);
}
if (command === 'build') {
  const [, file] = /^html=(.*)$/.exec(args[args.indexOf('--format') + 1]);
  writeFileSync(file, '<p>' + call + '</p>');
  process.exit(1);
}
const payload = readFileSync(0, 'utf8');
process.stdout.write('HTTP 200 OK\\n' + call + '\\n' + payload + '\\n✖ error  -:1:31  Observation\\n');
`;

let folder: string;
let editor: FakeVsCode;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ig-vscode-')));
  editor = new FakeVsCode();
  editor.folders = [join(folder, 'guide')];
  write('guide/sushi-config.yaml', 'id: guide');
});

afterEach(async () => {
  await editor.deactivate();
  rmSync(folder, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const activate = () => editor.activate(join(folder, 'storage'));

describe('the start', () => {
  test('runs the ig that npm has installed in the guide, with the Node.js that is set', async () => {
    const program = write('guide/node_modules/ig/bin/ig.js', FAKE_IG);
    mkdirSync(join(folder, 'guide/node_modules/.bin'));
    symlinkSync('../ig/bin/ig.js', join(folder, 'guide/node_modules/.bin/ig'));
    await activate();
    const guide = join(folder, 'guide');
    expect(editor.started).toEqual([{ command: 'node', args: [program, 'lsp', '--stdio'], options: { cwd: guide } }]);
    expect(editor.shown).toEqual([]);
    expect(editor.executed).toContain('setContext ig.hasGuide true');
  });

  test('reads the script that npm writes where there are no links', async () => {
    const program = write('guide/node_modules/ig/bin/ig.js', FAKE_IG);
    write('guide/node_modules/.bin/ig', '#!/bin/sh\nexec node  "$basedir/../ig/bin/ig.js" "$@"\n');
    await activate();
    expect(editor.started[0]?.args).toEqual([program, 'lsp', '--stdio']);
  });

  test('finds the clone that the guide lies in, and the guide in the folder below', async () => {
    const program = write('bin/ig.js', FAKE_IG);
    editor.folders = [folder];
    editor.settings.offline = true;
    await activate();
    expect(editor.started).toEqual([
      {
        command: 'node',
        args: [program, 'lsp', '--stdio', '--offline'],
        options: { cwd: join(folder, 'guide') },
      },
    ]);
  });

  test('does not leave the workspace to find one', async () => {
    write('bin/ig.js', FAKE_IG);
    await activate();
    expect(editor.started).toEqual([]);
  });

  test('takes the one that is set, a script or an executable', async () => {
    editor.settings.path = 'tools/own.cjs';
    const script = write('guide/tools/own.cjs', FAKE_IG);
    await activate();
    expect(editor.started.at(-1)).toMatchObject({ command: 'node', args: [script, 'lsp', '--stdio'] });
    const executable = write('ig', '#!/bin/sh\n');
    chmodSync(executable, 0o755);
    editor.settings.path = executable;
    await editor.fire('configuration', { affectsConfiguration: (name: string) => name === 'ig.path' });
    await editor.call('ig.restart'); // comes after the change
    expect(editor.started.at(-1)).toMatchObject({ command: executable, args: ['lsp', '--stdio'] });
    expect(editor.stopped).toBeGreaterThan(0);
  });

  test('gives FSH of the guide to its server, and asks for the verdict', async () => {
    write('guide/bin/ig.js', FAKE_IG);
    editor.settings.inlayHints = true;
    await activate();
    expect(editor.clientOptions[0]).toMatchObject({
      documentSelector: [
        { scheme: 'file', language: 'fsh', pattern: { baseUri: `file://${folder}/guide`, pattern: '**/*' } },
      ],
      initializationOptions: { verdict: true, inlayHints: true },
      synchronize: { configurationSection: 'ig' },
    });
  });

  test('ends the servers with the window', async () => {
    write('guide/bin/ig.js', FAKE_IG);
    await activate();
    await editor.deactivate();
    expect(editor.stopped).toBe(1);
  });
});

describe('what is missing is said', () => {
  test('no ig', async () => {
    await activate();
    expect(editor.started).toEqual([]);
    expect(editor.shown).toEqual([
      `ig was not found in ${folder}/guide. Run "npm install" there, or set "ig.path" to the program.`,
    ]);
    expect(editor.status).toMatchObject({ text: '$(warning) ig: not running', isShown: true });
    await editor.call('ig.openReport');
    expect(editor.shown.at(-1)).toMatch(/^ig was not found in/);
  });

  test('a setting that leads nowhere', async () => {
    editor.settings.path = 'nowhere/ig.js';
    await activate();
    expect(editor.shown).toEqual([
      `"ig.path" leads to ${folder}/guide/nowhere/ig.js, which is no program. Correct the setting.`,
    ]);
  });

  test('no Node.js, or an old one', async () => {
    write('guide/bin/ig.js', FAKE_IG);
    editor.settings.node = join(folder, 'no-node');
    await activate();
    expect(editor.shown[0]).toMatch(/^Node\.js was not found: ".*no-node" cannot be started\. Install Node\.js 20\.12/);
    const old = write('old-node', '#!/bin/sh\necho v20.9.0\n');
    chmodSync(old, 0o755);
    editor.settings.node = old;
    await editor.call('ig.restart');
    expect(editor.shown[1]).toMatch(/^".*old-node" is not Node\.js 20\.12 or later\./);
    expect(editor.started).toEqual([]);
  });

  test('an ig that has no language server', async () => {
    write('guide/bin/ig.js', FAKE_IG);
    editor.serverFails = true;
    await activate();
    expect(editor.shown).toEqual([
      `"ig lsp" did not start for ${folder}/guide: see the log. An ig without a language server has to be updated.`,
    ]);
  });

  test('no guide: nothing in the status bar, and the commands say what to open', async () => {
    rmSync(join(folder, 'guide/sushi-config.yaml'));
    await activate();
    expect(editor.status?.isShown).toBe(false);
    expect(editor.executed).toContain('setContext ig.hasGuide false');
    await editor.call('ig.openReport');
    expect(editor.shown).toEqual(['Open the folder of a guide: the one with sushi-config.yaml.']);
  });
});

test('nothing of an untrusted workspace runs, until it is trusted', async () => {
  write('guide/bin/ig.js', FAKE_IG);
  editor.isTrusted = false;
  editor.activeDocument = { uri: FakeUri.file('/p.json'), languageId: 'json', getText: () => '{}' };
  await activate();
  await editor.call('ig.openReport');
  await editor.call('ig.checkPayload');
  expect(editor.started).toEqual([]);
  expect([editor.html, editor.opened]).toEqual([undefined, undefined]);
  expect(editor.shown).toEqual(Array(2).fill('ig is a program of this workspace, and the workspace is not trusted.'));
  expect(editor.status?.text).toBe('$(shield) ig: restricted');
  await editor.call('ig.explainStatus');
  expect(editor.executed.at(-1)).toBe('workbench.trust.manage');
  editor.isTrusted = true;
  await editor.fire('trust');
  expect(editor.started.length).toBe(1);
});

test('the status bar has the verdict: checking, then what is found, of ig alone', async () => {
  write('guide/bin/ig.js', FAKE_IG);
  await activate();
  expect(editor.status?.text).toBe('$(sync~spin) ig: checking');
  // The first findings may come before the verdict on all.
  editor.diagnostics = [{ source: 'ig', severity: 0 }];
  await editor.fire('diagnostics');
  expect(editor.status?.text).toBe('$(error) ig: 1 error');
  editor.diagnostics = [];
  editor.verdict();
  expect(editor.status?.text).toBe('$(pass) ig: no errors');
  editor.diagnostics = [
    { source: 'ig', severity: 0 },
    { source: 'other', severity: 0 },
    { source: 'ig', severity: 1 },
    { source: 'ig', severity: 1 },
  ];
  await editor.fire('diagnostics');
  expect(editor.status).toMatchObject({
    text: '$(error) ig: 1 error',
    tooltip: '1 error, 2 warnings, no notes; what is suppressed is not counted. Click to see the findings.',
  });
  await editor.call('ig.explainStatus');
  expect(editor.executed.at(-1)).toBe('workbench.actions.view.problems');
});

test('a server that tells no verdicts is not waited for', async () => {
  write('guide/bin/ig.js', FAKE_IG);
  editor.serverTellsVerdicts = false;
  await activate();
  expect(editor.status?.text).toBe('$(pass) ig: no errors');
});

test('a server that ends is told of, and one that comes back too', async () => {
  write('guide/bin/ig.js', FAKE_IG);
  await activate();
  editor.verdict();
  editor.server('Stopped');
  expect(editor.status).toMatchObject({
    text: '$(warning) ig: not running',
    tooltip: `The language server of ${folder}/guide has ended. See the log, and start it again.`,
  });
  editor.server('Starting');
  editor.server('Running');
  expect(editor.status?.text).toBe('$(sync~spin) ig: checking');
  editor.verdict();
  expect(editor.status?.text).toBe('$(pass) ig: no errors');
  // What is stopped on purpose is not missed.
  await editor.call('ig.restart');
  editor.verdict();
  await editor.deactivate();
  editor.server('Stopped');
  expect(editor.status?.text).toBe('$(pass) ig: no errors');
});

describe('the commands', () => {
  beforeEach(() => {
    write('guide/bin/ig.js', FAKE_IG);
  });

  test('the report is that of a build, findings or none', async () => {
    await activate();
    await editor.call('ig.openReport');
    expect(editor.html).toMatch(/^<p>\["build","[^"]*\/guide","--quiet","--format","html=[^"]*\.html"\]<\/p>$/);
  });

  test('the payload goes as it stands in the editor, to the API of its guide', async () => {
    editor.settings.context = { oid: '1.2.3' };
    const text = '{"resourceType":"Observation", "é": 1}';
    editor.activeDocument = {
      uri: FakeUri.file(join(folder, 'guide/payload.json')),
      languageId: 'json',
      getText: () => text,
    };
    await activate();
    await editor.call('ig.checkPayload');
    const call = ['validate', '--as-api', '--project', `${folder}/guide`, '--quiet', '--no-color'];
    expect(editor.opened?.split('\n')).toEqual([
      'HTTP 200 OK',
      JSON.stringify([...call, '--context', 'oid=1.2.3', '-']),
      text,
      '✖ error  payload.json:1:31  Observation',
      '',
    ]);
    editor.settings.context = { fail: 'yes' };
    await editor.call('ig.checkPayload');
    expect(editor.shown).toEqual(['ig validate could not run: The packages are not here.']);
  });

  test('what is no JSON is not sent', async () => {
    editor.activeDocument = { uri: FakeUri.file('/a.fsh'), languageId: 'fsh', getText: () => '' };
    await activate();
    await editor.call('ig.checkPayload');
    expect(editor.opened).toBeUndefined();
    expect(editor.shown).toEqual(['Open the JSON file that would be sent, and call this again.']);
  });
});
