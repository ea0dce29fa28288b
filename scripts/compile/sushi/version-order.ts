/**
 * Orders versions as npm does: numbers by value, a pre-release before its release.
 * @returns negative when `a` is older than `b`
 * @see https://semver.org/#spec-item-11
 */
export function compareVersions(a: string, b: string): number {
  const [coreA, labelA] = split(a);
  const [coreB, labelB] = split(b);
  const byCore = compareParts(coreA, coreB);
  if (byCore !== 0) return byCore;
  if (labelA === undefined || labelB === undefined) return Number(labelA === undefined) - Number(labelB === undefined);
  return compareParts(labelA, labelB);
}

function split(version: string): [string[], string[] | undefined] {
  const [text = ''] = version.split('+');
  const dash = text.indexOf('-');
  return dash === -1 ? [text.split('.'), undefined] : [text.slice(0, dash).split('.'), text.slice(dash + 1).split('.')];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [left, right] = [a[i], b[i]];
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left === right) continue;
    const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
    if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
    if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}
