import type { Issue, Outcome } from '../model/issue.ts';
import { type Fragment, isDiagram, isPartial, isTemplate, type PageSource, targetOf, withOrigin } from './fragment.ts';
import { createRenderer, type RenderedGuide, type Renderer } from './render-template.ts';
import { drawSequence } from './sequence/draw.ts';
import { parseSequence } from './sequence/parse.ts';

/** Makes every fragment of a guide from its sources; one that cannot be made is a finding, and the others are made. */
export async function makeFragments(
  guide: RenderedGuide,
  sources: readonly PageSource[],
): Promise<Outcome<readonly Fragment[]>> {
  const render = await createRenderer(guide, sources);
  const makes = sources.filter((source) => (isTemplate(source) && !isPartial(source)) || isDiagram(source));
  const made: { readonly source: PageSource; readonly outcome: Outcome<string | undefined> }[] = [];
  for (const source of makes) made.push({ source, outcome: await make(source, render) });
  return {
    value: made.flatMap(({ source, outcome: { value } }) => {
      if (value === undefined) return [];
      const file = targetOf(source);
      return [{ file, text: withOrigin(file, source.file, value) }];
    }),
    issues: made.flatMap(({ outcome }): readonly Issue[] => outcome.issues),
  };
}

async function make(source: PageSource, render: Renderer): Promise<Outcome<string | undefined>> {
  if (isTemplate(source)) return render(source);
  const { value, issues } = parseSequence(source.text, source.file);
  return { value: value === undefined ? undefined : drawSequence(value), issues };
}
