import type { GuideResource } from '../../model/definition/compiled.ts';
import { guideIdentity } from '../../model/definition/logical-instance.ts';
import type { PackedResource } from '../../packages/source/pack.ts';

/** A resource of a guide as its package takes it. */
export function packed(each: GuideResource): PackedResource {
  return { resource: each.resource, isExample: each.usage === 'example', identity: guideIdentity(each) };
}
