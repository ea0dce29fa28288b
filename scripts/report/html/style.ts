/** Must be that of `STYLE`, or the page's own policy refuses it; a test recomputes it. */
export const STYLE_HASH = 'sha256-bjJVPmKlfN7BmPHAl3wB0TvM8NYFnpfXYu4fQdFvg5k=';

export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #fff; --ink: #1d2126; --soft: #565d66; --line: #e2dfd9; --link: #1f5aa8; --focus: #1f5aa8;
  --ok: #1c6b45; --ok-bg: #e6f2ea; --bad: #a8261f; --bad-bg: #fbeae7; --warn: #7d5200; --warn-bg: #fbf0d9;
  --note: #2b5584; --note-bg: #e8eff8; --off: #565d66; --off-bg: #eeece8;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --card: #1c2026; --ink: #e5e7ea; --soft: #a3abb5; --line: #333941; --link: #8ab8f5; --focus: #8ab8f5;
    --ok: #7fcfa0; --ok-bg: #18301f; --bad: #ff9d92; --bad-bg: #3b1c1a; --warn: #ecc06a; --warn-bg: #352810;
    --note: #9cc3ef; --note-bg: #1a2b40; --off: #a3abb5; --off-bg: #262b32;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
header.top, nav, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
code, pre { font-family: var(--mono); font-size: .92em; }
pre { overflow-x: auto; }
p { margin: 0; }
ul, dl, dd { margin: 0; padding: 0; list-style: none; }
.skip { position: absolute; left: -100vw; background: var(--card); padding: .5rem 1rem; z-index: 2; }
.skip:focus { left: 1rem; top: .5rem; }

header.top { padding-top: 2.5rem; }
.eyebrow { color: var(--soft); font-size: .875rem; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.25rem); line-height: 1.2; letter-spacing: -.015em; font-weight: 650; margin: .15rem 0 1.5rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; font-weight: 650; margin: 0 0 .85rem; }
.n { color: var(--soft); font-weight: 400; font-size: .875rem; letter-spacing: 0; margin-left: .35em; }
.verdict { display: flex; gap: .9rem; align-items: center; padding: 1rem 1.25rem; border-radius: .6rem; font-size: 1.125rem; line-height: 1.35; }
.verdict strong { display: block; font-size: 1.375rem; letter-spacing: -.01em; }
.verdict .sentence { color: var(--ink); }
.mark { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%; font-size: 1.5rem; line-height: 1; border: 2px solid; }
.ok .verdict { background: var(--ok-bg); color: var(--ok); }
.bad .verdict { background: var(--bad-bg); color: var(--bad); }
.figures { display: grid; grid-template-columns: repeat(8, auto); gap: 1rem; justify-content: space-between; margin: 1.5rem 0 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--soft); font-size: .875rem; }
.figures dt small { display: block; font-size: inherit; }
.figures div { justify-content: flex-end; }
.figures dd { font-size: 1.875rem; line-height: 1.15; font-weight: 600; letter-spacing: -.02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.figures .ok dd { color: var(--ok); } .figures .bad dd { color: var(--bad); } .figures .warn dd { color: var(--warn); }
.callout { margin-top: 1.5rem; padding: .75rem 1rem; border-left: 3px solid var(--warn); background: var(--warn-bg); border-radius: 0 .4rem .4rem 0; font-size: .9375rem; }

nav { margin-top: 1.75rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: .6rem 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); font-size: .9375rem; }
nav a { display: inline-block; padding: .2rem 0; text-decoration: none; }
nav a:hover { text-decoration: underline; }
section { padding-top: 2.5rem; }

