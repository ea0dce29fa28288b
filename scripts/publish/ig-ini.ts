/** What ig.ini says that a run of the Publisher depends on. */
export interface IgIni {
  /** The ImplementationGuide, relative to the project. */
  readonly ig?: string;
  /** A package and version, a URL, a folder, or `#folder`. */
  readonly template?: string;
}

/** Reads the section [IG] of ig.ini. */
export function parseIgIni(text: string): IgIni {
  const settings = new Map<string, string>();
  let section = '';
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    section = /^\s*\[(.*)\]\s*$/.exec(line)?.[1]?.toLowerCase() ?? section;
    const [, key, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section === 'ig' && key !== undefined && value !== undefined && value !== '') settings.set(key, value);
  }
  const ig = settings.get('ig');
  const template = settings.get('template');
  return { ...(ig === undefined ? {} : { ig }), ...(template === undefined ? {} : { template }) };
}

/** The ig.ini of the staged copy. Usage statistics are sent past every setting of the network: so they are always off. */
export function formatIgIni({ ig, template }: Required<IgIni>): string {
  return `[IG]\nig = ${ig}\ntemplate = ${template}\nusage-stats-opt-out = true\n`;
}
