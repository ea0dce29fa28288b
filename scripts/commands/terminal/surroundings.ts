import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Surroundings } from '../../report/formats/options.ts';
import { codeFrames, NARROWEST } from './code-frames.ts';
import { findsPlaces, hasHyperlinks } from './hyperlinks.ts';

/** When the lines that findings are about are shown. */
export const frameTimes = ['auto', 'always', 'never'] as const;
export type FrameTime = (typeof frameTimes)[number];

/**
 * What can be shown of the place of a finding: its line, where that is asked for or goes to a terminal with room for it;
 * links, where the terminal has them.
 * @param stream where the report goes; undefined for a file
 */
export function surroundingsOf(frames: FrameTime, stream: NodeJS.WriteStream | undefined): Surroundings {
  const { isTTY = false, columns = 80 } = stream ?? {};
  const hasFrames = frames === 'always' || (frames === 'auto' && isTTY && columns >= NARROWEST);
  const hasLinks = stream !== undefined && hasHyperlinks(stream, process.env);
  return {
    ...(hasFrames ? { frame: codeFrames(isTTY ? columns : 100) } : {}),
    ...(hasLinks ? { links: { placeUrl: findsPlaces(process.env) ? () => undefined : placeUrl } } : {}),
  };
}

function placeUrl({ file }: { readonly file: string }, folder = '.'): string | undefined {
  return file === '-' ? undefined : pathToFileURL(resolve(folder, file)).href;
}
