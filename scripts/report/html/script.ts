/** Must be that of `SCRIPT`, or the page's own policy refuses it; a test recomputes it. */
export const SCRIPT_HASH = 'sha256-VFAWsUm7hRo8xaWXyqFyN8TJYdOKzLlOJH1z0s2C/VA=';

/** Drives the filter. The page is complete without it. */
export const SCRIPT = `
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const form = byId('filter');
  const text = byId('f-text');
  const file = byId('f-file');
  const rule = byId('f-rule');
  const only = byId('f-only');
  const boxes = [...form.querySelectorAll('fieldset input')];
  const toItem = (node) => ({ node, rule: node.dataset.rule, kind: node.classList[1], times: Number(node.dataset.times || 1), text: node.textContent.toLowerCase() });
  const toGroup = (node, head) => ({
    node,
    file: (node.dataset.file || '').toLowerCase(),
    text: head.toLowerCase(),
    items: [...node.querySelectorAll('.i')].map(toItem),
  });
  const resources = [...document.querySelectorAll('.r')];
  const repeated = byId('repeated');
  const alike = repeated ? [...repeated.querySelectorAll('.kind')].map((node) => ({ ...toItem(node), kind: node.classList[2] })) : [];
  const project = byId('project');
  let groups;
  const read = () => {
    groups = resources.map((node) =>
      toGroup(node, node.firstChild.textContent + ' ' + (node.querySelector('.profiles') || { textContent: '' }).textContent));
    if (project) groups.push(toGroup(project, ''));
  };

  function apply() {
    if (!groups) read();
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const inFile = file.value.trim().toLowerCase();
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const narrowed = rule.value !== '' || kinds.size < boxes.length || only.checked;
    const uncheckedToo = kinds.size === 1 && kinds.has('unchecked') || rule.value === 'not-checked';
    let shownResources = 0;
    let shownItems = 0;
    let allItems = 0;
    for (const group of groups) {
      const headFits = words.every((word) => group.text.includes(word));
      const fileFits = group.file.includes(inFile);
      let shown = 0;
      let counting = 0;
      for (const item of group.items) {
        const fits = kinds.has(item.kind)
          && (rule.value === '' || item.rule === rule.value)
          && (fileFits || item.text.includes(inFile))
          && (headFits || words.every((word) => item.text.includes(word) || group.text.includes(word)));
        item.node.hidden = !fits;
        if (fits) shown += item.times;
        if (fits && (item.kind !== 'unchecked' || uncheckedToo)) counting++;
      }
      const visible = group.node === project ? shown > 0 : counting > 0 || (shown > 0 && !only.checked) || (!narrowed && headFits && fileFits);
      group.node.hidden = !visible;
      for (const item of group.items) allItems += item.times;
      if (!visible) continue;
      shownItems += shown;
      if (group.node !== project) shownResources++;
    }
    for (const { node, rule: its, kind, text: told } of alike)
      node.hidden = !(kinds.has(kind) && (rule.value === '' || its === rule.value) && told.includes(inFile) && words.every((word) => told.includes(word)));
    if (repeated) repeated.hidden = alike.length > 0 && alike.every(({ node }) => node.hidden);
    byId('nothing').hidden = shownResources > 0 || resources.length === 0;
    byId('f-count').textContent = 'Showing ' + shownResources.toLocaleString('en') + ' of ' + resources.length.toLocaleString('en')
      + ' resources and ' + shownItems.toLocaleString('en') + ' of ' + allItems.toLocaleString('en') + ' findings.';
  }

  let timer;
  const later = () => { clearTimeout(timer); timer = setTimeout(apply, 120); };
  form.addEventListener('input', later);
  form.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
  form.addEventListener('reset', () => setTimeout(apply));
  file.addEventListener('focus', () => {
    const files = [...new Set(resources.map((node) => node.dataset.file))].sort().slice(0, 500);
    byId('f-files').append(...files.map((name) => { const option = document.createElement('option'); option.value = name; return option; }));
  }, { once: true });
  const setOpen = (open) => { for (const node of resources) if (!node.hidden) node.open = open; };
  byId('f-open').addEventListener('click', () => setOpen(true));
  byId('f-close').addEventListener('click', () => setOpen(false));
  for (const button of document.querySelectorAll('.only')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      form.reset();
      rule.value = button.dataset.rule;
      apply();
      setOpen(true);
      form.scrollIntoView();
      rule.focus({ preventScroll: true });
    });
  }

  function reveal() {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    if (target.closest('[hidden]')) { form.reset(); apply(); }
    if (target.matches('.r')) target.open = true;
    if (target.matches('.kind')) target.querySelector('details').open = true;
    if (target.matches('.r, .kind')) target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const node of opened) node.open = true;
  });
  addEventListener('afterprint', () => { for (const node of opened) node.open = false; opened = []; });

  form.hidden = false;
  byId('f-count').textContent = '';
  reveal();
  if (resources.length <= 500) apply();
})();
`;
