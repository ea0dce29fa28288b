export function installationFault(error: unknown, root: string): string | undefined;
export function notInstalled(names: readonly string[], root: string): string;
export function missingPackages(root: string): string[];
