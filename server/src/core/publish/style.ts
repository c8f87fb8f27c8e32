// The style of a document as a page: on the screen in light and dark, and on paper.
// It must never hold text of a file, and `styleHash` has to be the hash of exactly this text: the page forbids any other style.

import { palettes, type Palette } from '../show/palettes';

const colours = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${String(colour)};`)
    .join('');

/** Signs and lines of charts, and the words of verdicts, have the colours of the theme; each is told by its text as well. */
export const pageStyle = `
:root{color-scheme:light;${colours(palettes.light)}--ground:#ffffff;--ink:#1b1b1b;--soft:#5c5c5c;--line:#c9c9c9;--head:#f1f1ee;--notice:#fbeeea}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${colours(palettes.dark)}--ground:#1c1c1c;--ink:#e6e6e6;--soft:#b0b0b0;--line:#4a4a4a;--head:#2a2a2a;--notice:#3a2420}}
*{box-sizing:border-box}
html{background:var(--ground)}
body{margin:0 auto;padding:3rem 1.5rem 5rem;max-width:64rem;background:var(--ground);color:var(--ink);font:1rem/1.55 Charter,"Bitstream Charter","Iowan Old Style",Georgia,"DejaVu Serif",serif;overflow-wrap:break-word}
header{border-bottom:3px double var(--ink);margin-bottom:2rem;padding-bottom:1.5rem}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.6rem;line-height:1.25;margin:4rem 0 1rem;padding-bottom:.3rem;border-bottom:1px solid var(--ink)}
h3{font-size:1.25rem;margin:2.5rem 0 .75rem}
h4{font-size:1.05rem;margin:1.75rem 0 .5rem}
p,ul,dl{margin:0 0 .75rem;max-width:46rem}
.subtitle{font-size:1.1rem;color:var(--soft);margin-bottom:1.25rem}
.notice{background:var(--notice);border-left:4px solid var(--missed);padding:.6rem .9rem;font-weight:bold}
ul{padding-left:1.25rem}
li{margin:.15rem 0}
dl>div{display:grid;grid-template-columns:11rem 1fr;gap:0 1rem;padding:.2rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.wide{overflow-x:auto;margin:1rem 0 1.5rem}
.wide:focus-visible{outline:2px solid var(--running);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4;font-variant-numeric:tabular-nums lining-nums}
caption{text-align:left;font-weight:bold;padding:0 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
.long{overflow-wrap:anywhere;min-width:9rem}
.sentence{min-width:9rem}
thead th{background:var(--head);border-bottom:1px solid var(--ink)}
tbody th{font-weight:bold}
.number{text-align:right}
.met{color:var(--met)}
.missed{color:var(--missed);font-weight:bold}
.running{color:var(--running)}
.unknown{color:var(--unknown);font-weight:bold}
.form td,.form th{height:4.2rem;vertical-align:bottom;border-bottom:1px solid var(--ink)}
.form thead th{height:auto}
.form td:last-child{min-width:13rem}
figure{margin:1rem 0;break-inside:avoid}
.number,.short{white-space:nowrap}
figure svg{display:block;max-width:100%;height:auto}
figcaption{font-size:.9rem;color:var(--soft)}
footer{margin-top:4rem;padding-top:.75rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft)}
@media (max-width:40rem){body{padding:1.5rem 1rem 3rem}dl>div{grid-template-columns:1fr}.wide table{width:max-content;min-width:100%;max-width:60rem}}
@page{size:A4;margin:18mm 16mm 20mm;@bottom-right{content:counter(page) " of " counter(pages);font:9pt Georgia,"DejaVu Serif",serif;color:#5c5c5c}}
@media print{
body{max-width:none;padding:0;font-size:10pt;line-height:1.45}
h1{font-size:20pt}
h2{font-size:15pt;margin:0 0 10pt}
h2:not(:first-child){break-before:page}
h3{font-size:12.5pt;margin:18pt 0 6pt}
h4{font-size:10.5pt;margin:12pt 0 4pt}
h2,h3,h4,caption,thead,figcaption,p:has(+ul),p:has(+.wide){break-after:avoid}
tbody tr:first-child{break-before:avoid}
p,ul,dl{max-width:none;orphans:3;widows:3}
dl>div{grid-template-columns:38mm 1fr}
dl,ul,dl>div,li,tr,.notice{break-inside:avoid}
figcaption{font-size:9pt}
.form td:last-child{min-width:50mm}
thead{display:table-header-group}
.wide{overflow:visible;margin:6pt 0 10pt}
table{font-size:8.5pt}
th,td{padding:3pt 5pt}
.long,.sentence{min-width:30mm}
.form table{font-size:10pt}
.form,.form table{break-inside:avoid}
}
`;

/** SHA-256 of `pageStyle` in Base64, as the policy of the page names it; a test holds it to the text. */
export const styleHash = 'sha256-HsTQBCJJDi3HsjurucvIAn6dI2g68XNo4q+GAxYobsg=';
