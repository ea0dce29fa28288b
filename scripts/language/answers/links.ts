import { type DocumentLink, type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver/node';
import { joinPaths } from '../outline/path.ts';
import { cardinality, typesOf } from '../paths/provenance.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { type Known, pathWords, rangeIn } from './asked.ts';

/** Web addresses, without the version of a canonical and the code of a system. */
export function documentLinks(file: SourceFile): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { kind, start, text } of file.outline.words) {
    if (kind === 'open' || kind === 'close') continue;
    for (const { 0: target, index } of text.matchAll(/https?:\/\/[^\s"'()<>|#,\]]+/g)) {
      const end = start + index + target.length;
      links.push({ range: rangeIn(file, { start: start + index, end }), target });
      if (links.length === MOST_LINKS) return links;
    }
  }
  return links;
}

const MOST_LINKS = 5_000;

/** The cardinality and types of the element behind each path. */
export function inlayHints(file: SourceFile, range: Range, { targets }: Known): InlayHint[] {
  const { document, outline } = file;
  const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return outline.entities.flatMap((entity) => {
    if (entity.end < from || entity.start > to) return [];
    const target = targets.of(entity);
    if (target === undefined) return [];
    return entity.rules.flatMap((rule) => {
      if (rule.end < from || rule.start > to || rule.kind === 'cardinality') return [];
      return pathWords(rule).flatMap((word): InlayHint[] => {
        const place = target.walk.to(joinPaths(target.above, joinPaths(rule.context, word.text)));
        if (place === undefined) return [];
        const { element, type } = place;
        const label = `${cardinality(element.min, element.max)} ${type ?? typesOf(element) ?? ''}`.trim();
        return [{ position: document.positionAt(word.end), label, kind: InlayHintKind.Type, paddingLeft: true }];
      });
    });
  });
}
