// The menu and the tabs. Without a script the menu is open, and what would be tabs follows one after the other.

document.documentElement.classList.add('with-script');

document.addEventListener('DOMContentLoaded', () => {
  makeMenu();
  for (const tabs of document.querySelectorAll('.tabs')) makeTabs(tabs);
  makeScrollable();
  addEventListener('resize', makeScrollable);
  openFromAddress();
  addEventListener('hashchange', openFromAddress);
});

/** What is wider than its box can be scrolled with the keyboard. */
function makeScrollable() {
  for (const box of document.querySelectorAll('.table-scroll, .code-view pre, .guide-content pre')) {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}

function makeMenu() {
  const menu = document.getElementById('menu');
  const button = document.getElementById('menu-button');
  button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(menu.classList.toggle('open')));
  });
  const here = location.pathname.split('/').pop() || 'index.html';
  for (const link of menu.querySelectorAll('a[href]')) {
    if (link.getAttribute('href') === here) link.setAttribute('aria-current', 'page');
  }
  for (const link of menu.querySelectorAll('a.dropdown-toggle')) {
    const opener = document.createElement('button'); // a link that goes nowhere is a button
    opener.type = 'button';
    opener.append(...link.childNodes);
    opener.setAttribute('aria-expanded', 'false');
    const item = link.parentElement;
    const set = (open) => {
      item.classList.toggle('open', open);
      opener.setAttribute('aria-expanded', String(open));
    };
    opener.addEventListener('click', () => set(!item.classList.contains('open')));
    item.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      set(false);
      opener.focus();
    });
    item.addEventListener('focusout', (event) => {
      if (!item.contains(event.relatedTarget)) set(false);
    });
    link.replaceWith(opener);
  }
}

/** Turns panels into tabs: arrows, Home and End move between them. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
function makeTabs(tabs) {
  const panels = Array.from(tabs.querySelectorAll('.tab-panel'));
  const list = document.createElement('div');
  list.className = 'tab-list';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', tabs.dataset.tabs);
  const buttons = panels.map((panel) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.id = `tab-${panel.id}`;
    button.textContent = panel.dataset.tab;
    button.setAttribute('role', 'tab');
    button.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', button.id);
    button.addEventListener('click', () => select(panel));
    list.append(button);
    return button;
  });
  const select = (chosen) => {
    for (const [index, panel] of panels.entries()) {
      panel.hidden = panel !== chosen;
      buttons[index].setAttribute('aria-selected', String(panel === chosen));
      buttons[index].tabIndex = panel === chosen ? 0 : -1;
    }
    makeScrollable();
  };
  list.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + buttons.length) % buttons.length;
    select(panels[next]);
    buttons[next].focus();
  });
  tabs.prepend(list);
  tabs.selectPanel = select;
  select(panels[0]);
}

/** An address with a fragment inside a closed tab opens that tab. */
function openFromAddress() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const panel = target === null ? null : target.closest('.tab-panel');
  if (panel === null || !panel.hidden) return;
  panel.closest('.tabs').selectPanel(panel);
  target.scrollIntoView();
}
