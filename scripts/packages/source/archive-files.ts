import { list, type ReadEntry } from 'tar';

/** The files of a packed package, by their names in it. For archives that were made here: nothing guards against hostile ones. */
export async function readArchiveFiles(file: string): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  await list({
    file,
    onReadEntry: (entry: ReadEntry) => {
      const chunks: Buffer[] = [];
      entry.on('data', (chunk: Buffer) => chunks.push(chunk));
      entry.on('end', () => {
        if (entry.type === 'File') files.set(entry.path, Buffer.concat(chunks));
      });
    },
  });
  return files;
}
