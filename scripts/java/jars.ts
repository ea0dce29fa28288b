import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

const Jar = z.strictObject({
  path: z.string().regex(/^[\w.+-]+(\/[\w.+-]+)+\.jar$/),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const JarList = z.strictObject({ version: z.string(), jars: z.array(Jar) });

/** A Java archive as Maven repositories keep it: the path in the repository, and what must be found there. */
export type Jar = z.infer<typeof Jar>;
/** The release of a Java program, and every archive that it needs to run. */
export type JarList = z.infer<typeof JarList>;

/** Reads the pinned list of archives from the folder that a Java program has in the toolchain. */
export function readJarList(folder: string): JarList {
  return JarList.parse(JSON.parse(readFileSync(join(folder, 'jars.json'), 'utf8')));
}

export function jarName({ path }: Jar): string {
  return basename(path);
}
