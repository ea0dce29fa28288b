// The functions that the Publisher's tables call. A row's id tells its place: "b1.a" lies under "b1.".
// Everything can be read without them; they fold, filter and unfold.

/** Called by an image of each table when it has loaded; the tables are whole then. */
function fhirTableInit() {}

/** Opens or closes what lies under a row. */
function tableRowAction(button) {
  setOpen(button, button.getAttribute('aria-expanded') === 'false');
  refresh(button.closest('table'));
}

function setOpen(button, open) {
  button.setAttribute('aria-expanded', String(open));
  button.setAttribute('alt', open ? 'Replier' : 'Déplier');
  button.src = button.src.replace(/-(open|closed)\.png$/, open ? '-open.png' : '-closed.png');
}

/** Shows only the rows whose text has the words, and those above them. */
function filterTree(table, text) {
  table.dataset.filter = text.trim().toLowerCase();
  refresh(table);
}

function refresh(table) {
  const wanted = table.dataset.filter || '';
  const rows = Array.from(table.querySelectorAll('tr[id]'));
  const shown = new Set();
  const path = []; // the rows above the present one
  for (const row of rows) {
    while (path.length > 0 && !row.id.startsWith(path[path.length - 1].id)) path.pop();
    if (wanted !== '' && row.textContent.toLowerCase().includes(wanted)) {
      shown.add(row);
      for (const above of path) shown.add(above);
    }
    path.push(row);
  }
  let closed;
  for (const row of rows) {
    if (closed !== undefined && !row.id.startsWith(closed)) closed = undefined;
    const away = wanted === '' ? closed !== undefined : !shown.has(row);
    row.classList.toggle('collapsed-away', away);
    if (closed === undefined && row.querySelector('img[aria-expanded="false"]') !== null) closed = row.id;
  }
}

/** Shows or hides what a table says of bindings, constraints or obligations. */
function filterDesc(table, kind, shown) {
  for (const part of table.querySelectorAll(`.${CSS.escape(kind)}`)) part.style.display = shown ? '' : 'none';
  try {
    localStorage.setItem(`ht-table-states-${kind}`, String(shown));
  } catch {
    // a page opened from a file may have no storage
  }
}

/** Opens the panel of filters beside its button, or closes it. */
function showPanel(button, _table, panel) {
  const open = panel.style.display !== 'block';
  panel.style.display = open ? 'block' : 'none';
  button.setAttribute('aria-expanded', String(open));
  if (!open) return;
  const place = button.getBoundingClientRect();
  panel.style.left = `${Math.max(8, Math.min(place.left, innerWidth - panel.offsetWidth - 8))}px`;
  panel.style.top = `${place.bottom + 4}px`;
  panel.querySelector('input').focus();
  const close = (event) => {
    if (event.type === 'keydown' && event.key !== 'Escape') return;
    if (event.type === 'mousedown' && (panel.contains(event.target) || event.target === button)) return;
    panel.style.display = 'none';
    button.setAttribute('aria-expanded', 'false');
    if (event.type === 'keydown') button.focus();
    for (const name of ['keydown', 'mousedown']) removeEventListener(name, close, true);
  };
  for (const name of ['keydown', 'mousedown']) addEventListener(name, close, true);
}

/** Shows or hides a part named by its id: the long lists of codes in narratives. */
function toggle(id) {
  const part = document.getElementById(id);
  if (part !== null) part.style.display = part.style.display === 'none' ? '' : 'none';
}

/** Shows or hides the codes of a large code system. */
function toggleCodes(button) {
  const table = button.closest('table') || document;
  for (const row of table.querySelectorAll('tr.collapsed'))
    row.style.display = row.style.display === 'none' ? '' : 'none';
}

document.addEventListener('keydown', (event) => {
  if ((event.key !== 'Enter' && event.key !== ' ') || !event.target.matches('img[role="button"]')) return;
  event.preventDefault();
  event.target.click();
});

Object.assign(globalThis, { fhirTableInit, tableRowAction, filterTree, filterDesc, showPanel, toggle, toggleCodes });
