import type { Bundle, Device, Observation, OperationOutcome, StructureDefinition } from 'fhir/r4.js';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';

interface ResourceTypes {
  Bundle: Bundle;
  Device: Device;
  Observation: Observation;
  OperationOutcome: OperationOutcome;
  StructureDefinition: StructureDefinition;
}

/** The guide's resources of one type, by the name of the FSH entity that each comes from. */
export function byFshName<T extends keyof ResourceTypes>(
  resources: readonly GuideResource[],
  type: T,
): ReadonlyMap<string, ResourceTypes[T]> {
  return new Map(
    resources
      .filter(({ resource }) => resource.resourceType === type)
      .map(({ resource, origin }) => [origin?.name ?? `${resource.id}`, resource as unknown as ResourceTypes[T]]),
  );
}

export const measureUrl = 'https://fhir.monespacesante.fr/ref/mesure/StructureDefinition/mes-observation-';

/** What the API calls a measure, its profile in this guide, the parent that the profile rests on, and its examples. */
export const measures = [
  { suffix: 'bmi', id: 'MESObservationBmi', parent: 'mesures-fr-observation-bmi|3.0.1', example: 'imc' },
  {
    suffix: 'bodyheight',
    id: 'MESObservationBodyHeight',
    parent: 'mesures-fr-observation-bodyheight|3.0.1',
    example: 'taille',
  },
  {
    suffix: 'bodytemperature',
    id: 'MESObservationBodyTemperature',
    parent: 'mesures-fr-observation-body-temperature|3.0.1',
    example: 'temperature',
  },
  {
    suffix: 'bodyweight',
    id: 'MESObservationBodyWeight',
    parent: 'mesures-fr-observation-body-weight|3.0.1',
    example: 'poids',
  },
  { suffix: 'bp', id: 'MESObservationBp', parent: 'mesures-fr-observation-bp|3.2.0', example: 'tension' },
  {
    suffix: 'glucose',
    id: 'MESObservationGlucose',
    parent: 'mesures-observation-glucose|3.0.1',
    example: 'glycemie',
  },
  {
    suffix: 'headcircumference',
    id: 'MESObservationHeadCircumference',
    parent: 'mesures-observation-head-circumference|3.2.0',
    example: 'perimetre-cranien',
  },
  {
    suffix: 'heartrate',
    id: 'MESObservationHeartrate',
    parent: 'mesures-fr-observation-heartrate|3.0.1',
    example: 'frequence-cardiaque',
  },
  {
    suffix: 'painseverity',
    id: 'MESObservationPainSeverity',
    parent: 'mesures-observation-pain-severity|3.0.1',
    example: 'douleur',
  },
  {
    suffix: 'stepsbyday',
    id: 'MESObservationStepsByDay',
    parent: 'mesures-observation-steps-by-day|3.0.1',
    example: 'pas',
  },
  {
    suffix: 'waistcircumference',
    id: 'MESObservationWaistCircumference',
    parent: 'mesures-observation-waist-circumference|3.0.1',
    example: 'tour-de-taille',
  },
] as const;
