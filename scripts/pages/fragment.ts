/** A text that a person edits, below input/ of a guide. */
export interface PageSource {
  /** Relative to the guide's folder, with `/`: `input/pages-source/includes/errors.md.liquid`. */
  readonly file: string;
  readonly text: string;
}

/** A text that is made from a source and from the guide's resources. */
export interface Fragment {
  /** Relative to the guide's folder: `input/includes/errors.md`. */
  readonly file: string;
  readonly text: string;
}

export const templateFolder = 'input/pages-source';
export const diagramFolder = 'input/images-source';

const templateEnd = '.liquid';
const diagramEnd = '.mmd';

type Named = Pick<PageSource, 'file'>;

export function isTemplate({ file }: Named): boolean {
  return file.startsWith(`${templateFolder}/`) && file.endsWith(templateEnd);
}

/** A template that others render and that makes no file of its own: its name begins with `_`. */
export function isPartial(source: Named): boolean {
  return isTemplate(source) && baseName(source.file).startsWith('_');
}

export function isDiagram({ file }: Named): boolean {
  return file.startsWith(`${diagramFolder}/`) && file.endsWith(diagramEnd);
}

/** Templates mirror input/; a diagram becomes an include, as the IG Publisher does with PlantUML in that folder. */
export function targetOf(source: Named): string {
  if (isDiagram(source)) return `input/includes/${baseName(source.file).slice(0, -diagramEnd.length)}.svg`;
  return `input/${source.file.slice(templateFolder.length + 1, -templateEnd.length)}`;
}

/** The name by which templates render a partial: `{% render "row" %}` for `_row.liquid`. */
export function partialName({ file }: Named): string {
  return baseName(file).slice(1, -templateEnd.length);
}

const mark = 'Made by ig pages from';

/** Says in a comment where a text comes from, in the language of the file; JSON has no comments and stays as it is. */
export function withOrigin(target: string, source: string, text: string): string {
  const note = `${mark} ${source}: edit that.`;
  if (/\.(md|html|xhtml|svg|xml)$/.test(target)) return `<!-- ${note} -->\n\n${text}`;
  if (/\.(ya?ml|http|sh|txt)$/.test(target)) return `# ${note}\n${text}`;
  return text;
}

/** The source that a text says it was made from. */
export function originOf(text: string): string | undefined {
  const [first = ''] = text.split('\n', 1);
  return new RegExp(`^(?:<!--|#) ${mark} (\\S+): edit that\\.`).exec(first)?.[1];
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
