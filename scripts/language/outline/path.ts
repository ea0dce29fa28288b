export function joinPaths(above: string, path: string): string {
  if (above === '' || above === '.') return path;
  return path === '' || path === '.' ? above : `${above}.${path}`;
}
