"""What a reader's eye would catch on a page: text that is cut or written over another, labels that overlap, words of the other language."""

from __future__ import annotations

import re
from typing import Any

LOOK = """() => {
  const roots = [document.body], rows = [], cut = [];
  const inside = (node) => { for (const el of node.querySelectorAll('*')) if (el.shadowRoot) { roots.push(el.shadowRoot); inside(el.shadowRoot); } };
  inside(document.body);
  const up = (el) => el.parentElement || (el.getRootNode().host ?? null);
  const seen = (el) => {
    for (let one = el; one; one = up(one)) {
      const style = getComputedStyle(one), box = one.getBoundingClientRect();
      if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0' || parseFloat(style.fontSize) === 0) return false;
      if (style.clipPath.startsWith('inset(5') || (style.overflow !== 'visible' && box.width <= 2 && box.height <= 2)) return false;
      if (one.tagName === 'DETAILS' && !one.open && !el.closest('summary')) return false;
    }
    return true;
  };
  const layer = (el) => {
    for (let one = el; one; one = up(one)) if (/fixed|sticky/.test(getComputedStyle(one).position)) return true;
    return false;
  };
  for (const root of roots) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const el = node.parentElement, text = node.textContent.trim();
      if (!text || !el || /^(SCRIPT|STYLE|TITLE|OPTION|NOSCRIPT)$/i.test(el.tagName) || !seen(el)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom], whole = true;
        for (let one = el; one; one = up(one)) {
          const style = getComputedStyle(one), pane = one.getBoundingClientRect();
          if (style.overflowX !== 'visible' && !one.closest('svg')) {
            const scrolls = /auto|scroll/.test(style.overflowX);
            if (!scrolls && right > pane.right + 1.5) whole = false;
            left = Math.max(left, pane.left); right = Math.min(right, pane.right);
          }
          if (style.overflowY !== 'visible' && !one.closest('svg')) { top = Math.max(top, pane.top); bottom = Math.min(bottom, pane.bottom); }
        }
        if (!whole || box.left < -1 || (box.right > innerWidth + 1 && right > innerWidth)) cut.push(text.slice(0, 60));
        if (right - left > 1 && bottom - top > 1) rows.push({ node, text: text.slice(0, 60), box: [left, top, right, bottom], high: layer(el), svg: !!el.closest('svg') });
      }
    }
  }
  const over = [];
  rows.forEach((a, i) => rows.slice(i + 1).forEach((b) => {
    if (a.high !== b.high || a.node === b.node) return;
    const wide = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]), deep = Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]);
    if (wide > 2 && deep > (a.svg || b.svg ? 7 : 5)) over.push(`${a.text} × ${b.text}`);
  }));
  const labels = (scene) => {
    const boxes = scene?.box?.clientWidth ? [...scene.labels.values()].filter((one) => one.box).map((one) => one.box) : [];
    return boxes.filter((a, i) => boxes.some((b, j) => j > i && a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] + 3 < b[3] - 3 && b[1] + 3 < a[3] - 3)).length;
  };
  const net = globalThis.lianjianNetwork, told = [];
  for (const root of roots) for (const el of root.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    if (seen(el)) for (const name of ['aria-label', 'title', 'placeholder', 'alt']) if (el.getAttribute(name)) told.push(el.getAttribute(name));
  return { cut, over, told, text: [...new Set(rows.map((row) => row.text))], wide: document.documentElement.scrollWidth,
    labels: net?.root?.isConnected ? labels(net.scene) + labels(net.ground) : 0 };
}"""
LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}")
HAN = re.compile(r"[\u3400-\u9fff]{2,}")
FIELD = {
    *("csv xlsx json zip xls docx html graphml gexf pdf png svg geojson excel word gephi wgs gcj bd gps leiden ari nmi".split()),
    *("english lianjian neo4j ladybug cypher pareto hiqs lscp mclp ctrl esc".split()),
}
"""Words that stand in both languages: kinds of file, keys, terms of the field, our own name, the other language's name in the switch."""


def look(tab: Any) -> dict[str, Any]:
    """What stands on the page now."""
    found: dict[str, Any] = tab.evaluate(LOOK)
    return found


def foreign(texts: list[str], lang: str, known: str) -> list[str]:
    """The words of the other language among these texts; `known` are the data's own names."""
    if lang == "zh":
        words = [word for text in texts for word in LATIN.findall(text) if not re.search(r"[\w-]+\.(xlsx|csv|json|docx|pdf)", text)]
        return sorted({word for word in words if word.lower().strip("'-") not in FIELD and word not in known})
    return sorted({run for text in texts for run in HAN.findall(text) if run not in known and run != "中文"})
