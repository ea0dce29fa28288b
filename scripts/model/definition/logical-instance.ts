import type { GuideResource } from './compiled.ts';

const generated = /^fsh-generated\/resources\/Binary-(.+)\.json$/;

/**
 * Whether a resource of a guide is an instance of a logical model: its `resourceType` is the URL of the model, or
 * whatever type that has, in the file that SUSHI names as a Binary's.
 * @see https://fshschool.org/docs/sushi/tips/#instances-of-logical-models
 */
export function isLogicalInstance({
  resource: { resourceType },
  file,
}: Pick<GuideResource, 'resource' | 'file'>): boolean {
  return resourceType.includes(':') || (resourceType !== 'Binary' && generated.test(file));
}

/**
 * The type and id under which a guide knows a resource, in its ImplementationGuide and its files. For an instance of a
 * logical model that is a Binary: a model need not have an element `id`, and SUSHI takes the FSH name then.
 */
export function guideIdentity({ resource, file }: Pick<GuideResource, 'resource' | 'file'>): {
  readonly resourceType: string;
  readonly id: string | undefined;
} {
  const { resourceType, id } = resource;
  if (!isLogicalInstance({ resource, file })) return { resourceType, id };
  const [, named] = generated.exec(file) ?? /([^/]+)\.\w+$/.exec(file) ?? [];
  return { resourceType: 'Binary', id: typeof id === 'string' ? id : named };
}
