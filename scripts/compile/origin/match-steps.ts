import type { PathStep } from './fsh-path.ts';

/**
 * How many steps, from the start, name the same element in both paths.
 * @param itemsBy how a repeating element's items are told apart: in a definition by slice, in an instance by index
 */
export function matchingSteps(
  rule: readonly PathStep[],
  wanted: readonly PathStep[],
  itemsBy: 'slice' | 'index',
): number {
  let shared = 0;
  for (const [i, step] of rule.entries()) {
    const other = wanted[i];
    if (
      other === undefined ||
      !isSameName(step, other) ||
      !(itemsBy === 'slice' ? isSameSlice(step, other) : isSameIndex(step, other))
    )
      break;
    shared++;
  }
  return shared;
}

function isSameName(a: PathStep, b: PathStep): boolean {
  const [nameA, nameB] = [a.name, b.name];
  if (nameA === nameB) return a.type === undefined || b.type === undefined || sameType(a.type, b.type);
  const [short, long] = nameA.length < nameB.length ? [a, b] : [b, a];
  if (!long.name.startsWith(short.name)) return false;
  const type = long.name.slice(short.name.length);
  // `value` is `valueQuantity`, but `code` is not `codeFilter`.
  return choiceTypes.has(type) && (short.type === undefined || sameType(short.type, type));
}

function sameType(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function isSameSlice(rule: PathStep, wanted: PathStep): boolean {
  return rule.slices.join('/') === wanted.slices.join('/');
}

function isSameIndex(rule: PathStep, wanted: PathStep): boolean {
  // An expression on the element as a whole; or a slice of which SUSHI does not tell where it ended up.
  if (wanted.index === undefined || rule.slices.length > 0) return true;
  return (rule.index ?? 0) === wanted.index;
}

/** The types that the name of a choice element can end in: https://hl7.org/fhir/R4/datatypes.html#open */
const choiceTypes = new Set(
  (
    'Base64Binary Boolean Canonical Code Date DateTime Decimal Id Instant Integer Integer64 Markdown Oid PositiveInt ' +
    'String Time UnsignedInt Uri Url Uuid Address Age Annotation Attachment CodeableConcept CodeableReference Coding ' +
    'ContactPoint Count Distance Duration HumanName Identifier Money Period Quantity Range Ratio RatioRange Reference ' +
    'SampledData Signature Timing ContactDetail Contributor DataRequirement Expression ParameterDefinition ' +
    'RelatedArtifact TriggerDefinition UsageContext Availability ExtendedContactDetail Dosage Meta SimpleQuantity'
  ).split(' '),
);
