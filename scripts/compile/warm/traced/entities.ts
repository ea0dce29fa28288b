import type { Entity } from '../../origin/rule-paths.ts';
import { entityKinds } from '../../sushi/entity-names.ts';
import type { Tank } from '../../sushi/sushi.ts';

/** What we read of SUSHI's entities beside their rules. */
export interface TankEntity extends Entity {
  readonly id?: unknown;
  readonly instanceOf?: unknown;
  usage?: unknown;
}

export type Documents = Tank['docs'];
export type Document = Documents[number];

/** An entity's kind and name, by which it is known from one compile to the next: SUSHI lets two kinds share a name. */
export function keyOf({ constructorName, name }: Pick<Entity, 'constructorName' | 'name'>): string {
  return `${constructorName} ${name}`;
}

/** All entities of a project by their keys. */
export function entitiesOf(docs: Documents): Map<string, TankEntity> {
  const entities = new Map<string, TankEntity>();
  for (const doc of docs)
    for (const kind of entityKinds)
      for (const entity of doc[kind].values() as Iterable<unknown>)
        entities.set(keyOf(entity as TankEntity), entity as TankEntity);
  return entities;
}

/** A copy that shares nothing with what it is made of, of the same classes. */
export function copyOf<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof RegExp || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, copyOf(each)])) as T;
  const copy = Object.create(Object.getPrototypeOf(value)) as Record<string, unknown>;
  for (const [key, each] of Object.entries(value)) copy[key] = copyOf(each);
  return copy as T;
}

/** Lets an entity be as another one is; whoever holds it sees that. */
export function becomeLike(entity: TankEntity, other: TankEntity): void {
  for (const key of Object.keys(entity)) delete (entity as unknown as Record<string, unknown>)[key];
  Object.assign(entity, copyOf(other));
}
