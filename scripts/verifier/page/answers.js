import { element } from './element.js';
import { inFrench, suggestionOf } from './french.js';

const SEVERITIES = {
  fatal: ['Erreur', 'error'],
  error: ['Erreur', 'error'],
  warning: ['Avertissement', 'warning'],
  information: ['Remarque', 'note'],
};

/**
 * What is told of one payload or search: the answer of the API, then the findings, with an accepted example beside.
 * @param page `profiles` (ids of the guide's by URL), `examples`, `goTo(line, column)` where the text can be edited
 */
export function resultArticle(result, page) {
  const { file, answer, valid, issues, counts, unchecked } = result;
  const left = (counts.error ?? 0) + (counts.warning ?? 0) + (counts.information ?? 0) - issues.length;
  const example = answer?.status === 200 ? undefined : page.examples.find(({ id }) => id === result.example);
  return element(
    'article',
    { class: 'v-result' },
    element('h2', {}, file),
    answerBlock(answer, valid, page),
    element('p', { class: 'v-counts' }, countsText(counts)),
    element(
      'div',
      { class: example === undefined ? 'v-columns v-one' : 'v-columns' },
      element(
        'div',
        {},
        element(
          'ol',
          { class: 'v-findings' },
          ...issues.filter(({ accepted }) => accepted === undefined).map((issue) => finding(issue, page, example)),
        ),
        left > 0 ? element('p', {}, `et ${left} autres constats, que verifier.mjs dit tous.`) : undefined,
        explainedBlock(issues.filter(({ accepted }) => accepted !== undefined)),
        uncheckedBlock(unchecked, counts.unchecked ?? 0),
      ),
      example === undefined ? undefined : exampleBlock(example),
    ),
  );
}

function answerBlock(answer, valid, { base }) {
  if (answer === undefined) {
    const text = valid
      ? 'Conforme : ce n’est pas une requête, et l’API n’y répond pas.'
      : 'Non conforme, et ce n’est pas une requête.';
    return element('p', { class: `v-answer ${valid ? 'v-ok' : 'v-refused'}` }, text);
  }
  const { status, reason, message, outcome, basis, issueBases = [] } = answer;
  const isOk = outcome === undefined;
  const line = `HTTP ${status} ${reason}${message === undefined ? '' : ` : ${message}`}`;
  return element(
    'div',
    { class: `v-answer ${isOk ? 'v-ok' : 'v-refused'}` },
    element(
      'p',
      {},
      element('strong', {}, line),
      isOk ? ' L’API accepterait cette requête.' : ' L’API refuserait cette requête.',
    ),
    basisBlock(basis, issueBases, base),
    isOk
      ? undefined
      : element(
          'details',
          { open: true },
          element('summary', {}, 'OperationOutcome'),
          element('pre', { tabindex: 0, lang: 'en' }, JSON.stringify(outcome, undefined, 2)),
        ),
  );
}

/** Whether the API's own document says so, this guide has decided it, or nobody has said. */
function basisBlock(basis, issueBases, base) {
  if (basis === undefined) return undefined;
  const others = issueBases.flatMap((each, at) =>
    JSON.stringify(each) === JSON.stringify(basis)
      ? []
      : [` Point ${at + 1} de l’OperationOutcome : `, ...basisWords(each, base), '.'],
  );
  return element('p', { class: 'v-basis' }, 'Cette réponse est ', ...basisWords(basis, base), '.', ...others);
}

function basisWords({ kind, questions }, base) {
  if (kind === 'documented') return ['documentée : le document de l’API le dit'];
  if (kind !== 'decided') return ['inconnue : rien ne dit ce que l’API fait ici'];
  const links = questions.map(({ code, title, url }) =>
    element('a', { href: localAddress(url, base) }, `${code} ${title}`),
  );
  return [
    'une décision de ce guide, là où le document de l’API laisse ouvert : ',
    ...links.flatMap((link, at) => (at === 0 ? [link] : [', ', link])),
  ];
}

function countsText({ error = 0, warning = 0, information = 0, unchecked = 0 }) {
  const told = (number, one, many) => `${number} ${number > 1 ? many : one}`;
  return [
    told(error, 'erreur', 'erreurs'),
    told(warning, 'avertissement', 'avertissements'),
    ...(information > 0 ? [told(information, 'remarque', 'remarques')] : []),
    ...(unchecked > 0 ? [`${unchecked} ${unchecked > 1 ? 'points non vérifiés' : 'point non vérifié'}`] : []),
  ].join(', ');
}

function finding(issue, page, example) {
  const [word, look] = SEVERITIES[issue.severity];
  const suggestion = suggestionOf(issue);
  const french = isOwn(issue, page) ? issue.message : inFrench(issue);
  const isSame = french === issue.message;
  return element(
    'li',
    { class: `v-finding v-${look}` },
    element(
      'p',
      { class: 'v-head' },
      element('span', { class: 'v-severity' }, word),
      ' ',
      placeOf(issue, page),
      ' ',
      issue.expression === undefined ? undefined : element('code', {}, issue.path ?? issue.expression),
    ),
    element('p', {}, french),
    isSame ? undefined : element('p', { class: 'v-english', lang: 'en' }, issue.message),
    suggestion === undefined
      ? undefined
      : element('p', { class: 'v-suggestion' }, 'Vouliez-vous dire « ', element('strong', {}, suggestion), ' » ?'),
    excerptBlock(issue.excerpt),
    inExample(issue, example),
    linksOf(issue, page),
  );
}

