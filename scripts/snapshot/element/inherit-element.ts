import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition, StructureDefinition } from '../../model/fhir.ts';
import { specificationRoot, withAbsoluteLinks } from './absolute-links.ts';
import { CORE, rootName, typeCanonical } from './context.ts';
import { inheritedExtensions } from './inherited-extensions.ts';

const RESOURCE_ID_TYPE: NonNullable<ElementDefinition['type']> = [
  {
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type', valueUrl: 'id' }],
    code: 'http://hl7.org/fhirpath/System.String',
  },
];

/**
 * The form in which a descendant inherits an element of a snapshot: with `base`, without what speaks of the ancestor alone,
 * and with references that were relative to the ancestor made absolute.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.base
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint.source
 */
export function inheritElement(element: ElementDefinition, ancestor: StructureDefinition): ElementDefinition {
  const root = ancestor.url.startsWith(CORE) ? specificationRoot(ancestor.fhirVersion) : undefined;
  const inherited = root === undefined ? { ...element } : { ...withAbsoluteLinks(element, root) };
  const extension = inheritedExtensions(element.extension);
  if (extension === undefined) delete inherited.extension;
  else inherited.extension = extension;
  if (inherited.binding?.extension !== undefined) {
    const { extension: stated, ...binding } = inherited.binding;
    const kept = inheritedExtensions(stated);
    inherited.binding = kept === undefined ? binding : { ...binding, extension: kept };
  }
  inherited.base ??= { path: element.path, min: element.min ?? 0, max: element.max ?? '*' };
  if (inherited.base.path === 'Resource.id') inherited.type = RESOURCE_ID_TYPE;
  if (element.constraint !== undefined) {
    inherited.constraint = element.constraint.map((item) => {
      const source = absoluteSource(item.source ?? ancestor.url);
      return source === item.source ? item : { ...item, source };
    });
  }
  if (element.contentReference?.startsWith('#') === true) {
    inherited.contentReference = `${contentReferenceBase(ancestor)}${element.contentReference}`;
  }
  return inherited;
}

function contentReferenceBase(definition: StructureDefinition): string {
  return definition.kind === 'logical' ? definition.url : typeCanonical(rootName(definition));
}

/** Some of R4's own definitions name the source by path: `Observation.component`. */
function absoluteSource(source: string): string {
  if (parseCanonical(source).url.includes(':')) return source;
  const [type = source] = source.split('.');
  return source.includes('.') ? `${typeCanonical(type)}#${source}` : typeCanonical(source);
}
