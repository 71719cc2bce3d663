"use strict";
/* The page's own script: tables that sort, a network that can be looked through. Everything shown is set as text, never as HTML. */
(() => {
  const make = (name, text, into) => { const e = document.createElement(name); if (text != null) e.textContent = String(text); if (into) into.append(e); return e; };
  const by = new Intl.Collator(document.documentElement.lang, { numeric: true });

  document.querySelectorAll("table:not(.sign) th").forEach((head) => {
    const words = head.textContent;
    head.textContent = "";
    make("button", words, head).addEventListener("click", () => {
      const table = head.closest("table"), at = head.cellIndex, body = table.tBodies[0];
      const down = head.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => row.cells[at].textContent, empty = (row) => value(row) === "";
      const rows = [...body.rows].sort((a, b) => empty(a) - empty(b) || (down ? -1 : 1) *
        (head.className === "number" ? Number(value(a).replaceAll(",", "")) - Number(value(b).replaceAll(",", "")) : by.compare(value(a), value(b))));
      body.append(...rows);
    });
  });

  const place = document.getElementById("data");
  if (!place) return;
  const { nodes, links, types, relations, words } = JSON.parse(place.textContent);
  const node = new Map(nodes.map((n) => [n.key, n])), off = new Set();
  const canvas = document.querySelector(".canvas"), panel = document.querySelector(".panel"), count = document.querySelector(".network-count");
  const paper = "#FBFAF6", gap = "#B5301A", ink = "#21221E";

  const outline = {
    house: (c, x, y, r) => { c.moveTo(x - r, y + r); c.lineTo(x - r, y - r * .2); c.lineTo(x, y - r); c.lineTo(x + r, y - r * .2); c.lineTo(x + r, y + r); },
    plus: (c, x, y, r) => { const t = r * .35; [[-t, -r], [t, -r], [t, -t], [r, -t], [r, t], [t, t], [t, r], [-t, r], [-t, t], [-r, t], [-r, -t], [-t, -t]].forEach(([a, b], i) => i ? c.lineTo(x + a, y + b) : c.moveTo(x + a, y + b)); },
    bar: (c, x, y, r) => { c.rect(x - r * 1.3, y - r * .6, r * 2.6, r * 1.2); },
    ring: (c, x, y, r) => { c.arc(x, y, r, 0, 7); },
    hull: (c, x, y, r) => { c.arc(x, y, r * 1.6, 0, 7); },
  };
  outline.area = outline.hull;
  const known = new Set(["dot", "square", "hexagon", "diamond", "triangle", "triangleDown"]);
  const draw = (kind, fill, line) => ({ ctx, x, y, state: { selected }, style: { size }, label }) => ({
    drawNode() {
      ctx.beginPath(); outline[kind](ctx, x, y, size); ctx.closePath();
      ctx.fillStyle = kind === "ring" ? paper : fill; ctx.fill();
      ctx.lineWidth = selected ? 3 : line === gap ? 3 : kind === "ring" ? 2.5 : 1.5; ctx.strokeStyle = selected ? ink : line; ctx.stroke();
    },
    drawExternalLabel() {
      if (!label) return;
      ctx.font = "13px sans-serif"; ctx.textAlign = "center"; ctx.lineWidth = 3.5; ctx.strokeStyle = paper; ctx.fillStyle = line === gap ? gap : ink;
      ctx.strokeText(label, x, y + size + 14); ctx.fillText(label, x, y + size + 14);
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  });
  const mark = (n) => {
    const type = types[n.type] || { shape: "dot", colour: "#63635B" }, fill = n.gap ? "#FFFFFF" : type.colour, line = n.gap ? gap : type.shape === "hull" || type.shape === "area" ? "#8C8677" : type.colour;
    const told = { id: n.key, label: String(n.caption), size: type.shape === "smallDot" ? 5 : 8, color: { background: fill, border: line, highlight: { background: fill, border: ink } },
      borderWidth: n.gap ? 3 : 1, font: { size: 13, color: n.gap ? gap : ink, strokeWidth: 3.5, strokeColor: paper, bold: { color: gap } }, x: n.x, y: n.y };
    if (outline[type.shape]) return { ...told, shape: "custom", ctxRenderer: draw(type.shape, fill, n.gap ? gap : type.shape === "ring" ? type.colour : line) };
    return { ...told, shape: known.has(type.shape) ? type.shape : "dot" };
  };
  const marks = new vis.DataSet(nodes.map(mark));
  const lines = new vis.DataSet(links.map((l, id) => {
    const kind = relations[l.type] || {};
    return { id, from: l.start, to: l.end, dashes: (kind.dashes || []).length ? kind.dashes : false, arrows: kind.arrow ? { to: { enabled: true, scaleFactor: .5 } } : "",
      color: { color: kind.colour || "#484942", highlight: ink }, width: 1.2, title: make("div", kind.title || l.type) };
  }));
  const placed = nodes.every((n) => typeof n.x === "number" && typeof n.y === "number");
  const shown = new vis.DataView(marks, { filter: (m) => !off.has(node.get(m.id).type) });
  const net = new vis.Network(canvas, { nodes: shown, edges: lines }, {
    physics: placed ? false : { solver: "forceAtlas2Based", stabilization: { iterations: 300 } }, layout: { randomSeed: 1, improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 150, zoomSpeed: .6 }, edges: { smooth: { enabled: true, type: "dynamic" } },
  });
  net.once("stabilizationIterationsDone", () => net.setOptions({ physics: false, edges: { smooth: { enabled: true, type: "continuous" } } }));
  if (placed) net.setOptions({ edges: { smooth: false } });
  const tally = () => {
    const here = (key) => node.has(key) && !off.has(node.get(key).type), n = shown.length, m = links.filter((l) => here(l.start) && here(l.end)).length;
    count.textContent = words.count.replace("{n}", n).replace("{N}", nodes.length).replace("{m}", m).replace("{M}", links.length);
  };

  const show = (key) => {
    const n = node.get(key);
    panel.textContent = "";
    if (!n) { make("p", words.pick, panel).className = "count"; return; }
    const type = types[n.type] || { title: n.type, props: {} };
    make("h3", n.caption, panel);
    const list = make("dl", null, panel);
    list.className = "facts";
    make("dt", words.type, list); make("dd", type.title, list);
    for (const [name, value] of Object.entries(n.told)) { make("dt", type.props[name] || name, list); make("dd", value, list); }
    const near = make("ul", null, panel);
    for (const l of links) if (l.start === key || l.end === key) {
      const other = l.start === key ? l.end : l.start, item = make("li", (relations[l.type] || { title: l.type }).title + (l.start === key ? " → " : " ← "), near);
      make("button", node.has(other) ? node.get(other).caption : other, item).addEventListener("click", () => { net.selectNodes([other]); net.focus(other); show(other); });
    }
  };
  net.on("click", ({ nodes: [key] }) => show(key));
  const legend = document.querySelector(".legend");
  const counts = new Map();
  nodes.forEach((n) => counts.set(n.type, (counts.get(n.type) || 0) + 1));
  for (const [type, n] of counts) {
    const label = make("label", null, legend), box = make("input", null, label), swatch = make("i", null, label);
    box.type = "checkbox"; box.checked = true; swatch.style.background = (types[type] || {}).colour || "#63635B";
    make("span", `${(types[type] || { title: type }).title} ${n}`, label);
    box.addEventListener("change", () => { box.checked ? off.delete(type) : off.add(type); shown.refresh(); tally(); });
  }
  tally();
  show();
  addEventListener("beforeprint", () => { document.querySelector(".printed").src = canvas.querySelector("canvas").toDataURL("image/png"); });
})();
