"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const SHOWN = 500;
const byId = (name) => document.getElementById(name);
const made = (name, text) => { const e = document.createElement(name); if (text !== undefined) e.textContent = text; return e; };
const drawn = (name, attributes, text) => {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  if (text !== undefined) e.textContent = text;
  return e;
};
const numbers = data.columns.map((c, n) => (c.kind === "number" ? n : -1)).filter((n) => n > 0);
const words = data.columns.map((c, n) => (c.kind === "word" ? n : -1)).filter((n) => n >= 0);
const best = data.columns.findIndex((c) => c.name === "best");
const asked = numbers.filter((n) => data.rows.some((r) => r[n][1] !== null));
const state = { x: asked[0], y: asked[asked.length - 1], sort: 0, up: true, low: {}, high: {}, word: {}, marked: null };

const labelled = (text, control) => { const l = made("label", text); l.append(control); byId("controls").append(l); };
const chooser = (values, names, chosen, change) => {
  const s = made("select");
  values.forEach((value, n) => { const o = made("option", names[n]); o.value = value; o.selected = value === chosen; s.append(o); });
  s.addEventListener("change", () => { change(s.value); show(); });
  return s;
};
const axis = (name, key) => labelled(name, chooser(asked, asked.map((n) => data.columns[n].name), state[key], (v) => { state[key] = Number(v); }));
if (asked.length) { axis("across", "x"); axis("upwards", "y"); }
for (const n of asked) {
  for (const [side, name] of [["low", "at least"], ["high", "at most"]]) {
    const box = made("input");
    box.type = "number"; box.step = "any";
    box.addEventListener("input", () => { state[side][n] = box.value === "" ? undefined : Number(box.value); show(); });
    labelled(`${data.columns[n].name} ${name}`, box);
  }
}
for (const n of words) {
  const found = [...new Set(data.rows.map((r) => r[n]))].sort();
  if (found.length > 1) labelled(data.columns[n].name, chooser(["", ...found], ["any", ...found], "", (v) => { state.word[n] = v || undefined; }));
}
byId("said").textContent = data.said;

const passes = (row) =>
  asked.every((n) => (state.low[n] === undefined || (row[n][1] !== null && row[n][1] >= state.low[n])) &&
    (state.high[n] === undefined || (row[n][1] !== null && row[n][1] <= state.high[n]))) &&
  words.every((n) => state.word[n] === undefined || row[n] === state.word[n]);
const key = (row, n) => (data.columns[n].kind === "number" ? (row[n][1] === null ? -Infinity : row[n][1]) : row[n]);
const short = (value) => String(Number(value.toPrecision(3)));

function mark(number, scroll) {
  state.marked = number;
  document.querySelectorAll(".marked").forEach((e) => e.classList.remove("marked"));
  document.querySelectorAll(`[data-design="${number}"]`).forEach((e) => {
    e.classList.add("marked");
    if (scroll && e.tagName === "TR") e.scrollIntoView({ block: "nearest" });
  });
}
function picture(rows) {
  byId("picture").replaceChildren();
  const points = rows.filter((r) => state.x !== undefined && r[state.x][1] !== null && r[state.y][1] !== null);
  if (!points.length) return;
  const W = 860, H = 380, L = 60, B = 45, T = 12, R = 16;
  const svg = drawn("svg", { viewBox: `0 0 ${W} ${H}`, role: "img" });
  svg.append(drawn("title", {}, `${data.columns[state.y].name} by ${data.columns[state.x].name}`));
  const scale = (n, from, to) => {
    let low = Infinity, high = -Infinity;
    for (const r of points) { low = Math.min(low, r[n][1]); high = Math.max(high, r[n][1]); }
    const wide = high - low || 1;
    return { low, high, at: (v) => from + ((v - low) / wide) * (to - from) };
  };
  const x = scale(state.x, L + 10, W - R - 10), y = scale(state.y, H - B - 10, T + 10);
  svg.append(drawn("line", { x1: L, y1: H - B, x2: W - R, y2: H - B }), drawn("line", { x1: L, y1: T, x2: L, y2: H - B }));
  for (const v of new Set([x.low, (x.low + x.high) / 2, x.high])) svg.append(drawn("text", { x: x.at(v), y: H - B + 16, "text-anchor": "middle" }, short(v)));
  for (const v of new Set([y.low, (y.low + y.high) / 2, y.high])) svg.append(drawn("text", { x: L - 6, y: y.at(v) + 4, "text-anchor": "end" }, short(v)));
  svg.append(drawn("text", { x: (L + W) / 2, y: H - 8, "text-anchor": "middle" }, data.columns[state.x].name));
  svg.append(drawn("text", { x: -(T + H - B) / 2, y: 12, transform: "rotate(-90)", "text-anchor": "middle" }, data.columns[state.y].name));
  for (const r of points) {
    const dot = drawn("circle", { cx: x.at(r[state.x][1]), cy: y.at(r[state.y][1]), r: 5, "data-design": r[0][1] });
    if (best >= 0 && r[best] === "yes") dot.classList.add("best");
    dot.append(drawn("title", {}, numbers.map((n) => `${data.columns[n].name}: ${r[n][0]}`).join("\n")));
    dot.addEventListener("mouseenter", () => mark(r[0][1], true));
    dot.addEventListener("click", () => mark(r[0][1], true));
    svg.append(dot);
  }
  byId("picture").append(svg);
}
function table(rows) {
  const t = made("table"), head = made("tr"), body = made("tbody");
  data.columns.forEach((c, n) => {
    const cell = made("th"), button = made("button", c.name + (state.sort === n ? (state.up ? " ▲" : " ▼") : ""));
    cell.scope = "col";
    button.addEventListener("click", () => { state.up = state.sort === n ? !state.up : true; state.sort = n; show(); });
    cell.append(button); head.append(cell);
  });
  const sorted = rows.slice().sort((a, b) => { const p = key(a, state.sort), q = key(b, state.sort); return (p < q ? -1 : p > q ? 1 : 0) * (state.up ? 1 : -1); });
  for (const r of sorted.slice(0, SHOWN)) {
    const line = made("tr");
    line.dataset.design = r[0][1]; line.tabIndex = 0;
    r.forEach((cell) => line.append(made("td", Array.isArray(cell) ? cell[0] : cell)));
    for (const event of ["mouseenter", "focus"]) line.addEventListener(event, () => mark(r[0][1], false));
    body.append(line);
  }
  const top = made("thead"); top.append(head); t.append(top, body);
  byId("rows").replaceChildren(t);
}
function show() {
  const rows = data.rows.filter(passes);
  byId("count").textContent = `${rows.length} of ${data.rows.length} designs` + (rows.length > SHOWN ? `; the first ${SHOWN} rows are shown` : "");
  picture(rows); table(rows);
  if (state.marked !== null) mark(state.marked, false);
}
show();
