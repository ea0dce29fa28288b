import type { LiquidError as LiquidFault } from 'liquidjs';
import type { GuideResource } from '../model/definition/compiled.ts';
import { faultText } from '../model/fault.ts';
import type { FhirResource } from '../model/fhir.ts';
import type { Issue, Outcome } from '../model/issue.ts';
import { createFilters, type GuideView } from './filters.ts';
import { isPartial, type PageSource, partialName } from './fragment.ts';

export interface RenderedGuide extends GuideView {
  readonly resources: readonly GuideResource[];
  /** What the guide lets its templates read beside its resources. */
  readonly data: object;
}

export type Renderer = (source: PageSource) => Promise<Outcome<string | undefined>>;

/**
 * Prepares the rendering of Liquid templates over a guide's resources.
 * What a template names and the guide does not have is a finding, never an empty text: a fragment that silently lost a
 * row would be published.
 */
export async function createRenderer(guide: RenderedGuide, sources: readonly PageSource[]): Promise<Renderer> {
  // Loaded here, and not with the program: the other commands do without.
  const { Liquid, LiquidError } = await import('liquidjs');
  const partials = sources.filter(isPartial);
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true, // `{% if element.binding %}` asks for what may be absent
    templates: Object.fromEntries(partials.map((source) => [partialName(source), source.text])),
    globals: { ...globals(guide.resources), data: guide.data },
  });
  for (const [name, filter] of Object.entries(createFilters(guide))) engine.registerFilter(name, filter);

  return async ({ file, text }) => {
    try {
      return { value: await engine.render(engine.parse(text, file)), issues: [] };
    } catch (error) {
      if (!LiquidError.is(error)) throw error;
      return { value: undefined, issues: [toIssue(error, file, partials)] };
    }
  };
}

/** What templates see: every resource in a list, and each by its FSH name and by its id. */
function globals(resources: readonly GuideResource[]): object {
  const named: Record<string, FhirResource> = {};
  for (const { resource, origin } of resources) {
    if (resource.id !== undefined) named[resource.id] ??= resource;
    if (origin !== undefined) named[origin.name] = resource;
  }
  const all = resources.map(({ resource }) => resource);
  return { resources: all, named, guide: all.find(({ resourceType }) => resourceType === 'ImplementationGuide') };
}

function toIssue(error: LiquidFault, file: string, partials: readonly PageSource[]): Issue {
  const [line, column] = error.token.getPosition();
  const inPartial = partials.find(({ text }) => text === error.token.input); // Liquid forgets the name
  return {
    severity: 'error',
    code: 'processing',
    rule: 'page-template',
    message: `The template cannot be rendered: ${reason(error)}.`,
    source: {
      file: inPartial?.file ?? file,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  };
}

/** The first line of Liquid's message, without the place, which the finding has. */
function reason(error: LiquidFault): string {
  const [first = ''] = faultText(error.originalError ?? error).split('\n');
  return first.replace(/, (?:file:.*, )?line:\d+, col:\d+$/, '').replace(/\.$/, '');
}
