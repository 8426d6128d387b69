// The style and the script of the page, word for word: their digests stand in the page's policy.
#include "engine/linkage/report/page_parts.hpp"

namespace gauze::linkage::report {

// Blue is one person, orange two; the two differ in lightness as well, for those who see them alike.
const std::string_view page_style = R"css(
:root { color-scheme: light dark; --ink: #17242d; --soft: #55656f; --line: #dbe2e6; --paper: #fff; --wash: #f4f6f8;
  --one: #0b6aa2; --two: #c4600f; --third: #3d4b54; --track: #e8edf0; --mark: #fff4d6; --mark-ink: #6b4e00; --heat: 11 106 162; --gap: 196 96 15; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4ebef; --soft: #a2b2bc; --line: #2f3d46; --paper: #172127;
  --wash: #0f171c; --one: #62b6ea; --two: #f0a060; --third: #c3ced5; --track: #25323a; --mark: #42360f;
  --mark-ink: #ffe3a0; --heat: 98 182 234; --gap: 240 160 96; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--wash); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
header, main, footer { max-width: 1160px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 40px; }
.over { margin: 0; color: var(--soft); font-size: 14px; }
h1 { font-size: 32px; line-height: 1.15; letter-spacing: -.015em; margin: 2px 0 10px; overflow-wrap: anywhere; }
h2 { font-size: 21px; line-height: 1.25; letter-spacing: -.01em; margin: 0 0 4px; }
h3 { font-size: 16px; line-height: 1.3; margin: 0 0 6px; overflow-wrap: anywhere; }
p { margin: 0 0 12px; max-width: 74ch; }
.lead { font-size: 19px; line-height: 1.45; }
.about, .why, .calm, footer, small, figcaption span, .none { color: var(--soft); }
small { font-size: 13px; font-weight: 400; }
a { color: var(--one); }
:focus-visible { outline: 3px solid var(--two); outline-offset: 2px; border-radius: 3px; }
.warnings { background: var(--mark); color: var(--mark-ink); border-radius: 10px; padding: 14px 20px 10px; margin: 0 0 18px; }
.warnings h2 { font-size: 16px; }
.warnings ul { margin: 4px 0; padding-left: 20px; }
.warnings li { max-width: 84ch; }
.tiles { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; margin: 18px 0 14px; }
.tile { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px 12px; }
.tile dt { color: var(--soft); font-size: 14px; }
.tile dd { margin: 0; }
.tile .value { font-size: 27px; line-height: 1.25; font-weight: 650; letter-spacing: -.015em; font-variant-numeric: tabular-nums; }
.tile.three { grid-column: span 3; }
.tile .more { color: var(--soft); font-size: 13.5px; line-height: 1.35; }
.tile.precision, .now .precision { box-shadow: inset 3px 0 var(--one); }
.tile.recall, .now .recall { box-shadow: inset 3px 0 var(--two); }
.tile.f1, .now .f1 { box-shadow: inset 3px 0 var(--third); }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; padding: 0; margin: 0 0 20px; }
nav a { text-decoration: none; display: inline-block; padding: 4px 0; }
nav a:hover { text-decoration: underline; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 24px 28px 20px; margin: 0 0 18px; scroll-margin-top: 12px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 26px 40px; }
.explorer { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 20px 40px; align-items: start; }
.blocks { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); gap: 28px 40px; align-items: start; }
.block { min-width: 0; } .block .block { margin-bottom: 24px; }
figure { margin: 0; min-width: 0; max-width: 640px; }
figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 14px; font-size: 14px; }
svg { display: block; width: 100%; height: auto; font-size: 12.5px; }
.explorer > div > svg { max-width: 640px; }
svg text { fill: var(--ink); }
svg .tick { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
svg .name { fill: var(--soft); }
svg .grid { stroke: var(--line); }
svg .axis { stroke: var(--soft); }
svg .steps { stroke-width: 1.5; stroke-linejoin: round; fill-opacity: .3; }
svg .matches { fill: var(--one); stroke: var(--one); }
svg .others { fill: var(--two); stroke: var(--two); }
svg .linename { font-size: 13.5px; font-weight: 650; stroke: none; }
svg .cut { stroke: var(--ink); stroke-width: 1.75; stroke-dasharray: 5 3; }
svg .cutname { font-weight: 650; }
svg .review { fill: var(--soft); fill-opacity: .16; }
svg .touch { fill: var(--ink); fill-opacity: 0; }
svg .touch:hover { fill-opacity: .08; }
svg .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; }
svg .line.precision, svg .dot.precision { stroke: var(--one); } svg .linename.precision { fill: var(--one); }
svg .line.recall, svg .dot.recall { stroke: var(--two); } svg .linename.recall { fill: var(--two); }
svg .line.f1, svg .dot.f1 { stroke: var(--third); } svg .line.f1 { stroke-dasharray: 6 4; } svg .linename.f1 { fill: var(--third); }
svg .dot { fill: var(--paper); stroke-width: 2.5; }
svg .moved { stroke: var(--ink); stroke-width: 1.25; }
svg.bar { height: 12px; min-width: 40px; border-radius: 2px; }
svg.bar .track { fill: var(--track); } svg.bar .fill { fill: var(--one); } svg.bar .whisker { fill: var(--ink); }
#explore { margin: 6px 0 0; }
#explore label { font-size: 14px; font-weight: 600; }
#slider { display: block; width: calc(87.3% + 16px); margin: 6px 0 2px calc(10.4% - 8px); height: 28px; accent-color: var(--one); cursor: ew-resize; }
.ends { display: flex; justify-content: space-between; gap: 20px; color: var(--soft); font-size: 13px; max-width: none; margin-bottom: 8px; }
.ends span:last-child { text-align: right; }
.now { display: grid; grid-template-columns: repeat(auto-fit, minmax(92px, 1fr)); gap: 8px; margin: 0 0 8px; }
.now div { background: var(--wash); border-radius: 8px; padding: 7px 10px 7px 12px; }
.now dt { font-size: 12.5px; color: var(--soft); line-height: 1.3; }
.now dd { margin: 0; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap; }
#now-words { font-size: 14.5px; min-height: 3em; margin-bottom: 4px; }
button { font: inherit; font-size: 14px; color: var(--one); background: none; border: 1px solid var(--line); border-radius: 7px; padding: 6px 12px; cursor: pointer; }
button:hover { background: var(--wash); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14.5px; line-height: 1.35; font-variant-numeric: tabular-nums; margin: 0 0 12px; }
caption { text-align: left; color: var(--soft); font-size: 13.5px; padding: 0 0 6px; }
th, td { text-align: right; padding: 6px 8px; border-bottom: 1px solid var(--line); vertical-align: baseline; }
thead th { color: var(--soft); font-weight: 500; font-size: 13.5px; vertical-align: bottom; }
tbody th { font-weight: 500; }
th:first-child, thead td:first-child { text-align: left; padding-left: 0; }
td:last-child, thead th:last-child { padding-right: 2px; }
tr.own th, tr.own td, tr.whole th, tr.whole td { font-weight: 650; }
tr.more { display: none; }
tr.own.more { display: table-row; }
.all tr.more, .all tr.own.more { display: table-row; }
tr.now-here th, tr.now-here td { background: var(--wash); }
.bars .barcell { width: 34%; vertical-align: middle; }
.bars.wide th:first-child { width: 44%; }
.heat td, .heat th { white-space: nowrap; }
.heat td[class] { border: 2px solid var(--paper); border-radius: 5px; }
.heat td.own { color: var(--soft); }
.h0 { background: rgb(var(--heat) / .03); } .h1 { background: rgb(var(--heat) / .07); } .h2 { background: rgb(var(--heat) / .12); }
.h3 { background: rgb(var(--heat) / .17); } .h4 { background: rgb(var(--heat) / .22); } .h5 { background: rgb(var(--heat) / .28); }
.h6 { background: rgb(var(--heat) / .34); } .h7 { background: rgb(var(--heat) / .4); } .h8 { background: rgb(var(--heat) / .46); }
.m0 { background: none; } .m1 { background: rgb(var(--gap) / .08); } .m2 { background: rgb(var(--gap) / .14); } .m3 { background: rgb(var(--gap) / .2); }
.m4 { background: rgb(var(--gap) / .26); } .m5 { background: rgb(var(--gap) / .31); } .m6 { background: rgb(var(--gap) / .36); }
.m7 { background: rgb(var(--gap) / .41); } .m8 { background: rgb(var(--gap) / .46); }
.chip { display: inline-block; border: 1px solid var(--line); background: var(--wash); border-radius: 99px; padding: 0 9px; margin: 1px 0; font-size: 13.5px; overflow-wrap: anywhere; }
.mark { background: var(--mark); color: var(--mark-ink); border-radius: 4px; padding: 1px 6px; font-size: 12.5px; font-weight: 500; white-space: nowrap; }
details > summary { cursor: pointer; color: var(--one); padding: 6px 0; font-size: 14px; width: max-content; }
ul { padding-left: 20px; } li { margin: 0 0 5px; max-width: 84ch; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr)); gap: 12px 32px; margin: 0 0 8px; }
.facts dt { color: var(--soft); font-size: 13.5px; } .facts dd { margin: 0; overflow-wrap: anywhere; }
.facts .digest { font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
footer { padding: 10px 24px 48px; font-size: 14px; }
footer h2 { font-size: 16px; color: var(--ink); }
footer dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 6px 32px; margin: 6px 0 14px; }
footer dt { display: inline; font-weight: 650; color: var(--ink); } footer dd { display: inline; margin: 0 0 0 6px; }
@media (max-width: 900px) { .explorer { grid-template-columns: minmax(0, 1fr); } .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } .tile.three { grid-column: span 1; } }
@media (max-width: 520px) {
  header, main, footer { padding-left: 14px; padding-right: 14px; }
  header { padding-top: 24px; } h1 { font-size: 26px; } .lead { font-size: 17px; }
  section { padding: 18px 14px 12px; } .tile { padding: 10px 12px; } .tile .value { font-size: 22px; }
  .tiles { gap: 8px; } svg { font-size: 16px; } svg .tick, svg .linename { font-size: 15px; }
  table { font-size: 13.5px; } caption, thead th { font-size: 12.5px; } th, td { padding: 6px 4px; } .bars .barcell { width: 22%; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #ccc; --paper: #fff; --wash: #fff; --one: #0b6aa2; --two: #c4600f;
    --third: #333; --track: #e8edf0; --mark: #fff; --mark-ink: #000; --heat: 11 106 162; --gap: 196 96 15; }
  @page { margin: 14mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10.5pt; background: none; } header, main, footer { max-width: none; padding: 0; }
  nav, #explore, button, details, .whole-table { display: none; }
  section { border: 0; border-top: 1px solid #ccc; border-radius: 0; padding: 12px 0 4px; margin: 0; }
  h1 { font-size: 22pt; } h2 { font-size: 14pt; break-after: avoid; } .lead { font-size: 12pt; }
  .tiles { grid-template-columns: repeat(4, 1fr); gap: 6px; } .tile .value { font-size: 16pt; }
  .warnings { border: 1.5px solid #000; } .explorer { grid-template-columns: 1fr 1fr; }
  .figures, .blocks { grid-template-columns: 1fr 1fr; gap: 12px 20px; }
  figure, .block, tr, .tile, dl.facts div, li { break-inside: avoid; } table { font-size: 9.5pt; }
}
)css";

// Moves the cut. The figures are those of the table in the page; nothing is computed but differences.
const std::string_view page_script = R"js(
(function () {
  "use strict";
  var byId = function (id) { return document.getElementById(id); };
  var table = byId("cut-table"), slider = byId("slider");
  if (!table || !slider) return;
  var rows = Array.prototype.slice.call(table.querySelectorAll("tbody tr"));
  var number = function (row, name) { return row.hasAttribute("data-" + name) ? Number(row.getAttribute("data-" + name)) : null; };
  var own = rows.findIndex(function (row) { return row.classList.contains("own"); });
  var first = number(rows[0], "at"), last = number(rows[rows.length - 1], "at");
  var moved = byId("moved"), kinds = ["precision", "recall", "f1"];
  var cell = function (row, column) { return row.children[column].firstChild.nodeValue.trim(); };

  function draw(row) {
    if (!moved) return;
    var get = function (name) { return Number(moved.getAttribute("data-" + name)); };
    var x = get("left") + (get("right") - get("left")) * (number(row, "at") - first) / (last - first);
    var line = moved.querySelector("line"), lowest = get("lowest");
    line.setAttribute("x1", x); line.setAttribute("x2", x);
    kinds.forEach(function (kind) {
      var value = number(row, kind), dot = moved.querySelector(".dot." + kind);
      dot.setAttribute("cx", x);
      dot.setAttribute("cy", get("bottom") - (get("bottom") - get("top")) * (value - lowest) / (1 - lowest));
      dot.setAttribute("visibility", value < lowest ? "hidden" : "inherit");
    });
    moved.setAttribute("visibility", "visible");
  }

  function inWords(row) {
    var mine = number(row, "pairs"), before = number(rows[own], "pairs");
    if (row === rows[own]) return "This is where the run made its links.";
    if (mine === null || before === null) return "Numbers of pairs are withheld.";
    var text = mine === before ? "As many pairs as in the run" :
      Math.abs(mine - before).toLocaleString("en-GB") + (mine > before ? " pairs more" : " pairs fewer") + " than in the run";
    if (number(row, "precision") === null) return text + ".";
    var wrong = mine * (1 - number(row, "precision")), wrongBefore = before * (1 - number(rows[own], "precision"));
    var change = Math.round(Math.abs(wrong - wrongBefore));
    return text + "; about " + change.toLocaleString("en-GB") + (wrong >= wrongBefore ? " more" : " fewer") + " false ones expected.";
  }

  function show() {
    var row = rows[Number(slider.value)];
    byId("now-at").textContent = cell(row, 0);
    byId("now-pairs").textContent = cell(row, 1);
    if (number(row, "precision") !== null)
      kinds.forEach(function (kind, k) { byId("now-" + kind).textContent = cell(row, 2 + k); });
    byId("now-words").textContent = inWords(row);
    slider.setAttribute("aria-valuetext", "links begin at " + cell(row, 0));
    rows.forEach(function (other) { other.classList.toggle("now-here", other === row && row !== rows[own]); });
    draw(row);
  }

  slider.addEventListener("input", show);
  byId("back").addEventListener("click", function () { slider.value = own; show(); });
  var all = byId("all-cuts");
  if (table.querySelector("tr.more")) {
    all.hidden = false;
    all.addEventListener("click", function () {
      all.textContent = table.classList.toggle("all") ? "Show ten cuts" : "Show every cut";
    });
  }
  byId("explore").hidden = false;
  show();
})();
)js";

} // namespace gauze::linkage::report
