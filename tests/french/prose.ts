import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A line that people read, without what in it is code. */
export interface ProseLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What is not words in Markdown: tags of Liquid and HTML, code, attributes, targets of links, addresses. */
const markup = /\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}|`[^`]*`|<code>.*?<\/code>|<[^>]*>|(?<=\])\([^)]*\)|https?:\/\/[^\s)]+/g;

/** A text that is no sentence: the value of a code, a name. */
const codeValue = /^[a-z][\w.:-]*$/;

/** What stands for markup that was taken out: no letter, and no space before a mark. */
const gap = '·';

/** The pages, and the templates of their fragments. */
export function pageProse(): ProseLine[] {
  return [...filesBelow('input/pagecontent', '.md'), ...filesBelow('input/pages-source/includes', '.liquid')].flatMap(
    (file) => withoutFences(linesOf(file)).map((line) => ({ ...line, text: line.text.replace(markup, gap) })),
  );
}

/** The fragments that the pages include, with the texts that come from the guide's resources. */
export function fragmentProse(): ProseLine[] {
  return markdownProse(filesBelow('input/includes', '.md'));
}

/** Titles, notes and messages of the sequence diagrams. */
export function diagramProse(): ProseLine[] {
  const written =
    /^\s*(?:accTitle:|accDescr:|participant \w+ as|\w+ ?-?->> ?\w+:|Note over [\w, ]+:|alt|opt|else)(.*)$/;
  return filesBelow('input/images-source', '.mmd')
    .flatMap((file) => linesOf(file))
    .map((line) => ({ ...line, text: written.exec(line.text)?.[1] ?? '' }));
}

/** Texts and comments of the FSH sources; expressions are code. */
export function fshProse(): ProseLine[] {
  return filesBelow('input/fsh', '.fsh').flatMap((file) => {
    let isOpen = false; // inside """
    return linesOf(file).map((line) => {
      const wasOpen = isOpen;
      const marks = line.text.split('"""').length - 1;
      if (marks % 2 === 1) isOpen = !isOpen;
      if (wasOpen) return { ...line, text: line.text.replace(markup, gap) };
      // An expression is code, and a display is LOINC's.
      if (/^(?:(?:Alias|Expression|XPath):|\* expression = )|\.display = "/.test(line.text))
        return { ...line, text: '' };
      const strings = [...line.text.matchAll(/"((?:[^"\\]|\\.)*)"|^\s*\/\/(.*)$/g)].map(
        ([, text, comment]) => text ?? comment,
      );
      return {
        ...line,
        text: strings
          .filter((text) => !codeValue.test(`${text}`))
          .join(` ${gap} `)
          .replace(markup, gap),
      };
    });
  });
}

/** The words that the template adds to each page. */
export function templateProse(): ProseLine[] {
  return filesBelow('template', '.html')
    .flatMap((file) => linesOf(file, withoutComments))
    .map((line) => {
      const attributes = [...line.text.matchAll(/(?:aria-label|alt|title|placeholder)="([^"{]*)"/g)].map(
        ([, text]) => text,
      );
      return { ...line, text: [line.text.replace(markup, gap), ...attributes].join(` ${gap} `) };
    });
}

function markdownProse(files: readonly string[]): ProseLine[] {
  return files.flatMap((file) =>
    withoutFences(linesOf(file)).map((line) => ({ ...line, text: line.text.replace(markup, gap) })),
  );
}

function withoutFences(lines: readonly ProseLine[]): ProseLine[] {
  let isFenced = false;
  return lines.map((line) => {
    const isFence = line.text.trimStart().startsWith('```');
    if (isFence) isFenced = !isFenced;
    return isFence || isFenced ? { ...line, text: '' } : line;
  });
}

/** Comments and tags over several lines, without moving what follows to another line. */
function withoutComments(text: string): string {
  const blank = (part: string) => gap + part.replace(/[^\n]/g, '');
  return text.replace(
    /\{% comment %\}[\s\S]*?\{% endcomment %\}|<!--[\s\S]*?-->|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|Publish Box goes here/g,
    blank,
  );
}

function linesOf(file: string, prepare: (text: string) => string = (text) => text): ProseLine[] {
  return prepare(readFileSync(file, 'utf8'))
    .split('\n')
    .map((text, index) => ({ file, line: index + 1, text }));
}

function filesBelow(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => join(folder, name))
    .sort();
}
