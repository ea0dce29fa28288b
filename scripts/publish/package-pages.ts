import type { InstalledPackage, PackageEntry } from '../model/package.ts';

/** A file of a package's folder `package/other/`: its name and its text. */
export type OtherFile = readonly [name: string, text: string];

const CORE = 'hl7.fhir.r4.core';

/**
 * What the Publisher wants to know of a package's published pages. Without spec.internals it links resources of the
 * package to simplifier.net, and without that of the core package it does not start.
 */
export function otherFiles(installed: InstalledPackage): OtherFile[] {
  const { id, version, manifest } = installed;
  const isCore = id === CORE;
  const pageOf = isCore ? corePage : ordinaryPage;
  const paths: Record<string, string> = {};
  for (const entry of installed.entries) {
    const page = entry.url === undefined ? undefined : pageOf(entry);
    if (entry.url !== undefined && page !== undefined) paths[entry.url] = page;
  }
  const pages = new Set(Object.values(paths).map((page) => page.replace(/#.*/, '')));
  const internals = {
    'npm-name': isCore ? 'hl7.fhir.core' : id,
    'ig-version': version,
    'tool-version': '1',
    'tool-build': '1',
    webUrl: isCore ? 'http://hl7.org/fhir/R4' : (manifest.url ?? manifest.canonical),
    paths,
    pages: {},
    targets: isCore ? [...coreTargets, ...pages, ...[...pages].flatMap(furtherPages)] : ordinaryTargets,
    images: [],
  };
  return [['spec.internals', JSON.stringify(internals)]];
}

const ordinaryTargets = ['index.html', 'toc.html', 'artifacts.html'];

/** Pages of the specification that are no definition's own, and that generated texts link to. */
const coreTargets = [
  'index.html',
  'terminologies.html',
  'formats.html',
  'profiling.html',
  'datatypes.html',
  'resource.html',
  'extensibility.html',
  'references.html',
  'narrative.html',
  'conformance-rules.html',
  'versions.html',
  'json.html',
  'http.html',
  'search.html',
  'operations.html',
  'fhirpath.html',
  'license.html',
];

/** A resource or data type of the specification has more pages than its own. */
function furtherPages(page: string): string[] {
  if (page.includes('/') || /^(valueset|codesystem|extension)-/.test(page)) return [];
  const further = ['definitions', 'mappings', 'examples', 'profiles', 'operations'];
  return further.map((name) => page.replace('.html', `-${name}.html`));
}

function ordinaryPage({ resourceType, id }: PackageEntry): string {
  return `${resourceType}-${id}.html`;
}

/** Data types that are not described on datatypes.html. */
const typePages: Readonly<Record<string, string>> = {
  Extension: 'extensibility',
  Narrative: 'narrative',
  xhtml: 'narrative',
  Reference: 'references',
  Meta: 'resource',
  Dosage: 'dosage',
  ElementDefinition: 'elementdefinition',
  BackboneElement: 'backboneelement',
  Element: 'element',
  MarketingStatus: 'marketingstatus',
  Population: 'population',
  ProdCharacteristic: 'prodcharacteristic',
  ProductShelfLife: 'productshelflife',
  ContactDetail: 'metadatatypes',
  Contributor: 'metadatatypes',
  DataRequirement: 'metadatatypes',
  ParameterDefinition: 'metadatatypes',
  RelatedArtifact: 'metadatatypes',
  TriggerDefinition: 'metadatatypes',
  Expression: 'metadatatypes',
  UsageContext: 'metadatatypes',
};

/** The page of a definition in the R4 specification, which has its own way of naming them. */
function corePage(entry: PackageEntry): string | undefined {
  const id = String(entry.id);
  switch (entry.resourceType) {
    case 'StructureDefinition':
      return structurePage(entry, id);
    case 'ValueSet':
      return hl7TablePage(id, 'vs') ?? `valueset-${id}.html`;
    case 'CodeSystem':
      return hl7TablePage(id, 'cs') ?? `codesystem-${id}.html`;
    case 'OperationDefinition': // Patient-match: patient-operation-match.html
      return `${id.toLowerCase().replace('-', '-operation-')}.html`;
    default:
      return undefined;
  }
}

function structurePage({ derivation, type, kind }: PackageEntry, id: string): string {
  const isQuantity = id === 'MoneyQuantity' || id === 'SimpleQuantity';
  if (derivation === 'constraint' && !isQuantity)
    return type === 'Extension' ? `extension-${id.toLowerCase()}.html` : `${id.toLowerCase()}.html`;
  if (kind === 'resource' || kind === 'logical') return `${id.toLowerCase()}.html`;
  return `${typePages[id] ?? 'datatypes'}.html#${id}`;
}

/** HL7's own tables of versions 2 and 3. */
function hl7TablePage(id: string, v3Page: 'vs' | 'cs'): string | undefined {
  if (id.startsWith('v3-')) return `v3/${id.slice(3)}/${v3Page}.html`;
  return id.startsWith('v2-') ? `v2/${id.slice(3)}/index.html` : undefined;
}
