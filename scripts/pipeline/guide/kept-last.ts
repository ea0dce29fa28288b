/**
 * A function of texts alone that is asked again and again for the same ones, as where a project stays open: what it gave
 * the last time is given again, as the same object, which nobody may change.
 */
export function keptLast<T>(work: (...texts: readonly string[]) => T): (...texts: readonly string[]) => T {
  let last: { readonly texts: readonly string[]; readonly result: T } | undefined;
  return (...texts) => {
    const isSame = last?.texts.length === texts.length && texts.every((text, at) => text === last?.texts[at]);
    if (last === undefined || !isSame) last = { texts, result: work(...texts) };
    return last.result;
  };
}
