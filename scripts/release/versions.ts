/** Orders versions as semver does: numbers, then labels, a label before none. */
export function compareVersionTexts(a: string, b: string): number {
  const [[x, labelX], [y, labelY]] = [split(a), split(b)];
  for (let at = 0; at < 3; at++) {
    const step = (x[at] ?? 0) - (y[at] ?? 0);
    if (step !== 0) return step;
  }
  if (labelX === labelY) return 0;
  if (labelX === undefined) return 1;
  if (labelY === undefined) return -1;
  const [p, q] = [labelX.split('.'), labelY.split('.')];
  for (let at = 0; at < Math.max(p.length, q.length); at++) {
    const [one, other] = [p[at], q[at]];
    if (one === other) continue;
    if (one === undefined) return -1;
    if (other === undefined) return 1;
    const [m, n] = [Number(one), Number(other)];
    if (Number.isNaN(m) !== Number.isNaN(n)) return Number.isNaN(m) ? 1 : -1;
    return Number.isNaN(m) ? (one < other ? -1 : 1) : m - n;
  }
  return 0;
}

function split(version: string): [number[], string | undefined] {
  const [numbers = '', label] = version.split(/-(.*)/s);
  return [numbers.split('.').map((each) => Number(each) || 0), label];
}
