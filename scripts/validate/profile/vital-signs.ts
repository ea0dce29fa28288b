import { type FhirResource, isJsonObject } from '../../model/fhir.ts';

interface VitalSign {
  readonly profile: string;
  readonly loinc: readonly string[];
  readonly snomed: readonly string[];
}

const words = (text: string): readonly string[] => text.split(' ');

/**
 * Which codes make an Observation a vital sign, whether it claims the profile or not: the codes of R4's table and their
 * more precise kin, as far as the HL7 validator takes them for the same measure. Order decides where two would apply.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html#vitals-table
 */
const vitalSigns: readonly VitalSign[] = [
  { profile: 'vitalspanel', loinc: ['85353-1'], snomed: ['46680005'] },
  {
    profile: 'resprate',
    loinc: words('9279-1 76170-0 76172-6 76171-8 19840-8 33438-3 76270-8 11291-2'),
    snomed: words('86290005 271625008 271306003'),
  },
  {
    profile: 'heartrate',
    loinc: words(
      '8867-4 60978-4 73795-7 73799-9 76476-1 76477-9 8889-8 8890-6 8891-4 8892-2 8893-0 40443-4 55425-3 68999-2 11328-2 69000-8 8886-4',
    ),
    snomed: words('249043002 444981005 399017001 251670001 429525003 429614003'),
  },
  {
    profile: 'oxygensat',
    loinc: words('2708-6 19224-5 20564-1 2709-4 2710-2 2713-6 51733-4 59408-5 59417-6 89276-0 97549-0'),
    snomed: words('442476006 431314004'),
  },
  {
    profile: 'bodytemp',
    loinc: words(
      '8310-5 60834-9 60835-6 60836-4 60838-0 60955-2 61009-7 75539-7 75987-8 76010-8 76011-6 76278-1 8309-7 8328-7 8329-5 8330-3 8331-1 8332-9 8333-7 8334-5 91371-5 98657-0 98663-8',
    ),
    snomed: words(
      '386725007 276885007 300076005 1222808002 364246006 307047009 708499008 431598003 698831002 698832009 415882003 415974002 415929009 415945006',
    ),
  },
  {
    profile: 'bodyheight',
    loinc: words('8302-2 3137-7 3138-5 8306-3 8308-9'),
    snomed: words('1153637007 1162419008 50373000 1162418000 1230278008 1162392001 1162417005'),
  },
  { profile: 'headcircum', loinc: words('9843-4 8287-5'), snomed: words('363812007 169876006 1269262007 363811000') },
  {
    profile: 'bodyweight',
    loinc: words('29463-7 3141-9 3142-7 75292-3 79348-9 8350-1 8351-9'),
    snomed: words('735395000 425024002 424927000 784399000 1162416001 1162415002'),
  },
  { profile: 'bmi', loinc: words('39156-5 89270-3'), snomed: ['60621009'] },
  {
    profile: 'bp',
    loinc: words('85354-9 35094-2 8459-0 76534-7 55284-4 8480-6'),
    snomed: words(
      '251076008 163033001 163035008 386534000 386536003 271649006 271650006 407556006 407554009 716579001 399304008',
    ),
  },
];

const byLoinc = profilesBy(({ loinc }) => loinc);
const bySnomed = profilesBy(({ snomed }) => snomed);
const bySystem = [
  ['http://loinc.org', byLoinc],
  ['http://snomed.info/sct', bySnomed],
] as const;

/** Each code with the profile it calls for and its rank: of several, the first in the list decides. */
function profilesBy(codes: (signs: (typeof vitalSigns)[number]) => readonly string[]): ReadonlyMap<unknown, Called> {
  const found = new Map<unknown, Called>();
  for (const [rank, signs] of vitalSigns.entries())
    for (const code of codes(signs))
      if (!found.has(code))
        found.set(code, { rank, canonical: `http://hl7.org/fhir/StructureDefinition/${signs.profile}` });
  return found;
}

interface Called {
  readonly rank: number;
  readonly canonical: string;
}

/** The canonical of the vital signs profile that an Observation's code calls for; LOINC decides before SNOMED CT. */
export function vitalSignsProfile(resource: FhirResource): string | undefined {
  if (resource.resourceType !== 'Observation' || !isJsonObject(resource.code) || !Array.isArray(resource.code.coding))
    return undefined;
  for (const [system, byCode] of bySystem) {
    let first: Called | undefined;
    for (const coding of resource.code.coding) {
      if (!isJsonObject(coding) || coding.system !== system) continue;
      const called = byCode.get(coding.code);
      if (called !== undefined && (first === undefined || called.rank < first.rank)) first = called;
    }
    if (first !== undefined) return first.canonical;
  }
  return undefined;
}