/** A constraint of the guide is written in the guide's language. */
function isOwn({ rule, profile }, { profiles }) {
  return rule === 'invariant' && profile !== undefined && profiles[profile.split('|')[0]] !== undefined;
}

function placeOf({ source }, { goTo }) {
  if (source?.line === undefined) return undefined;
  const text = source.column === undefined ? `ligne ${source.line}` : `ligne ${source.line}, colonne ${source.column}`;
  if (goTo === undefined) return element('span', { class: 'v-place' }, text);
  return element(
    'button',
    { type: 'button', class: 'v-place', onclick: () => goTo(source.line, source.column ?? 1) },
    text,
  );
}

function excerptBlock(excerpt) {
  if (excerpt === undefined) return undefined;
  const { from, lines, line, column } = excerpt;
  return element(
    'pre',
    { class: 'v-excerpt', tabindex: 0 },
    ...lines.map((text, at) => {
      const number = from + at;
      const label = element('span', { class: 'v-number' }, String(number).padStart(4), ' ');
      if (number !== line) return element('span', { class: 'v-line' }, label, text, '\n');
      const marked = element('mark', {}, text.slice(column - 1) || ' ');
      return element('span', { class: 'v-line v-here' }, label, text.slice(0, column - 1), marked, '\n');
    }),
  );
}

/** What the same element looks like in an example that is accepted. */
function inExample(issue, example) {
  if (example === undefined || issue.severity === 'information') return undefined;
  const path = (issue.element ?? issue.expression ?? '').replace(/^Bundle\.entry\[\d+\]\.resource\.?/, '');
  const steps = path.split('.').filter(Boolean);
  if (steps.length === 0 || path.startsWith('Bundle')) return undefined;
  const entries = JSON.parse(example.text).entry ?? [];
  for (const { resource } of entries) {
    const found = steps.reduce((value, step) => valueAt(value, step), resource);
    if (found === undefined) continue;
    const text = JSON.stringify(found, undefined, 2);
    if (text.length > 2_000) return undefined;
    return element(
      'details',
      { class: 'v-right' },
      element('summary', {}, 'Le même élément dans l’exemple accepté'),
      element('pre', { tabindex: 0 }, `${steps.join('.')} : ${text}`),
    );
  }
  return undefined;
}

function valueAt(value, step) {
  const [, name, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? [];
  if (value === undefined || value === null || name === undefined) return undefined;
  const choice = Object.keys(value).find(
    (key) => key === name || (key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length))),
  );
  const found = choice === undefined ? undefined : value[choice];
  return index === undefined || !Array.isArray(found) ? found : found[Number(index)];
}

/** The rules that the finding breaks, the profile that sets it, and the element's definition there. */
function linksOf({ guideRules = [], profile, expression = '', element: missing, rule }, { profiles, base }) {
  const id = profile === undefined ? undefined : profiles[profile.split('|')[0]];
  const path = (missing ?? expression).replace(/^Bundle\.entry\[\d+\]\.resource/, '').replace(/\[\d+\]/g, '');
  const links = guideRules.map(({ code, title, url }) =>
    element('a', { href: localAddress(url, base) }, `Règle ${code} : ${title}`),
  );
  if (id !== undefined) {
    links.push(element('a', { href: `StructureDefinition-${id}.html` }, `Profil ${id}`));
    if (/^(\.\w+)+$/.test(path)) {
      const type = id.startsWith('MESObservation')
        ? 'Observation'
        : id.replace(/^MES/, '').replace(/^Bundle.*/, 'Bundle');
      links.push(
        element('a', { href: `StructureDefinition-${id}-definitions.html#${type}${path}` }, `Élément ${type}${path}`),
      );
    }
  } else if (profile !== undefined) links.push(element('code', {}, profile));
  links.push(element('span', { class: 'v-rule' }, rule));
  return element('p', { class: 'v-links' }, ...links.flatMap((link, at) => (at === 0 ? [link] : [' · ', link])));
}

/** A page of the guide, beside this one: so it works offline. */
function localAddress(url, base) {
  return url.startsWith(`${base}/`) ? url.slice(base.length + 1) : url;
}

/** Warnings that are no fault of the payload: the guide says why. */
function explainedBlock(issues) {
  if (issues.length === 0) return undefined;
  const many = issues.length > 1;
  return element(
    'details',
    { class: 'v-unchecked' },
    element(
      'summary',
      {},
      `${issues.length} ${many ? 'avertissements que ce guide explique' : 'avertissement que ce guide explique'}`,
    ),
    element('ul', {}, ...issues.map((issue) => element('li', {}, inFrench(issue), ' ', issue.accepted))),
  );
}

function uncheckedBlock(unchecked, number) {
  if (number === 0) return undefined;
  return element(
    'details',
    { class: 'v-unchecked' },
    element('summary', {}, `${number} ${number > 1 ? 'points non vérifiés' : 'point non vérifié'}`),
    element(
      'ul',
      {},
      ...unchecked.map((issue) =>
        element('li', {}, inFrench(issue), ' ', element('span', { class: 'v-english', lang: 'en' }, issue.message)),
      ),
    ),
  );
}

function exampleBlock({ id, title, text }) {
  return element(
    'details',
    { class: 'v-example', open: true },
    element('summary', {}, 'Un exemple accepté'),
    element('p', {}, element('a', { href: `Bundle-${id}.html` }, title)),
    element('pre', { tabindex: 0 }, text),
  );
}
