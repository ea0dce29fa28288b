/** Must be that of `COMPARISON_STYLE`, or the page's own policy refuses it; a test recomputes it. */
export const COMPARISON_STYLE_HASH = 'sha256-Gx457YYd4ywlgOYLv6/E4Mv9poMQN98ioHgnlKe6bVc=';

/** What the page has beyond the style of all reports, whose colours it uses. */
export const COMPARISON_STYLE = `
.figures.five { grid-template-columns: repeat(5, auto); }
.figures .breaking dd { color: var(--bad); } .figures .may-break dd { color: var(--warn); } .figures .obligation dd { color: var(--note); } .figures .compatible dd { color: var(--ok); }
h3 { font-size: 1rem; margin: 1.1rem 0 .3rem; font-weight: 650; }
.i.breaking { border-color: var(--bad); background: var(--bad-bg); } .i.may-break { border-color: var(--warn); background: var(--warn-bg); }
.i.obligation { border-color: var(--note); background: var(--note-bg); } .i.compatible { border-color: var(--ok); background: var(--ok-bg); }
.i.editorial { border-left: 1px dashed var(--off); color: var(--soft); padding-top: .25rem; padding-bottom: .25rem; }
.i.editorial .w { color: var(--soft); }
.breaking > p > .k { color: var(--bad); } .may-break .k { color: var(--warn); } .obligation .k { color: var(--note); } .compatible .k { color: var(--ok); }
.i.breaking .k::before { content: "✗" / ""; } .i.may-break .k::before { content: "▲" / ""; } .i.obligation .k::before { content: "i" / ""; font-style: italic; font-family: Georgia, serif; } .i.compatible .k::before { content: "✓" / ""; } .i.editorial .k::before { content: "○" / ""; }
.t.breaking { color: var(--bad); } .t.may-break { color: var(--warn); } .t.obligation { color: var(--note); } .t.compatible { color: var(--ok); } .t.editorial { color: var(--off); }
.whom { display: flex; flex-wrap: wrap; gap: .15rem 1.2rem; margin-top: .3rem; font-size: .875rem; }
.whom b { font-weight: 600; }
.whom .breaking { color: var(--bad); } .whom .may-break { color: var(--warn); } .whom .obligation { color: var(--note); }
.whom .compatible, .whom .editorial { color: var(--soft); }
.i .whom .compatible, .i .whom .editorial { color: var(--ink); }
mark { background: #ffe58a; color: #1d2126; padding: 0 .2em; border-radius: .2em; }
.witness { margin-top: .4rem; padding: .5rem .7rem; border-left: 3px solid var(--bad); background: var(--card); border-radius: 0 .4rem .4rem 0; font-size: .875rem; }
.witness li { margin-top: .2rem; }
.accepted { margin-top: .4rem; font-size: .875rem; }
.also { margin-top: .75rem; font-size: .875rem; color: var(--soft); }
.r > .alike { margin-top: .2rem; }
.trees { margin-top: 1rem; overflow-x: auto; }
.trees table { font-size: .875rem; }
.trees th, .trees td { padding: .25rem .75rem .25rem 0; vertical-align: top; }
.trees tbody th { font-weight: 400; font-family: var(--mono); font-size: .8125rem; min-width: 12rem; padding-left: .5rem; }
.trees td { width: 38%; }
.trees tr.breaking > th, .trees tr.may-break > th, .trees tr.obligation > th, .trees tr.compatible > th { font-weight: 650; }
.trees tr.breaking > th { box-shadow: inset 3px 0 var(--bad); } .trees tr.may-break > th { box-shadow: inset 3px 0 var(--warn); } .trees tr.obligation > th { box-shadow: inset 3px 0 var(--note); } .trees tr.compatible > th { box-shadow: inset 3px 0 var(--ok); }
.trees tr.around { color: var(--soft); }
.trees .rule { display: block; color: var(--soft); }
.trees .off { color: var(--soft); font-style: italic; }
.d1 { text-indent: .7rem; } .d2 { text-indent: 1.4rem; } .d3 { text-indent: 2.1rem; } .d4 { text-indent: 2.8rem; } .d5 { text-indent: 3.5rem; } .d6 { text-indent: 4.2rem; } .d7 { text-indent: 4.9rem; } .d8 { text-indent: 5.6rem; } .d9 { text-indent: 6.3rem; }
.only-read { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; text-indent: 0; }
.i:target { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (max-width: 60rem) { .figures.five { grid-template-columns: repeat(5, auto); } }
@media (max-width: 40rem) {
  .figures.five { grid-template-columns: repeat(3, auto); }
  .r > summary > .file { font-size: .8125rem; }
  .trees thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .trees tr { display: grid; grid-template-columns: 1fr; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  .trees th, .trees td { border: 0; width: auto; padding: .1rem 0 .1rem .5rem; }
  .trees td::before { content: attr(data-version) ": "; color: var(--soft); }
  .trees tr.around td { display: none; }
  .trees tr.around { padding: .1rem 0; border: 0; }
}
@media print { mark { background: none; text-decoration: underline; } }
`;