#filter { margin-top: 1.5rem; padding: .9rem 1rem; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); font-size: .875rem; }
#filter[hidden] { display: none; }
.fields { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; }
.fields + .fields { margin-top: .7rem; align-items: center; }
.fields label { color: var(--soft); }
.fields .grow { flex: 1 1 16rem; }
.fields input:not([type=checkbox]), select { display: block; width: 100%; min-width: 10rem; min-height: 2.25rem; margin-top: .15rem; padding: .3rem .55rem; font: inherit; font-size: .9375rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .35rem; }
::placeholder { color: var(--soft); opacity: 1; }
fieldset { display: contents; border: 0; }
legend { float: left; color: var(--soft); padding: 0; }
.fields .pick { display: inline-flex; gap: .4rem; align-items: center; min-height: 1.75rem; color: var(--ink); }
input[type=checkbox] { width: 1rem; height: 1rem; margin: 0; accent-color: var(--link); }
.actions { margin-left: auto; display: flex; gap: .4rem; }
button { font: inherit; font-size: .875rem; min-height: 1.9rem; padding: .15rem .7rem; color: var(--ink); background: transparent; border: 1px solid var(--line); border-radius: .35rem; cursor: pointer; }
button:hover { border-color: var(--soft); }
output { display: block; margin-top: .6rem; color: var(--soft); }

.r { border-top: 1px solid var(--line); }
.many .r { content-visibility: auto; contain-intrinsic-size: auto 2.9rem; }
.r:last-of-type { border-bottom: 1px solid var(--line); }
.r > summary { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline; padding: .6rem .25rem; cursor: pointer; list-style: none; }
.r > summary::-webkit-details-marker { display: none; }
.r > summary::before { content: "›" / ""; flex: none; width: .7rem; color: var(--soft); transition: transform .12s; }
.r[open] > summary::before { transform: rotate(90deg); }
.r > summary:hover .name { text-decoration: underline; text-underline-offset: .15em; }
.name { font-weight: 600; }
.file { color: var(--soft); font-size: .875rem; margin-left: auto; }
.s { flex: none; min-width: 5.6rem; white-space: nowrap; font-size: .875rem; font-weight: 600; }
.s.ok { color: var(--ok); } .s.bad { color: var(--bad); }
.s::before { display: inline-block; width: 1.15em; }
.s.ok::before { content: "✓" / ""; } .s.bad::before { content: "✗" / ""; }
.tally { display: inline-flex; flex-wrap: wrap; gap: .25rem .7rem; font-size: .875rem; }
.t.error { color: var(--bad); } .t.warning { color: var(--warn); } .t.note { color: var(--note); } .t.unchecked { color: var(--off); }
.r > :not(summary) { margin-left: 1.45rem; }
.r > :last-child { margin-bottom: 1.1rem; }
.held { color: var(--soft); font-size: .875rem; }
.profiles { font-size: .875rem; margin-bottom: .75rem; }

.issues { display: grid; gap: .5rem; }
.issues > li { padding: .6rem .85rem; border-left: 3px solid; border-radius: 0 .4rem .4rem 0; }
.i.error { border-color: var(--bad); background: var(--bad-bg); } .i.warning { border-color: var(--warn); background: var(--warn-bg); }
.i.note { border-color: var(--note); background: var(--note-bg); } .i.unchecked { border-left: 1px dashed var(--off); padding-top: .2rem; padding-bottom: .2rem; color: var(--soft); }
.k { font-weight: 650; margin-right: .3em; }
.k::before { display: inline-block; min-width: 1.2em; }
.error .k { color: var(--bad); } .warning .k { color: var(--warn); } .note .k { color: var(--note); } .unchecked .k { color: var(--off); }
.error .k::before { content: "✗" / ""; } .warning .k::before { content: "▲" / ""; } .note .k::before { content: "i" / ""; font-style: italic; font-family: Georgia, serif; } .unchecked .k::before { content: "○" / ""; }
.w { display: flex; flex-wrap: wrap; gap: 0 1rem; margin-top: .2rem; font-size: .875rem; color: var(--soft); }
.i .w { color: var(--ink); }
.i.unchecked .w { color: var(--soft); margin-top: 0; }
.w a { color: inherit; }
.at { user-select: all; }
.why { flex-basis: 100%; }
.left-out { margin-top: .75rem; font-size: .875rem; color: var(--soft); }

