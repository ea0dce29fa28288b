import type { Bundle, Device, Observation } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import { byFshName } from './guide-files.ts';

const phdDevice = 'http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice';
const bareUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function testFlows(resources: readonly GuideResource[]): void {
  const bundles = byFshName(resources, 'Bundle');
  const devices = byFshName(resources, 'Device');

  function ofType(type: Bundle['type']): [string, Bundle][] {
    return [...bundles].filter(([, bundle]) => bundle.type === type);
  }

  test('there are at least 45 examples', () => {
    expect(resources.filter(({ usage }) => usage === 'example').length).toBeGreaterThanOrEqual(45);
  });

  describe('devices', () => {
    test('a scale, a blood-pressure monitor, a thermometer and a glucose meter are among them', () => {
      const codes = [...devices.values()]
        .flatMap(({ specialization = [] }) => specialization)
        .flatMap(({ systemType }) => systemType.coding?.map(({ code }) => code));
      expect(codes).toEqual(expect.arrayContaining(['528399', '528391', '528392', '528401']));
    });

    test('each has a bare UUID, claims PhdDevice alone, and an EUI-64 of eight hexadecimal bytes', () => {
      for (const [name, { id, meta, identifier = [] }] of devices) {
        expect(id, name).toMatch(bareUuid);
        expect(meta?.profile, name).toEqual([phdDevice]);
        expect(identifier[0]?.value, name).toMatch(/^([0-9A-F]{2}-){7}[0-9A-F]{2}$/);
      }
    });
  });

  describe('transactions', () => {
    test('are shown with a device and without', () => {
      const sizes = new Set(ofType('transaction').map(([, { entry = [] }]) => entry.length));
      expect(sizes).toEqual(new Set([1, 2]));
    });

    test('each creates one Observation, and its Device when there is one, by POST', () => {
      for (const [name, { entry = [] }] of ofType('transaction')) {
        const types = entry.map(({ resource }) => resource?.resourceType);
        expect(types.filter((type) => type === 'Observation').length, name).toBe(1);
        for (const { fullUrl, resource, request } of entry) {
          expect(request, name).toMatchObject({ method: 'POST', url: resource?.resourceType });
          expect(fullUrl?.replace('urn:uuid:', ''), name).toMatch(bareUuid);
        }
      }
    });

    test('each names its device by id, and creates it on condition of its identifier', () => {
      for (const [name, { entry = [] }] of ofType('transaction')) {
        const sent = entry.find(({ resource }) => resource?.resourceType === 'Device');
        const measured = entry.find(({ resource }) => resource?.resourceType === 'Observation');
        const device = (measured?.resource as Observation | undefined)?.device;
        if (sent === undefined) {
          expect(device, name).toBeUndefined();
          continue;
        }
        const { id, identifier = [] } = sent.resource as Device;
        expect(device?.reference, name).toBe(`Device/${id}`);
        const conditions = identifier.map(({ system, value }) => `identifier=${system}|${value}`);
        expect(conditions, name).toContain(sent.request?.ifNoneExist);
        expect(sent.request?.ifNoneExist, name).not.toContain('|00-00');
      }
    });

    test('are answered for what is created, and for a device that is known already', () => {
      const statuses = (name: string) => bundles.get(name)?.entry?.map(({ response }) => response?.status);
      expect(statuses('alimentation-reponse-mesure')).toEqual(['201 Created']);
      expect(statuses('alimentation-reponse-mesure-et-dispositif')).toEqual(['201 Created', '201 Created']);
      expect(statuses('alimentation-reponse-dispositif-connu')).toEqual(['201 Created', '200 Success']);
    });
  });

  describe('searches', () => {
    test('give a total of the measures alone, and a self link', () => {
      for (const [name, { total, link = [], entry = [] }] of ofType('searchset')) {
        expect(link[0]?.relation, name).toBe('self');
        const found = entry.filter(({ search }) => search?.mode === 'match');
        expect(total, name).toBeGreaterThanOrEqual(found.length);
        expect(
          found.every(({ resource }) => resource?.resourceType === 'Observation'),
          name,
        ).toBe(true);
      }
    });

    test('one page leads to the next and back, and includes the device', () => {
      const [first, second] = [bundles.get('recherche-page-1'), bundles.get('recherche-page-2')];
      const target = (bundle: Bundle | undefined, relation: string) =>
        bundle?.link?.find((link) => link.relation === relation)?.url;
      expect(target(first, 'next')).toBe(target(second, 'self'));
      expect(target(second, 'previous')).toBe(target(first, 'self'));
      expect(target(second, 'next')).toBeUndefined();
      expect(first?.entry?.map(({ search }) => search?.mode)).toEqual(['match', 'include']);
    });
  });
}
