import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { filesOfVsix } from '../../editors/vscode/vsix.ts';
import { antlrOfSushi, fshLexer, fshParser } from '../../scripts/compile/sushi/fsh-grammar.ts';
import { zip } from '../../scripts/files/zip.ts';

const folder = join(import.meta.dirname, '../../editors/vscode');
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const manifest = json('package.json');

describe('the manifest', () => {
  test('names files that are there, and are packed', async () => {
    const { languages, grammars, snippets } = manifest.contributes;
    const named = [
      ...languages.map((one: { configuration: string }) => one.configuration),
      ...[...grammars, ...snippets].map((one: { path: string }) => one.path),
    ];
    expect(named.length).toBe(3);
    const packed = await filesOfVsix();
    for (const name of [...named, manifest.main]) expect([...packed.keys()]).toContain(join('extension', name));
    for (const name of named) expect(existsSync(join(folder, name))).toBe(true);
  });

  test('has the commands that the extension registers, and the settings that it reads', () => {
    const sources = readdirSync(join(folder, 'src')).map((name) => readFileSync(join(folder, 'src', name), 'utf8'));
    const all = sources.join('\n');
    const said = (pattern: RegExp) => [...all.matchAll(pattern)].map(([, name = '']) => name).sort();
    const declared = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    // One more is only for the status item.
    expect(said(/registerCommand\('([^']+)'/g)).toEqual([...declared, 'ig.explainStatus'].sort());
    const settings = Object.keys(manifest.contributes.configuration.properties).sort();
    expect(said(/\.get(?:<[^(]*>)?\('([^']+)',/g).map((name) => `ig.${name}`)).toEqual(settings);
    for (const menu of Object.values(manifest.contributes.menus).flat())
      expect(declared).toContain((menu as { command: string }).command);
  });

  test('keeps settings that name programs from a workspace that is not trusted', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(['ig.path', 'ig.node']);
  });
});

describe('the language configuration', () => {
  const { onEnterRules, wordPattern } = json('language-configuration.json');
  const added = (line: string) =>
    onEnterRules.find(({ beforeText }: { beforeText: string }) => new RegExp(beforeText).test(line))?.action;

  test.each([
    ['* component[systolic]', { indent: 'indent', appendText: '* ' }],
    ['  * code', { indent: 'indent', appendText: '* ' }],
    ['  * code = #x', { indent: 'none', appendText: '* ' }],
    ['* code = #x', undefined],
    ['* insert Commun', undefined],
    ['  * ', undefined],
    ['Profile: X', undefined],
  ])('after "%s"', (line, action) => expect(added(line)).toEqual(action));

  test('words are names, whole', () => {
    const words = '* code = $LNC#8480-6 "désigne l\'usager" // mes-usager'.match(
      new RegExp(wordPattern.pattern, `g${wordPattern.flags}`),
    );
    expect(words).toEqual(['code', '$LNC', '8480-6', 'désigne', 'l', 'usager', 'mes-usager']);
  });
});

describe('the snippets', () => {
  const snippets: [string, { prefix: string[]; body: string[] }][] = Object.entries(json('snippets/fsh.json'));
  let faultsIn: (text: string) => string[];

  beforeAll(async () => {
    const [Lexer, Parser] = await Promise.all([fshLexer(), fshParser()]);
    const { InputStream, CommonTokenStream, ErrorListener } = antlrOfSushi();
    faultsIn = (text) => {
      const faults: string[] = [];
      const listener = new (class extends ErrorListener {
        syntaxError(_recognizer: unknown, _symbol: unknown, line: number, _column: number, message: string): void {
          faults.push(`${line}: ${message}`);
        }
      })();
      const parser = new Parser(new CommonTokenStream(new Lexer(new InputStream(`${text}\n`))));
      parser.removeErrorListeners();
      parser.addErrorListener(listener);
      parser.doc();
      return faults;
    };
  });

  test('a fault is seen', () => expect(faultsIn('Profile: X\nParent: Y\n* a 1..1 from\n')).not.toEqual([]));

  test.each(snippets)('%s is FSH as it comes', (_name, { body }) => {
    const text = expanded(body.join('\n'));
    expect(text).not.toMatch(/\$\{?\d/);
    const isRule = text.startsWith('*');
    const isValue = text.startsWith('"');
    const before = isRule ? (/include/.test(text) ? 'ValueSet: X\n' : 'Profile: X\nParent: Y\n') : isValue ? 'Profile: X\nParent: Y\nDescription: ' : ''; // biome-ignore format: three cases
    expect(faultsIn(before + text.replace(/\* $/, '* status = #draft'))).toEqual([]);
  });
});

/** A snippet with what stands in its places at first; of a choice the first. */
function expanded(body: string): string {
  const values = new Map<string, string>([['0', '']]);
  for (const [, place = '', value = ''] of body.matchAll(/\$\{(\d+):([^}]*)\}/g)) values.set(place, value);
  return body
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/(?<!\\)\$\{(\d+)(?::[^}]*)?\}/g, (_, place) => values.get(place) ?? '?')
    .replace(/(?<!\\)\$(\d+)/g, (_, place) => values.get(place) ?? '?')
    .replaceAll('\\$', '$');
}

describe('the .vsix', () => {
  test('has what VS Code asks for, and nothing else', async () => {
    const files = await filesOfVsix();
    expect([...files.keys()]).toEqual([
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/package.json',
      'extension/language-configuration.json',
      'extension/snippets/fsh.json',
      'extension/syntaxes/fsh.tmLanguage.json',
      'extension/README.md',
      'extension/LICENSE.txt',
      'extension/THIRD-PARTY.txt',
      'extension/extension.cjs',
    ]);
    const text = (name: string) => files.get(name)?.toString('utf8') ?? '';
    const types = text('[Content_Types].xml');
    for (const name of files.keys())
      if (name !== '[Content_Types].xml') expect(types).toContain(`Extension="${/\.\w+$/.exec(name)?.[0]}"`);
    expect(text('extension.vsixmanifest')).toContain(
      `<Identity Language="en-US" Id="${manifest.name}" Version="${manifest.version}" Publisher="${manifest.publisher}"/>`,
    );
    expect(text('extension.vsixmanifest')).toContain(`Value="${manifest.engines.vscode}"`);
    expect(text('extension/THIRD-PARTY.txt')).toMatch(/^vscode-languageclient 11\.0\.0 \(MIT\)\n\n/m);
    expect(text('extension/extension.cjs')).not.toContain(join(folder, '..'));
  });

  test('has the same bytes each time', async () => {
    expect(zip(await filesOfVsix()).equals(zip(await filesOfVsix()))).toBe(true);
  });

  test('its program loads by itself, and asks for nothing but VS Code and Node.js', async () => {
    const code = (await filesOfVsix()).get('extension/extension.cjs')?.toString('utf8') ?? '';
    const asked = new Set<string>();
    const nodeRequire = createRequire(import.meta.url);
    const anything: object = new Proxy(class {}, { get: (target, name) => (name in target ? Reflect.get(target, name) : anything) }); // biome-ignore format: one thought
    const module: { exports: Record<string, unknown> } = { exports: {} };
    const load = (name: string) => {
      asked.add(name);
      return name === 'vscode' ? anything : nodeRequire(name);
    };
    new Function('require', 'module', 'exports', code)(load, module, module.exports);
    expect(Object.keys(module.exports).sort()).toEqual(['activate', 'deactivate']);
    const foreign = [...asked].filter((name) => !builtinModules.includes(name.replace(/^node:/, '')));
    expect(foreign).toEqual(['vscode']);
  });
});
