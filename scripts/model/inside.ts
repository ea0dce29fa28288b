/**
 * Whether a relative path, with `/` or `\`, leads to something below the folder that it is relative to. It is held
 * against its text alone: links are not looked at.
 */
export function leadsInside(path: string): boolean {
  const names = path.split(/[/\\]/);
  return !path.includes('\0') && names.every((name) => name !== '' && name !== '.' && name !== '..');
}
