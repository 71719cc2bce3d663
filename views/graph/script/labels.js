// Labels in screen pixels: measured here, placed at the side the server chose, else at another, else hidden. No two ever overlap.
const SIDES = ['right', 'left', 'below', 'above'];
const APART = 2; // between two names side by side, that they are not read as one
const widths = new Map();
const context = document.createElement('canvas').getContext('2d');

export const fontOf = (mark, at, family) =>
  `${mark.bold || (mark.gap && !at) || (mark.glyph === 'disc' && !at) ? 700 : 400} ${at ? 13 : mark.size || 13}px ${family}`;
export function measured(text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}
let sizes = new WeakMap(); // mark → [width, height] of its name
export const forget = () => {
  widths.clear();
  sizes = new WeakMap();
};

function sizeOf(mark, family) {
  let size = sizes.get(mark);
  if (!size) {
    const lines = [mark.label, mark.sub].filter(Boolean);
    size = [
      Math.max(...lines.map((line, number) => measured(line, fontOf(mark, number, family))), 0),
      lines.reduce((sum, _, number) => sum + (number ? 13 : mark.size || 13) + 4, 0),
    ];
    sizes.set(mark, size);
  }
  return size;
}

export function boxOf(mark, at, side, family) {
  // at: screen position of the mark
  const [width, height] = sizeOf(mark, family),
    r = mark.r;
  if (side === 'right') return [at.x + r + 5, at.y - height / 2, at.x + r + 5 + width, at.y + height / 2];
  if (side === 'left') return [at.x - r - 5 - width, at.y - height / 2, at.x - r - 5, at.y + height / 2];
  if (side === 'above') return [at.x - width / 2, at.y - r - 3 - height, at.x + width / 2, at.y - r - 3];
  return [at.x - width / 2, at.y + r + 3, at.x + width / 2, at.y + r + 3 + height];
}

class Taken {
  // boxes by the cells that they lie in
  constructor() {
    this.cells = new Map();
  }
  each(box, act) {
    for (let x = Math.floor(box[0] / 90); x <= Math.floor(box[2] / 90); x += 1)
      for (let y = Math.floor(box[1] / 40); y <= Math.floor(box[3] / 40); y += 1) if (act(`${x},${y}`)) return true;
    return false;
  }
  add(box, owner) {
    this.each(box, (cell) => {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push([box, owner]);
      return false;
    });
  }
  // how much of others a box lies over, in square pixels
  covered(box, owner) {
    const found = new Map();
    this.each(box, (cell) => {
      for (const [other, by] of this.cells.get(cell) || []) {
        const wide = Math.min(box[2], other[2]) - Math.max(box[0], other[0]),
          high = Math.min(box[3], other[3]) - Math.max(box[1], other[1]);
        if (by !== owner && wide > 0 && high > 0) found.set(by, wide * high);
      }
      return false;
    });
    return [...found.values()].reduce((sum, one) => sum + one, 0);
  }
  hits(box, owner) {
    return this.each(box, (cell) =>
      (this.cells.get(cell) || []).some(
        ([other, by]) => by !== owner && box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3],
      ),
    );
  }
}

// area: [width, height] of the canvas; no name of a mark that stands on it is cut by its edge
export function placed(marks, where, fixed, family, chosen, hovered, area) {
  const bodies = new Taken(),
    names = new Taken(),
    found = new Map();
  const rank = (mark) =>
    mark.id === chosen || mark.id === hovered ? 0 : mark.glyph === 'disc' || mark.bold || mark.subgap ? 1 : mark.gap || mark.sub ? 2 : 3;
  fixed.forEach((box) => names.add(box, ''));
  for (const mark of marks) {
    const at = where(mark.id),
      r = mark.r - 1;
    bodies.add([at.x - r, at.y - r, at.x + r, at.y + r], mark.id);
  }
  for (const mark of [...marks].sort((a, b) => rank(a) - rank(b))) {
    const at = where(mark.id),
      first = mark.side || 'below',
      sides = [first, ...SIDES.filter((one) => one !== first)];
    const inner = (side, more = 0) => {
      const box = boxOf(mark, at, side, family);
      return [box[0] - more, box[1] + 2, box[2] + more, box[3] - 2];
    };
    const room = (side) => {
      const box = boxOf(mark, at, side, family),
        here = at.x > 0 && at.y > 0 && at.x < area[0] && at.y < area[1];
      return !(here && (box[0] < 0 || box[1] < 0 || box[2] > area[0] || box[3] > area[1])) && !names.hits(inner(side, APART), mark.id);
    };
    let side = sides.find((one) => room(one) && !bodies.hits(inner(one), mark.id));
    if (!side && rank(mark) < (mark.small && mark.glyph !== 'leader' ? 1 : 2)) {
      // what matters is named even over other marks, over as little of them as can be; a narrow canvas has no room for that
      const over = new Map(sides.filter(room).map((one) => [one, bodies.covered(inner(one), mark.id)]));
      side = [...over.keys()].sort((a, b) => over.get(a) - over.get(b))[0] || (rank(mark) === 0 && first);
    }
    if (side) {
      const box = boxOf(mark, at, side, family);
      found.set(mark.id, { side, box });
      names.add([box[0], box[1] + 2, box[2], box[3] - 2], mark.id);
    }
  }
  return found;
}
