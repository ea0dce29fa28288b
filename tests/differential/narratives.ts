import type { Family, Subject } from './family.ts';

const wrapped = (content: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${content}</div>`;

function narrate({ resource }: Subject, div: string, status = 'generated'): boolean {
  if (resource.resourceType === 'Bundle') return false;
  resource.text = { status, div };
  return true;
}

/** The narrative's XHTML. */
export const narratives: Family = {
  'narrative-removed': ({ resource }) => resource.text !== undefined && delete resource.text,
  'narrative-ok': (subject) => narrate(subject, wrapped('<p>Poids <b>72</b> kg</p><table><tr><td>x</td></tr></table>')),
  'narrative-script': (subject) => narrate(subject, wrapped('<script>alert(1)</script>')),
  'narrative-no-namespace': (subject) => narrate(subject, '<div><p>x</p></div>'),
  'narrative-other-namespace': (subject) => narrate(subject, '<div xmlns="http://www.w3.org/1999/html"><p>x</p></div>'),
  'narrative-no-div': (subject) =>
    narrate(
      subject,
      subject.random.pick([
        '<p xmlns="http://www.w3.org/1999/xhtml">x</p>',
        'texte',
        '<html xmlns="http://www.w3.org/1999/xhtml"/>',
      ]),
    ),
  'narrative-not-wellformed': (subject) =>
    narrate(
      subject,
      subject.random.pick([
        wrapped('<p>x'),
        wrapped('a < b'),
        wrapped('<b><i>x</b></i>'),
        `${wrapped('x')}x`,
        wrapped('&'),
        '<div',
      ]),
    ),
  'narrative-empty': (subject) =>
    narrate(
      subject,
      subject.random.pick([
        wrapped(''),
        wrapped(' \n '),
        wrapped('<p> </p>'),
        wrapped('<br/>'),
        '<div xmlns="http://www.w3.org/1999/xhtml"/>',
      ]),
    ),
  'narrative-image': (subject) =>
    narrate(
      subject,
      wrapped(subject.random.pick(['<img src="x.png"/>', '<img src="x.png" alt="x"/>', '<img alt="x"/>'])),
    ),
  'narrative-element': (subject) =>
    narrate(
      subject,
      wrapped(
        subject.random.pick([
          '<form>x</form>',
          '<iframe src="x">x</iframe>',
          '<object>x</object>',
          '<font>x</font>',
          '<center>x</center>',
          '<u>x</u>',
          '<strike>x</strike>',
          '<svg>x</svg>',
          '<input/>',
          '<h1>x</h1>',
          '<video>x</video>',
          '<article>x</article>',
          '<section>x</section>',
          '<P>x</P>',
        ]),
      ),
    ),
  'narrative-attribute': (subject) =>
    narrate(
      subject,
      wrapped(
        subject.random.pick([
          '<p onclick="x">x</p>',
          '<p style="color: red">x</p>',
          '<p data-x="1">x</p>',
          '<a href="javascript:x">x</a>',
          '<a href="http://example.org">x</a>',
          '<a href="#nulle-part">x</a>',
          '<td colspan="2">x</td>',
          '<p class="c" id="i" title="t" lang="fr">x</p>',
          '<p align="left">x</p>',
          '<a name="n">x</a>',
          '<a target="_blank" href="http://example.org">x</a>',
          '<p xml:lang="fr">x</p>',
          '<table border="1"><tr><td>x</td></tr></table>',
        ]),
      ),
    ),
  'narrative-entity': (subject) =>
    narrate(
      subject,
      wrapped(subject.random.pick(['&nbsp;', '&eacute;', '&#160;x', '&inconnu;', '&lt;b&gt;', '&copy;', '&#x1;'])),
    ),
  'narrative-comment': (subject) =>
    narrate(subject, wrapped(subject.random.pick(['<!-- x -->y', '<![CDATA[x]]>', '<?php x ?>y', '<!DOCTYPE x>y']))),
  'narrative-status': (subject) =>
    narrate(subject, wrapped('x'), subject.random.pick(['empty', 'additional', 'extensions', 'autre'])),
  'narrative-status-missing': ({ resource }) => {
    if (resource.resourceType === 'Bundle') return false;
    resource.text = { div: wrapped('x') };
    return true;
  },
  'narrative-div-missing': ({ resource }) => {
    if (resource.resourceType === 'Bundle') return false;
    resource.text = { status: 'generated' };
    return true;
  },
  'narrative-id': (subject) => narrate(subject, wrapped('<p id="a">x</p><p id="a">y</p>')),
};
