import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encodeGif, encodePng } from './image-files.ts';
import { pictures } from './pictures.ts';
import { draw, type Image } from './raster.ts';
import { treeLines } from './tree-lines.ts';

/**
 * Draws the images that the IG Publisher's tables name. The Publisher finds them beside the definitions of R4's core
 * package, so they are in the stand-in for that part of it; two that it does not copy from there are in the template.
 * Run by hand after an edit: `npm run icons`. Names, sizes and meaning are the Publisher's, the drawings are ours.
 */
const root = join(import.meta.dirname, '../..');
const core = 'upstream/publisher/hl7.fhir.r4.core/4.0.1/other';

const images = new Map<string, Image>(treeLines());
for (const [name, shapes] of Object.entries(pictures)) images.set(name, draw(shapes, 16, 16));
for (const [name, image] of images) save(join(core, name), image);
save('template/content/help16.png', draw(pictures['help16.png'] ?? [], 16, 16));
save('template/content/assets/img/guide.png', draw(pictures['icon_resource.png'] ?? [], 16, 16));

function save(path: string, image: Image): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, path.endsWith('.gif') ? encodeGif(image) : encodePng(image));
}
