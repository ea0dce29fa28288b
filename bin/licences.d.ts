import type { Metafile } from 'esbuild';

export function licencesOf(metafile: Metafile, root: string): string[];
