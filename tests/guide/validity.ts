import { describe, expect, test } from 'vitest';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { checkGuide, guideValidator } from '../../scripts/pipeline/check.ts';
import type { Guide } from '../../scripts/pipeline/guide/guide.ts';
import { judge, readSuppressions } from '../../scripts/pipeline/suppressions.ts';
import { projectFolder } from './compile-guide.ts';

const mesDevice = 'https://interop.esante.gouv.fr/ig/fhir/mesmesures/StructureDefinition/MESDevice';

export async function testValidity(guide: Guide): Promise<void> {
  const makeValidator = () => guideValidator(guide);
  const validator = makeValidator();
  const { signal } = new AbortController();
  const results = await checkGuide(guide, { folder: projectFolder, validator, makeValidator, signal });
  const suppressions = readSuppressions(projectFolder);
  const findings = { issues: [], results };
  const judged = judge(findings, suppressions.value, ['ig']);

  function told({ resource, issues }: ResourceResult, severities: readonly string[]): string[] {
    return issues
      .filter(({ severity, accepted }) => severities.includes(severity) && accepted === undefined)
      .map(({ message, expression }) => `${resource} ${expression}: ${message}`);
  }

  describe('validity', () => {
    test('no resource of the guide has an error', () => {
      expect(judged.results.flatMap((result) => told(result, ['fatal', 'error']))).toEqual([]);
    });

    test('each warning is one that the project gives a reason for', () => {
      expect(judged.results.flatMap((result) => told(result, ['warning']))).toEqual([]);
      expect([...suppressions.issues, ...judged.issues]).toEqual([]);
    });

    test('each suppression of our findings is for one that occurs', () => {
      const reasons = judged.results.flatMap(({ issues }) => issues.map(({ accepted }) => accepted));
      const ours = suppressions.value.filter(({ finders }) => finders.includes('ig'));
      expect(ours.length).toBeGreaterThan(0);
      expect(ours.filter(({ reason }) => !reasons.includes(reason))).toEqual([]);
    });

    // A device claims PhdDevice, as the API demands, so MESDevice has to be named.
    const devices = guide.resources.map(({ resource }) => resource).filter((each) => each.resourceType === 'Device');

    test('every device is a MESDevice', () => {
      for (const device of devices) {
        const result = validator.validateResource(device, { file: `${device.id}`, profiles: [mesDevice] });
        expect(result.profiles).toContainEqual(expect.stringContaining(mesDevice));
        expect(told(result, ['fatal', 'error'])).toEqual([]);
      }
    });

    test('a device without an id is none', () => {
      const { id: _, ...anonymous } = devices[0] ?? { resourceType: 'Device' };
      const { issues } = validator.validateResource(anonymous, { file: 'anonymous', profiles: [mesDevice] });
      expect(issues).toContainEqual(expect.objectContaining({ severity: 'error', rule: 'cardinality' }));
    });
  });
}
