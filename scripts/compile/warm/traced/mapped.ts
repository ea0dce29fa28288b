import { copyOf } from './entities.ts';

/** What has mappings: a definition, or an element of one. */
export interface Mappable {
  mapping?: unknown;
}

/** What Mappings have changed in a definition when all was exported, so that it can be taken back and done again. */
export interface Mapped {
  /** Of the Mappings, in their order. */
  readonly keys: readonly string[];
  /** What the definition is derived from, of this guide, when they were applied. */
  readonly parent: object | undefined;
  readonly changes: readonly { readonly owner: Mappable; readonly before: unknown; readonly after: unknown }[];
}

/** Lets definitions be what they were before their Mappings. */
export function takeMappingsBack(traces: Iterable<{ readonly mapped?: Mapped | undefined }>): void {
  for (const { mapped } of traces) for (const { owner, before } of mapped?.changes ?? []) put(owner, copyOf(before));
}

/** @param mapping undefined for none */
export function put(owner: Mappable, mapping: unknown): void {
  if (mapping === undefined) delete owner.mapping;
  else owner.mapping = mapping;
}
