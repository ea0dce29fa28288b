import type { Alike } from '../../compare/format/alike.ts';
import { acceptedText, says, shortName } from '../../compare/format/wording.ts';
import { worst } from '../../compare/rules/impact.ts';
import { html, type Markup, slug } from '../../report/html/markup.ts';
import { classWords } from './classes.ts';
import { renderElement } from './element.ts';
import { classList, concernedBy } from './whom.ts';

const MOST_NAMES = 12;
const MOST_ELEMENTS = 8;

/** One change, or several alike: what changed, whom it concerns, why, and the example that shows it. */
export function renderChange(group: Alike, sides: readonly string[]): Markup {
  const { change, artefacts, elements, changes, inheritedBy } = group;
  const impact = worst(change.class);
  const witness = changes.find((each) => each.witness !== undefined)?.witness;
  return html`<li class="i ${impact}" id="${anchorOf(group)}" data-classes="${classList(change, sides)}" data-rule="${change.rule}"${
    witness === undefined ? undefined : html` data-shown="1"`
  }>
<p><span class="k">${classWords[impact]}</span> ${
    elements.length === 0 ? undefined : html`${codes(elements, MOST_ELEMENTS)} `
  }${says(change)}</p>
<ul class="whom">${concernedBy(change).map(
    (each) => html`<li class="${each.class}"><b>${each.name}</b> ${meaning(each.class)}</li>`,
  )}</ul>
<p class="w"><span class="why">${change.reason}</span></p>
${change.accepted === undefined ? undefined : html`<p class="accepted"><span class="chip">Accepted</span> ${acceptedText(change.accepted)}</p>`}
${witness === undefined ? undefined : renderWitness(witness)}
<p class="w">${artefacts.length > 1 ? html`<span class="why">In ${names(artefacts)}</span>` : undefined}${
    inheritedBy.length > 0 ? html`<span class="why">So in ${names(inheritedBy)}</span>` : undefined
  }<span><code>${change.rule}</code></span><span class="n">${changes
    .slice(0, 1)
    .map(({ fingerprint }) => html`<code class="at">${fingerprint}</code>`)}${
    changes.length > 1 ? ` and ${changes.length - 1} more` : ''
  }</span></p>
</li>`;
}

/** Where a group stands in the page: the fingerprint of its first change is its name. */
export function anchorOf({ change }: Alike): string {
  return `c-${slug(change.fingerprint)}`;
}

function renderWitness({ file, issues }: NonNullable<Alike['change']['witness']>): Markup {
  return html`<div class="witness"><p><mark>Shown by ${file}</mark></p><ul>${issues.map(
    (issue) => html`<li>${renderElement(issue)}${issue.message}</li>`,
  )}</ul></div>`;
}

function meaning(impact: ReturnType<typeof worst>): string {
  const words = {
    breaking: 'breaks',
    'may-break': 'may break',
    obligation: 'has a new obligation',
    compatible: 'has nothing to do',
    editorial: 'has nothing to do',
  };
  return words[impact];
}

function codes(elements: readonly string[], most: number): Markup {
  const rest = elements.length - most;
  const shown = rest <= 1 ? elements : elements.slice(0, most);
  return html`${shown.map((each, index) => html`${index > 0 ? ', ' : ''}<code>${each}</code>`)}${
    rest <= 1 ? '' : ` and ${rest} more`
  }`;
}

function names(artefacts: readonly string[]): string {
  const rest = artefacts.length - MOST_NAMES;
  const shown = rest <= 1 ? artefacts : artefacts.slice(0, MOST_NAMES);
  return `${shown.map(shortName).join(', ')}${rest <= 1 ? '' : ` and ${rest} more`}`;
}
