import type { ElementDefinition } from '../../model/fhir.ts';

type Pin = (canonical: string) => string;
type ElementType = NonNullable<ElementDefinition['type']>[number];
type Binding = NonNullable<ElementDefinition['binding']>;
type Extension = NonNullable<ElementDefinition['extension']>[number];

/**
 * Gives every canonical through which an element refers to a definition the version that `pin` decides:
 * profiles and targets of types, value sets, sources of constraints, canonicals in extensions of binding and type.
 * Fixed and pattern values are left alone: they are compared with data letter by letter.
 */
export function pinElement(element: ElementDefinition, pin: Pin): ElementDefinition {
  const { type, binding, constraint } = element;
  const pinned: Partial<ElementDefinition> = {};
  if (type !== undefined) {
    const types = mapKeeping(type, (item) => pinType(item, pin));
    if (types !== type) pinned.type = types;
  }
  if (binding !== undefined) {
    const replaced = pinBinding(binding, pin);
    if (replaced !== binding) pinned.binding = replaced;
  }
  if (constraint !== undefined) {
    const constraints = mapKeeping(constraint, (item) => {
      if (item.source === undefined) return item;
      const source = pin(item.source);
      return source === item.source ? item : { ...item, source };
    });
    if (constraints !== constraint) pinned.constraint = constraints;
  }
  return Object.keys(pinned).length === 0 ? element : { ...element, ...pinned };
}

function pinType(type: ElementType, pin: Pin): ElementType {
  const profile = type.profile === undefined ? undefined : mapKeeping(type.profile, pin);
  const targetProfile = type.targetProfile === undefined ? undefined : mapKeeping(type.targetProfile, pin);
  if (profile === type.profile && targetProfile === type.targetProfile) return type;
  return {
    ...type,
    ...(profile === undefined ? {} : { profile }),
    ...(targetProfile === undefined ? {} : { targetProfile }),
  };
}

function pinBinding(binding: Binding, pin: Pin): Binding {
  const valueSet = binding.valueSet === undefined ? undefined : pin(binding.valueSet);
  const extension =
    binding.extension === undefined ? undefined : mapKeeping(binding.extension, (item) => pinExtension(item, pin));
  if (valueSet === binding.valueSet && extension === binding.extension) return binding;
  return {
    ...binding,
    ...(valueSet === undefined ? {} : { valueSet }),
    ...(extension === undefined ? {} : { extension }),
  };
}

function pinExtension(extension: Extension, pin: Pin): Extension {
  if (extension.valueCanonical === undefined) return extension;
  const valueCanonical = pin(extension.valueCanonical);
  return valueCanonical === extension.valueCanonical ? extension : { ...extension, valueCanonical };
}

/** Maps a list, and returns the list itself when nothing changed. */
function mapKeeping<T>(items: T[], change: (item: T) => T): T[] {
  let changed = false;
  const mapped = items.map((item) => {
    const result = change(item);
    if (result !== item) changed = true;
    return result;
  });
  return changed ? mapped : items;
}
