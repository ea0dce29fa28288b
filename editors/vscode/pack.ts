import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zip } from '../../scripts/files/zip.ts';
import { filesOfVsix, manifest } from './vsix.ts';

/** Packs the extension: `npm run vscode`. The same sources give the same bytes. */
const folder = join(import.meta.dirname, 'dist');
const file = join(folder, `${manifest.name}-${manifest.version}.vsix`);

const packed = zip(await filesOfVsix());
mkdirSync(folder, { recursive: true });
writeFileSync(`${file}.part`, packed);
renameSync(`${file}.part`, file);
process.stdout.write(`${relative(process.cwd(), file)}: ${Math.round(packed.length / 1024)} KB\n`);
