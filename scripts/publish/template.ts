import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A template as `--template` or ig.ini names it: a package or URL for the Publisher to get, or a folder here. */
export type TemplateChoice = { readonly named: string } | { readonly folder: string };

/** What a name means: `#template` and a path are folders of the project, all else is for the Publisher. */
export function templateNamed(name: string, project: string): TemplateChoice {
  const folder = resolve(project, name.replace(/^#/, ''));
  return existsSync(join(folder, 'config.json')) ? { folder } : { named: name };
}

/** The template that works without a network: the guide's own, or the one of this program. */
export function ownTemplate(project: string, toolchain: string): string | undefined {
  return [project, toolchain]
    .map((each) => join(each, 'template'))
    .find((each) => existsSync(join(each, 'config.json')));
}

const Config = z.looseObject({ 'multilanguage-format': z.boolean().optional() });

/**
 * Whether a template makes its pages in several languages, on which the Publisher 2.1.2 ends for a guide that depends
 * on two versions of one package: "Name '…' already exists".
 */
export function isMultiLanguage(folder: string): boolean {
  try {
    return isMultiLanguageConfig(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')));
  } catch {
    return false; // what is wrong with it, the Publisher says
  }
}

/** The same of the content of its config.json. */
export function isMultiLanguageConfig(config: unknown): boolean {
  return Config.safeParse(config).data?.['multilanguage-format'] ?? false;
}
