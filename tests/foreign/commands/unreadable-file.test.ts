import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorLines, ig, temporaryFolder } from '../../cli/run-ig.ts';

/** SUSHI says "Parent FrPractitioner not found"; that Practitioner is near it says nothing here. */
test('a profile whose file in its package cannot be read is not taken for another that is near', async () => {
  const folder = temporaryFolder({
    'p/package/package.json': '{"name":"test.unreadable","version":"1.0.0","fhirVersions":["4.0.1"]}',
    'p/package/StructureDefinition-fr-practitioner.json':
      '{"resourceType":"StructureDefinition","id":"fr-practitioner",',
    'g/sushi-config.yaml':
      'id: test.guide\ncanonical: https://test.guide.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\ndependencies:\n  test.unreadable: 1.0.0\n',
    'g/input/fsh/a.fsh': 'Profile: Mine\nParent: FrPractitioner\nId: mine\nDescription: "d"\n* active 1..1\n',
  });
  const args = ['build', '--offline', '--package', join(folder, 'p'), '--format', 'json'];
  for (const time of ['as it is installed', 'from the package cache']) {
    const run = await ig(args, { cwd: join(folder, 'g') });
    const lines = errorLines(run).join(' ');
    expect(lines, time).toContain('StructureDefinition-fr-practitioner.json of test.unreadable#1.0.0 may define it');
    expect(lines, time).not.toContain('Did you mean');
  }
});
