import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stageGuide } from '../../scripts/publish/stage-guide.ts';

test('the copy for the Publisher has the request for publication, which is a file and no folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'stage-'));
  try {
    const [project, target] = [join(root, 'guide'), join(root, 'copy')];
    for (const folder of [join(project, 'input'), join(project, 'fsh-generated'), target])
      mkdirSync(folder, { recursive: true });
    const ig = 'fsh-generated/ImplementationGuide-x.json';
    writeFileSync(join(project, ig), '{"resourceType":"ImplementationGuide","id":"x"}');
    writeFileSync(join(project, 'publication-request.json'), '{"package-id":"x"}');
    stageGuide(target, { project, ig, template: { named: 'fhir.base.template#current' } });
    expect(readFileSync(join(target, 'publication-request.json'), 'utf8')).toBe('{"package-id":"x"}');
  } finally {
    rmSync(root, { recursive: true });
  }
});
