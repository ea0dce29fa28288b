import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { licencesOf } from '../../bin/licences.js';

const here = import.meta.dirname;
const root = join(here, '../..');

/** What goes into the package as it lies here, in the order in which it is packed. */
const SHIPPED = [
  'package.json',
  'language-configuration.json',
  'snippets/fsh.json',
  'syntaxes/fsh.tmLanguage.json',
] as const;

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly engines: { readonly vscode: string };
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
}

export const manifest: Manifest = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

/**
 * The files of a .vsix: an OPC archive with the extension in a folder. Nothing in it depends on the machine or the day.
 * @see https://code.visualstudio.com/api/working-with-extensions/publishing-extension
 */
export async function filesOfVsix(): Promise<Map<string, Buffer>> {
  const { code, notices } = await bundleExtension();
  return new Map([
    ['[Content_Types].xml', Buffer.from(contentTypes)],
    ['extension.vsixmanifest', Buffer.from(vsixManifest())],
    ...SHIPPED.map((name) => [`extension/${name}`, readFileSync(join(here, name))] as const),
    ['extension/README.md', readFileSync(join(here, 'README.md'))],
    ['extension/LICENSE.txt', readFileSync(join(root, 'LICENSE'))],
    ['extension/THIRD-PARTY.txt', Buffer.from(notices)],
    ['extension/extension.cjs', code],
  ]);
}

/** The extension and the libraries that it needs in one file, and the licences of these libraries. */
async function bundleExtension(): Promise<{ code: Buffer; notices: string }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(here, 'src/extension.ts')],
    outfile: 'extension.cjs',
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20.9', // VS Code 1.91 has that one
    external: ['vscode'],
    legalComments: 'none', // they are in THIRD-PARTY.txt
  });
  const notices = licencesOf(metafile, root).join(`\n\n${'-'.repeat(80)}\n\n`);
  return { code: Buffer.from(outputFiles[0]?.contents ?? []), notices: `${notices}\n` };
}

const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".json" ContentType="application/json"/>
  <Default Extension=".cjs" ContentType="application/javascript"/>
  <Default Extension=".md" ContentType="text/markdown"/>
  <Default Extension=".txt" ContentType="text/plain"/>
  <Default Extension=".vsixmanifest" ContentType="text/xml"/>
</Types>
`;

function vsixManifest(): string {
  const { name, displayName, description, version, publisher, engines, categories, keywords } = manifest;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}"/>
    <DisplayName>${xml(displayName)}</DisplayName>
    <Description xml:space="preserve">${xml(description)}</Description>
    <Tags>${xml(keywords.join(','))}</Tags>
    <Categories>${xml(categories.join(','))}</Categories>
    <License>extension/LICENSE.txt</License>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value="${xml(engines.vscode)}"/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
