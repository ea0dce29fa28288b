import { describe, expect, test } from 'vitest';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { checkGuide, guideValidator } from '../../scripts/pipeline/check.ts';
import type { Guide } from '../../scripts/pipeline/guide.ts';
import { readAcceptances } from '../../scripts/pipeline/project.ts';
import { accept } from '../../scripts/report/acceptance.ts';
import { projectFolder } from './compile-guide.ts';

const mesDevice = 'https://interop.esante.gouv.fr/ig/fhir/mesmesures/StructureDefinition/MESDevice';

export function testValidity(guide: Guide): void {
  const validator = guideValidator(guide);
  const acceptances = readAcceptances(projectFolder);
  const results = checkGuide(projectFolder, guide, validator);

  function told({ resource, issues }: ResourceResult, severities: readonly string[]): string[] {
    return accept(issues, acceptances.value)
      .filter(({ severity, accepted }) => severities.includes(severity) && accepted === undefined)
      .map(({ message, expression }) => `${resource} ${expression}: ${message}`);
  }

  describe('validity', () => {
    test('no resource of the guide has an error', () => {
      expect(results.flatMap((result) => told(result, ['fatal', 'error']))).toEqual([]);
    });

    test('each warning is one that the project gives a reason for', () => {
      expect(results.flatMap((result) => told(result, ['warning']))).toEqual([]);
      expect(acceptances.issues).toEqual([]);
    });

    test('each reason is for a warning that occurs', () => {
      const reasons = results
        .flatMap(({ issues }) => accept(issues, acceptances.value))
        .map(({ accepted }) => accepted);
      const given = new Set(acceptances.value.map(({ reason }) => reason));
      expect([...given].filter((reason) => !reasons.includes(reason))).toEqual([]);
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
