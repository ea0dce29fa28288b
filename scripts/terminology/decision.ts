/** Yes, no, or the reason why it cannot be told. Unlike null, a reason can be shown to the reader. */
export type Decision = boolean | Unknown;

interface Unknown {
  readonly unknown: string;
  /** A definition that is needed cannot be read, which is worse than one that is not there. */
  readonly isBroken?: true;
}

/** True if any is true; otherwise unknown if any is unknown. Stops at the first true. */
export function anyOf<T>(items: Iterable<T>, decide: (item: T) => Decision): Decision {
  let result: Decision = false;
  for (const item of items) {
    const decision = decide(item);
    if (decision === true) return true;
    if (decision !== false) result = graver(result, decision);
  }
  return result;
}

/** False if any is false; otherwise unknown if any is unknown. Stops at the first false. */
export function allOf<T>(items: Iterable<T>, decide: (item: T) => Decision): Decision {
  let result: Decision = true;
  for (const item of items) {
    const decision = decide(item);
    if (decision === false) return false;
    if (decision !== true) result = graver(result, decision);
  }
  return result;
}

function graver(known: Decision, found: Unknown): Unknown {
  return typeof known !== 'boolean' && known.isBroken === true ? known : found;
}

export function not(decision: Decision): Decision {
  return typeof decision === 'boolean' ? !decision : decision;
}
