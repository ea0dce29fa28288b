import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { writeGenerated } from '../../scripts/compile/output/write-generated.ts';
import { plainConfig, temporaryProject } from '../compile/temporary-project.ts';
import { corePackage, guidePackages } from '../compile/test-packages.ts';

const packages = guidePackages(corePackage());
const fsh = 'Profile: A\nParent: Patient\nId: a\n* name 1..\n\nInstance: b\nInstanceOf: A\n* name.family = "B"\n';
const hand = JSON.stringify({ resourceType: 'Basic', id: 'by-hand', code: { text: 'x' } });

const named = (folder: string) => `${plainConfig}parameters:\n  path-resource: ${folder}\n`;

// SUSHI empties fsh-generated/ before it reads anything, so that its second build is its first.
for (const folder of ['fsh-generated/resources', 'fsh-generated/*', './fsh-generated/resources/', 'link', '.', './*']) {
  test(`a second build with path-resource: ${folder} gives what the first gave`, async () => {
    const project = temporaryProject({
      'sushi-config.yaml': named(`'${folder}'`),
      'input/fsh/a.fsh': fsh,
      'input/resources/Basic-by-hand.json': hand,
      'build/package/StructureDefinition-a.json': JSON.stringify({ resourceType: 'StructureDefinition', id: 'old' }),
    });
    if (folder === 'link') symlinkSync('fsh-generated/resources', path.join(project, 'link'));
    const first = await compileProject(project, packages);
    expect(first.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect([...first.files.keys()]).toContain('resources/StructureDefinition-a.json');
    await writeGenerated(project, first.files);

    const second = await compileProject(project, packages);
    expect(Object.fromEntries(second.files)).toEqual(Object.fromEntries(first.files));
    expect(second.resources.map(({ file }) => file)).toEqual(first.resources.map(({ file }) => file));
    expect(second.resources.map(({ file }) => file)).toContain('input/resources/Basic-by-hand.json');
    expect(second.issues).toEqual(first.issues);
  });
}
