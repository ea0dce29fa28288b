import { resultArticle } from './answers.js';
import { Checking } from './checking.js';
import { element } from './element.js';

const SEARCH =
  'Observation?code=29463-7&subject.identifier=urn:oid:2.999.250.1.4%7C7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36&_sort=-date&_count=1';

const place = document.getElementById('verifier');
if (place !== null) open(place);

function open(place) {
  const known = { examples: [], profiles: {}, base: '', mostBytes: 0 };
  /** Files that were dropped or picked, in place of the text. */
  let files = [];
  let chosen = '';

  const text = element('textarea', {
    id: 'v-text',
    rows: 14,
    spellcheck: 'false',
    autocapitalize: 'off',
    'aria-describedby': 'v-hint',
    onkeydown: onKey,
    oninput: forgetFiles,
  });
  const examples = element(
    'select',
    { id: 'v-examples', onchange: takeExample },
    element('option', { value: '' }, 'Choisir un exemple…'),
  );
  const picker = element('input', {
    type: 'file',
    id: 'v-file',
    multiple: true,
    accept: '.json,.ndjson,.txt,application/json',
    onchange: () => void takeFiles([...picker.files]),
  });
  const search = element('input', {
    type: 'text',
    id: 'v-search',
    spellcheck: 'false',
    autocapitalize: 'off',
    value: SEARCH,
    onkeydown: onKey,
  });
  const status = element('p', { class: 'v-status', role: 'status' }, 'Chargement du vérificateur…');
  const stop = element('button', { type: 'button', hidden: true, onclick: halt }, 'Arrêter');
  const link = element('button', { type: 'button', hidden: true, onclick: copyLink }, 'Copier un lien sans l’envoi');
  const results = element('section', { class: 'v-results', 'aria-label': 'Réponse et constats' });
  const about = element('p', { class: 'v-about' });

  const form = element(
    'form',
    {
      class: 'v-form',
      onsubmit: (event) => {
        event.preventDefault();
        check();
      },
      ondragover: onDrag,
      ondragleave: onDrag,
      ondrop: onDrop,
    },
    element(
      'p',
      { class: 'v-row' },
      element('label', { for: 'v-examples' }, 'Partir d’un exemple'),
      ' ',
      examples,
      ' ',
      element('label', { for: 'v-file' }, 'ou d’un fichier'),
      ' ',
      picker,
    ),
    element('label', { for: 'v-text' }, 'Envoi : le JSON d’une transaction, ou du NDJSON (un envoi par ligne)'),
    text,
    element(
      'p',
      { id: 'v-hint', class: 'v-hint' },
      'Coller, ou déposer un ou plusieurs fichiers ici. Ctrl + Entrée vérifie. Rien ne quitte ce navigateur.',
    ),
    element(
      'p',
      { class: 'v-row' },
      element('button', { type: 'submit', class: 'v-main' }, 'Vérifier l’envoi'),
      ' ',
      element('button', { type: 'button', onclick: clear }, 'Effacer'),
    ),
  );
  const searching = element(
    'form',
    {
      class: 'v-form',
      onsubmit: (event) => {
        event.preventDefault();
        checkSearch();
      },
    },
    element('label', { for: 'v-search' }, 'Recherche : son URL, en entier ou depuis le type de ressource'),
    search,
    element('p', { class: 'v-row' }, element('button', { type: 'submit', class: 'v-main' }, 'Vérifier la recherche')),
  );
  place.replaceChildren(form, searching, element('p', { class: 'v-row' }, status, stop, link), results, about);

  const checking = new Checking((message) => {
    if (message.kind === 'warm') {
      place.dataset.state = 'warm';
      return;
    }
    if (place.dataset.state !== undefined) return; // a worker that was started anew
    Object.assign(known, message, { base: message.about.guide?.canonical ?? '' });
    for (const { id, title } of message.examples) examples.append(element('option', { value: id }, title));
    about.append(aboutText(message.about));
    status.textContent = 'Prêt.';
    place.dataset.state = 'ready';
    openFromAddress();
  });

  function check() {
    const named = files.length > 0 ? files : [{ name: 'envoi', bytes: new TextEncoder().encode(text.value).buffer }];
    ask({ kind: 'check', files: named.map(({ name, bytes }) => ({ name, bytes: bytes?.slice(0) })) }, named.length);
  }

  function checkSearch() {
    ask({ kind: 'search', url: search.value }, 1);
  }

  function ask(question, number) {
    results.replaceChildren();
    link.hidden = true;
    stop.hidden = false;
    const begun = performance.now();
    const tick = setInterval(() => {
      status.textContent = `Vérification en cours depuis ${Math.round((performance.now() - begun) / 1000)} s…`;
    }, 1_000);
    status.textContent = number > 1 ? `Vérification de ${number} fichiers…` : 'Vérification…';
    const codes = [];
    halting = () => clearInterval(tick);
    checking.ask(question, (message) => {
      if (message.kind === 'result') {
        const isText = question.kind === 'check' && files.length === 0;
        results.append(resultArticle(message.result, { ...known, goTo: isText ? goTo : undefined }));
        codes.push(message.result);
        return;
      }
      if (message.kind === 'progress') {
        status.textContent = `${message.number} envois vérifiés…`;
        return;
      }
      clearInterval(tick);
      stop.hidden = true;
      const seconds = ((performance.now() - begun) / 1000).toFixed(2).replace('.', ',');
      status.textContent =
        message.kind === 'failed' ? `La vérification a échoué : ${message.message}` : doneText(message, codes, seconds);
      link.hidden = codes.length === 0;
      link.dataset.target = addressOf(codes, question);
      place.dataset.runs = String(Number(place.dataset.runs ?? 0) + 1);
    });
  }

  let halting = () => {};
  function halt() {
    halting();
    checking.stop();
    stop.hidden = true;
    status.textContent = 'Arrêté.';
  }

  function clear() {
    text.value = '';
    forgetFiles();
    results.replaceChildren();
    status.textContent = 'Prêt.';
    link.hidden = true;
    text.focus();
  }

  function forgetFiles() {
    files = [];
    chosen = '';
    picker.value = '';
    text.placeholder = '';
  }

  async function takeFiles(given) {
    if (given.length === 0) return;
    const read = await Promise.all(
      given.map(async (file) => ({
        name: file.name,
        bytes: file.size > known.mostBytes ? undefined : await file.arrayBuffer(),
      })),
    );
    const [only] = read;
    text.value = '';
    if (
      read.length === 1 &&
      only.bytes !== undefined &&
      only.bytes.byteLength < 500_000 &&
      /\.json$/i.test(only.name)
    ) {
      const decoded = decode(only.bytes);
      if (decoded !== undefined) text.value = decoded;
    }
    files = text.value === '' ? read : [];
    text.placeholder = files.length === 0 ? '' : files.map(({ name }) => name).join('\n');
    check();
  }

  function takeExample() {
    const example = known.examples.find(({ id }) => id === examples.value);
    if (example === undefined) return;
    forgetFiles();
    text.value = example.text;
    chosen = example.id;
    check();
  }

  function onKey(event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form.requestSubmit();
  }

  function onDrag(event) {
    event.preventDefault();
    form.classList.toggle('v-over', event.type === 'dragover');
  }

  function onDrop(event) {
    event.preventDefault();
    form.classList.remove('v-over');
    void takeFiles([...event.dataTransfer.files]);
  }

  /** Selects the place of a finding in the text. */
  function goTo(line, column) {
    const lines = text.value.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(start + column - 1, start + (lines[line - 1] ?? '').length);
    const height = text.scrollHeight / lines.length;
    text.scrollTop = Math.max(0, (line - 4) * height);
  }

  /** A link to what was found, without what was checked: an example by its name, else status and rules. */
  function addressOf(found, question) {
    const here = location.href.split('#')[0];
    if (question.kind === 'check' && chosen !== '') return `${here}#exemple=${chosen}`;
    const first = found.find(({ answer }) => answer?.outcome !== undefined) ?? found[0];
    const rules = [
      ...new Set(
        found.flatMap(({ issues }) => issues.flatMap(({ guideRules = [] }) => guideRules.map(({ code }) => code))),
      ),
    ];
    return `${here}#statut=${first?.answer?.status ?? ''}&regles=${rules.join('+')}`;
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(link.dataset.target);
      status.textContent = 'Lien copié.';
    } catch {
      status.textContent = link.dataset.target; // no clipboard without a secure context: it can be copied by hand
    }
  }

  function openFromAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const example = asked.get('exemple');
    if (example !== null) {
      examples.value = example;
      takeExample();
    }
    const code = asked.get('statut');
    if (code === null || !/^\d{0,3}$/.test(code)) return;
    const rules = (asked.get('regles') ?? '').split(' ').filter((each) => /^[A-Z]\d{1,2}$/.test(each));
    const links = rules.flatMap((rule) => [
      ' ',
      element('a', { href: `CodeSystem-mes-regle-api.html#mes-regle-api-${rule}` }, rule),
    ]);
    const told =
      code === '' ? 'Ce lien mène à un résultat sans réponse HTTP' : `Ce lien mène à une réponse HTTP ${code}`;
    results.replaceChildren(
      element(
        'p',
        {},
        `${told}${rules.length === 0 ? '' : ', règles'}`,
        ...links,
        '. L’envoi n’est pas dans le lien : collez-le ci-dessus pour le vérifier.',
      ),
    );
  }
}

function decode(bytes) {
  try {
    const [first, second, third] = new Uint8Array(bytes, 0, Math.min(3, bytes.byteLength));
    if (first === 0xef && second === 0xbb && third === 0xbf) return undefined; // the mark is a finding
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function doneText({ number, most }, results, seconds) {
  const refused = results.filter(({ valid }) => !valid).length;
  const shown = number > most ? ` Les ${most} premiers sont affichés.` : '';
  if (number === 1) return `${refused === 0 ? 'Vérifié, sans erreur' : 'Vérifié, avec des erreurs'} (${seconds} s).`;
  return `${number} envois vérifiés, ${refused} avec des erreurs (${seconds} s).${shown}`;
}

function aboutText({ version, guide, packages }) {
  const named = packages.map(
    ({ id, version: its, source }) => `${id} ${its}${source === 'stand-in' ? ' (substitut)' : ''}`,
  );
  const name = guide === undefined ? 'FHIR R4' : `${guide.title} ${guide.version}`;
  return `${name}, vérificateur ${version}. Définitions : ${named.join(', ')}.`;
}
