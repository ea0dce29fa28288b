import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root, sharedCache } from '../cli/run-ig.ts';
import { plainConfig, temporaryProject } from '../compile/temporary-project.ts';

const isHere = spawnSync('nvim', ['--version']).status === 0;
if (!isHere)
  process.stdout.write('Skipped, because Neovim (nvim) is not on this machine: a guide that is edited in it.\n');

test.skipIf(!isHere)(
  'Neovim shows a finding, applies its quick fix, and the file is right',
  { timeout: 180_000 },
  () => {
    const file = 'input/fsh/someone.fsh';
    const folder = temporaryProject({
      'sushi-config.yaml': plainConfig,
      [file]: 'Profile: Someone\nParent: Patient\nId: someone\n* nmae 1..*\n',
    });
    const env = {
      ...process.env,
      IG_CACHE: sharedCache,
      HOME: folder,
      XDG_STATE_HOME: folder,
      IG_TEST: [folder, join(folder, file), process.execPath, join(root, 'bin', 'ig.js')].join('\n'),
    };
    const script = join(root, 'tests', 'language', 'neovim.lua');
    execFileSync('nvim', ['--headless', '--clean', '-n', '-c', `luafile ${script}`], {
      env,
      timeout: 150_000,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    expect(readFileSync(join(folder, file), 'utf8')).toBe(
      'Profile: Someone\nParent: Patient\nId: someone\n* name 1..*\n',
    );
  },
);
