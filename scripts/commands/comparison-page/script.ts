/** Must be that of `COMPARISON_SCRIPT`, or the page's own policy refuses it; a test recomputes it. */
export const COMPARISON_SCRIPT_HASH = 'sha256-T9oDCOB6ZrBSvpSbcwDO3mHA/TO9Ei2pOvGZ7YiLJcw=';

/** Drives the filter. The page is complete without it. */
export const COMPARISON_SCRIPT = `
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const form = byId('filter');
  const text = byId('f-text');
  const side = byId('f-side');
  const shown = byId('f-shown');
  const boxes = [...form.querySelectorAll('fieldset input')];
  const artefacts = [...document.querySelectorAll('.r')];
  const groups = [...document.querySelectorAll('.group')].map((node) => ({
    node,
    head: node.matches('.r') ? node.querySelector('summary').textContent.toLowerCase() : '',
    items: [...node.querySelectorAll('.i[data-classes]')].map((item) => ({
      node: item, classes: item.dataset.classes.split(' '), isShown: item.dataset.shown === '1', text: item.textContent.toLowerCase(),
    })),
    links: [...node.querySelectorAll('.alike li')],
  }));

  function apply() {
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const kinds = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const at = Number(side.value);
    let count = 0;
    let all = 0;
    for (const { node, head, items, links } of groups) {
      let own = 0;
      for (const item of items) {
        const fits = kinds.has(item.classes[at]) && (!shown.checked || item.isShown)
          && words.every((word) => item.text.includes(word) || head.includes(word));
        item.node.hidden = !fits;
        if (fits) own++;
      }
      all += items.length;
      count += own;
      let linked = 0;
      for (const link of links) {
        const target = byId(link.firstChild.hash.slice(1));
        link.hidden = target !== null && target.hidden;
        if (!link.hidden) linked++;
      }
      const also = node.querySelector('.also');
      if (also) also.hidden = linked === 0;
      node.hidden = own + linked === 0;
    }
    byId('nothing').hidden = count > 0;
    byId('f-count').textContent = 'Showing ' + count.toLocaleString('en') + ' of ' + all.toLocaleString('en') + ' changes, those that are alike counted once.';
  }

  let timer;
  const later = () => { clearTimeout(timer); timer = setTimeout(apply, 100); };
  form.addEventListener('input', later);
  form.addEventListener('submit', (event) => { event.preventDefault(); apply(); });
  form.addEventListener('reset', () => setTimeout(apply));
  const setOpen = (open) => { for (const node of artefacts) if (!node.hidden) node.open = open; };
  byId('f-open').addEventListener('click', () => setOpen(true));
  byId('f-close').addEventListener('click', () => setOpen(false));

  function reveal() {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    if (target.closest('[hidden]')) { for (const box of boxes) box.checked = true; text.value = ''; side.value = '0'; shown.checked = false; apply(); }
    const around = target.closest('.r');
    if (around) around.open = true;
    target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    for (const node of opened) node.open = true;
  });
  addEventListener('afterprint', () => { for (const node of opened) node.open = false; opened = []; });

  form.hidden = false;
  apply();
  reveal();
})();
`;
