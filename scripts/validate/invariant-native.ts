import type { InvariantEnvironment, InvariantNode } from './invariant.ts';

export type NativeInvariant = (node: InvariantNode, environment: InvariantEnvironment) => boolean;

export const nativeInvariants: ReadonlyMap<string, NativeInvariant> = new Map();