.kind details { margin-top: .3rem; }
.kind summary { cursor: pointer; font-size: .875rem; width: fit-content; }
.places { margin-top: .4rem; font-size: .875rem; } .places li { padding: .1rem 0; }
.alike { font-size: .875rem; } .alike li { padding: .1rem 0; } .alike a { color: var(--ink); text-decoration-color: var(--soft); }
.issues + .alike { margin-top: .75rem; }

.folds > li { padding: .7rem 0; border-top: 1px solid var(--line); }
.folds > li:last-child { border-bottom: 1px solid var(--line); }
.folds .w { display: block; }
.times { font-variant-numeric: tabular-nums; font-weight: 600; margin-right: .3em; }
.folds summary { cursor: pointer; font-size: .875rem; color: var(--soft); width: fit-content; }

table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: left; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; font-weight: 400; }
thead th { color: var(--soft); font-size: .875rem; }
tbody th { font-weight: 600; }
td small { color: var(--soft); font-size: .875rem; margin-left: .35em; }
.chip { font-size: .875rem; font-weight: 600; color: var(--warn); background: var(--warn-bg); padding: .1rem .5rem; border-radius: 1rem; white-space: nowrap; }
.hash { display: block; max-width: 16ch; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; color: var(--soft); overflow-wrap: normal; }
.rules > div { padding: .7rem 0; border-top: 1px solid var(--line); }
.rules > div:last-child { border-bottom: 1px solid var(--line); }
.rules dt { font-weight: 600; font-family: var(--mono); font-size: .9375rem; }
.rules dt .n { font-family: system-ui, sans-serif; }
.rules .w a { color: var(--link); }
.rules > div { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; align-items: start; }
.rules dd { display: contents; }
.rules p { grid-column: 1 / -1; }
.only { grid-area: 1 / 2; }
.phases th { white-space: nowrap; overflow-wrap: normal; }
.phases td:last-child { width: 55%; padding-right: 0; } .phases td { font-variant-numeric: tabular-nums; white-space: nowrap; }
.phases rect { fill: var(--note); }
:target { scroll-margin-top: 1rem; }
.rules > :target, .r:target > summary { background: var(--note-bg); box-shadow: 0 0 0 .4rem var(--note-bg); border-radius: .1rem; }
[hidden] { display: none !important; }
footer { padding-top: 2.5rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem; }

@media (max-width: 60rem) { .figures { grid-template-columns: repeat(4, auto); } }
@media (max-width: 40rem) {
  header.top { padding-top: 1.5rem; }
  .figures { gap: .9rem .5rem; }
  .figures dd { font-size: 1.5rem; } .figures dt { font-size: .8125rem; }
  .verdict { padding: .85rem 1rem; align-items: flex-start; }
  .r > summary { display: grid; grid-template-columns: .7rem 1fr; }
  .r > summary > :not(:first-child) { grid-column: 2; margin-left: 0; }
  .r > :not(summary) { margin-left: 0; }
  .fields > div { flex: 1 1 100%; }
  .actions { margin-left: 0; }
  th, td { padding-right: .75rem; }
  .packages thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .packages tr { display: grid; grid-template-columns: 1fr auto; padding: .55rem 0; border-bottom: 1px solid var(--line); }
  .packages th, .packages td { padding: 0; border: 0; }
  .packages th, .packages td:last-child { grid-column: 1 / -1; }
  .packages thead tr { display: block; }
}
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; }
  html { font-size: 10pt; }
  #filter, nav, .skip, .only { display: none !important; }
  .many .r { content-visibility: visible; }
  .r { break-inside: avoid-page; }
  .r > summary::before { display: none; }
  .r::details-content, .folds details::details-content { content-visibility: visible; display: block; }
  .verdict, .issues > li, .callout, .chip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
