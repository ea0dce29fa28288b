import type { ElementDefinition } from '../../scripts/model/fhir.ts';

/** What of an element decides how instances are judged, in a form that can be compared. */
function facts(element: ElementDefinition): Record<string, unknown> {
  const { binding, slicing, type = [], constraint = [] } = element;
  return {
    min: element.min,
    max: element.max,
    mustSupport: element.mustSupport ?? false,
    isModifier: element.isModifier ?? false,
    contentReference: element.contentReference,
    type: type
      .map(({ code, profile, targetProfile, aggregation }) => ({
        code,
        profile: bare(profile),
        target: bare(targetProfile),
        aggregation: [...(aggregation ?? [])].sort(),
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    binding: binding && {
      strength: binding.strength,
      valueSet: bare(binding.valueSet === undefined ? [] : [binding.valueSet])[0],
    },
    slicing: slicing && {
      discriminator: (slicing.discriminator ?? []).map((item) => `${item.type}:${item.path}`).sort(),
      rules: slicing.rules,
      ordered: slicing.ordered ?? false,
    },
    constraint: constraint.map(({ key }) => key).sort(),
    base: element.base,
    ...Object.fromEntries(
      Object.entries(element).filter(([key]) => /^(?:fixed|pattern|minValue|maxValue|maxLength)/.test(key)),
    ),
  };
}

function bare(canonicals: readonly string[] | undefined): string[] {
  return (canonicals ?? []).map((canonical) => canonical.split('|')[0] ?? canonical).sort();
}

function stable(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) =>
      typeof item === 'object' && item !== null && !Array.isArray(item)
        ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
        : item,
    ) ?? 'absent'
  );
}

export interface Comparison {
  /** Elements of the expected snapshot. */
  readonly total: number;
  readonly equal: number;
  /** `id.field: expected <> found`, or `id: missing`, or `id: extra`. */
  readonly differences: readonly string[];
}

/** HL7's generator writes `-` for `_` in an id, as in `Model.end-date` for the path `Model.end_date`. */
function idOf({ id = '' }: ElementDefinition): string {
  return id.replaceAll('_', '-');
}

/** Compares two snapshots element by element, found by id; versions of canonicals, texts and order aside. */
export function compareSnapshots(
  expected: readonly ElementDefinition[],
  found: readonly ElementDefinition[],
): Comparison {
  const differences: string[] = [];
  const rest = new Map(found.map((element) => [idOf(element), element]));
  let equal = 0;
  for (const element of expected) {
    const other = rest.get(idOf(element));
    rest.delete(idOf(element));
    if (other === undefined) {
      differences.push(`${element.id}: missing`);
      continue;
    }
    const [wanted, got] = [facts(element), facts(other)];
    const fields = [...new Set([...Object.keys(wanted), ...Object.keys(got)])].filter(
      (field) => stable(wanted[field]) !== stable(got[field]),
    );
    if (fields.length === 0) equal++;
    for (const field of fields) {
      differences.push(`${element.id}.${field}: ${stable(wanted[field])} <> ${stable(got[field])}`);
    }
  }
  for (const { id } of rest.values()) differences.push(`${id}: extra`);
  return { total: expected.length, equal, differences };
}
