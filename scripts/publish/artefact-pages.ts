import { z } from 'zod';
import type { FhirResource, ImplementationGuide } from '../model/fhir.ts';

const PageTitles = z.strictObject({
  /** Of the table of contents, in place of SUSHI's. */
  toc: z.string(),
  /** Of the list of artefacts. */
  artefacts: z.string(),
  /** The page that the list stands before; at the end where the guide has no such page. */
  before: z.string().optional(),
});

/** What a template calls the pages that the Publisher makes. */
export type PageTitles = z.infer<typeof PageTitles>;

/** @throws {z.ZodError} */
export function parsePageTitles(data: unknown): PageTitles {
  return PageTitles.parse(data);
}

/**
 * The guide with a page for each artefact below that of their list, as the official template adds them: the table of
 * contents, breadcrumbs and titles of pages are made from them.
 * @see https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.definition.page
 */
export function withArtefactPages(guide: FhirResource, { toc, artefacts, before }: PageTitles): FhirResource {
  const { definition } = guide as FhirResource & Partial<ImplementationGuide>;
  const pages = [...(definition?.page?.page ?? [])];
  if (definition?.page === undefined || pages.some(({ nameUrl }) => nameUrl === LIST)) return guide;
  const ofArtefacts = definition.resource.map(({ name, reference: { reference = '' } }) => ({
    nameUrl: `${reference.replace('/', '-')}.html`,
    title: name ?? reference,
    generation: 'generated',
  }));
  const list = { nameUrl: LIST, title: artefacts, generation: 'html', page: ofArtefacts };
  const index = pages.findIndex(({ nameUrl }) => nameUrl === before);
  const all: unknown[] = pages;
  all.splice(index === -1 ? pages.length : index, 0, list);
  return { ...guide, definition: { ...definition, page: { ...definition.page, title: toc, page: all } } };
}

const LIST = 'artifacts.html';
