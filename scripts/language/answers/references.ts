import type { Location } from 'vscode-languageserver/node';
import type { Guide } from '../guide/guide.ts';
import { type Mention, mentionsOf } from '../outline/mentions.ts';
import type { SourceFile } from '../sources/source-file.ts';
import { type Asked, type Known, locationIn, mentionIn } from './asked.ts';
import { type Identity, identityOf, isSame } from './identity.ts';
import { slicePlaces } from './slice-places.ts';

/** All places in the FSH of the project that name what is asked of, with its declaration if that is wanted. */
export function referencesTo(asked: Asked, withDeclaration: boolean, known: Known): Location[] {
  const { guide } = known;
  const slice = slicePlaces(asked, known);
  if (slice?.here !== undefined)
    return slice.places
      .filter(({ sets }) => withDeclaration || sets !== true)
      .map((each) => locationIn(each.file, each));
  const identity = identityAt(asked, guide);
  if (identity === undefined) return [];
  const declared =
    withDeclaration && 'declared' in identity
      ? [locationIn(identity.declared.file, identity.declared.entity.nameWord)]
      : [];
  return [...declared, ...mentionsOfIdentity(identity, guide).map(([file, mention]) => locationIn(file, mention))];
}

/** What is named, or declared, where it is asked. */
export function identityAt(asked: Asked, guide: Guide): Identity | undefined {
  const { entity, file, offset } = asked;
  if (entity !== undefined && entity.nameWord.start <= offset && offset <= entity.nameWord.end && entity.name !== '')
    return { declared: { entity, file } };
  const mention = mentionIn(asked);
  return mention && identityOf(mention, guide);
}

export function mentionsOfIdentity(identity: Identity, guide: Guide): [SourceFile, Mention][] {
  const known = new Map<string, Identity | undefined>();
  const identified = (mention: Mention) => {
    const key = `${mention.kinds.join()} ${mention.name}`;
    if (!known.has(key)) known.set(key, identityOf(mention, guide));
    return known.get(key);
  };
  return guide.sources
    .all()
    .flatMap((file) =>
      mentionsOf(file.outline).flatMap((mention): [SourceFile, Mention][] =>
        isSame(identified(mention), identity) ? [[file, mention]] : [],
      ),
    );
}
