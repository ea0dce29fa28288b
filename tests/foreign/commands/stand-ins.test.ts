import { describe, expect, test } from 'vitest';
import { errorLines, graveFindings, ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';

const config = (dependencies: Readonly<Record<string, string>>) =>
  `id: test.guide\ncanonical: https://test.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\ndependencies:\n${Object.entries(
    dependencies,
  )
    .map(([id, version]) => `  ${id}: ${version}\n`)
    .join('')}`;

describe('the stand-ins of the guide in this repository', () => {
  test.each(['hl7.fhir.fr.core', 'ans.fr.terminologies', 'hl7.fhir.uv.phd'])(
    'do not answer for %s in another guide',
    async (id) => {
      const project = temporaryFolder({
        'sushi-config.yaml': config({ [id]: 'latest' }),
        'input/fsh/a.fsh': 'Instance: a\nInstanceOf: Patient\n',
      });
      const run = await ig(['build', project, '--offline', '--format', 'json']);
      expect(run.code).toBe(1);
      expect(errorLines(run)).toEqual([expect.stringMatching(/^error package-missing .*which no source has\./)]);
      expect(reportOf(run).packages).toEqual([]);
    },
  );

  test('do not answer for a run without a guide either', async () => {
    const folder = temporaryFolder({ 'p.json': '{"resourceType":"Patient"}' });
    const args = ['validate', '--fhir-only', '--offline', '--format', 'json'];
    const run = await ig([...args, '--package', 'hl7.fhir.fr.core#2.1.0', 'p.json'], { cwd: folder });
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([expect.stringMatching(/^error package-missing .*hl7\.fhir\.fr\.core#2\.1\.0/)]);
  });
});

describe('what is not found in a stand-in', () => {
  const standIn = 'upstream/test.published/1.0.0';
  const project = temporaryFolder({
    'sushi-config.yaml': config({ 'test.published': '1.0.0' }),
    'input/fsh/a.fsh': [
      'Profile: Mine\nParent: PublishedPatient\n',
      'Profile: Other\nParent: Nowhere\n',
      'Profile: Elsewhere\nParent: https://elsewhere.example/StructureDefinition/x\n',
      'Profile: Paths\nParent: PublishedPatients\n* decaesed[x] 1..1\n* nmae[+].given 1..1\n* identifier[nir] 1..1\n',
    ].join('\n'),
    [`${standIn}/sushi-config.yaml`]:
      'id: test.published\ncanonical: https://published.example\nname: P\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
    [`${standIn}/input/fsh/a.fsh`]: 'Profile: PublishedPatients\nParent: Patient\n',
  });
  const lead = 'test.published#1.0.0 is a stand-in, which may lack what the published package has: ';

  test('is said to be so in a build, before any advice; a URL of somebody else is not', async () => {
    const run = await ig(['build', project, '--offline', '--format', 'json']);
    expect(run.code).toBe(1);
    const parents = reportOf(run).issues.filter(({ rule }) => rule === 'parent-not-found');
    expect(parents.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`^${lead}.*PublishedPatient .*Did you mean`)),
      expect.stringMatching(new RegExp(`^${lead}.*Nowhere`)),
      expect.stringMatching(/^Parent https:\/\/elsewhere\.example/),
    ]);
    // Choices are FHIR's own; a slice may be one of the published parent.
    const paths = reportOf(run).issues.filter(({ rule }) => rule === 'path-not-found');
    expect(paths.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^No element found at path decaesed\[x\] .*Did you mean deceased\[x\]\?/),
      expect.stringMatching(/^No element found at path nmae\[0\]\.given/),
      expect.stringMatching(new RegExp(`^${lead}No element found at path identifier\\[nir\\]`)),
    ]);
  });

  test('is said to be so of a payload', async () => {
    const guide = temporaryFolder({
      'sushi-config.yaml': config({ 'hl7.fhir.uv.tools.r4': '0.9.0' }),
      'input/fsh/a.fsh': 'Instance: a\nInstanceOf: Patient\n',
      'p.json': JSON.stringify({
        resourceType: 'Patient',
        meta: { profile: ['http://hl7.org/fhir/tools/StructureDefinition/absent', 'https://other.example/x'] },
      }),
    });
    const run = await ig(['validate', '--offline', '--format', 'json', '--project', guide, 'p.json'], { cwd: guide });
    const unknown = graveFindings(reportOf(run)).filter(({ rule }) => rule === 'profile-unknown');
    expect(unknown.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^hl7\.fhir\.uv\.tools\.r4#0\.9\.0 is a stand-in, .*: The profile http/),
      expect.stringMatching(/^The profile https:\/\/other\.example\/x/),
    ]);
  });

  test('many of them are named by the first, so that the finding is read', async () => {
    const ids = ['test.first', 'test.second', 'test.third'];
    const guide = temporaryFolder({
      'sushi-config.yaml': config(Object.fromEntries(ids.map((id) => [id, '1.0.0']))),
      'input/fsh/a.fsh': 'Profile: Mine\nParent: Nowhere\n',
      ...Object.fromEntries(
        ids.flatMap((id) => [
          [
            `upstream/${id}/1.0.0/sushi-config.yaml`,
            `id: ${id}\ncanonical: https://${id}.example\nname: P\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n`,
          ],
          [`upstream/${id}/1.0.0/input/fsh/a.fsh`, 'Instance: a\nInstanceOf: Patient\n'],
        ]),
      ),
    });
    const run = await ig(['build', guide, '--offline', '--format', 'json']);
    expect(reportOf(run).issues.filter(({ rule }) => rule === 'parent-not-found')).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(
          /^test\.first#1\.0\.0 and 2 others are stand-ins, which may lack what the published packages have: Parent Nowhere/,
        ),
      }),
    ]);
  });
});
