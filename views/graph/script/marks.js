// The marks of the network, drawn in screen pixels around (0, 0): the same for the canvas and for the legend.
const INK = '#21221E',
  PAPER = '#FBFAF6',
  WHITE = '#FFFFFF',
  GAP = '#B5301A',
  COVER = '#A9B4B8';

const polygon = (ctx, radius, corners, turn) => {
  ctx.beginPath();
  for (let at = 0; at < corners; at += 1) {
    const angle = turn + (at * 2 * Math.PI) / corners;
    ctx[at ? 'lineTo' : 'moveTo'](radius * Math.cos(angle), radius * Math.sin(angle));
  }
  ctx.closePath();
};
const circle = (ctx, radius) => {
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, 2 * Math.PI);
};
const outlines = {
  dot: circle,
  smallDot: (ctx, r) => circle(ctx, r * 0.8),
  square: (ctx, r) => {
    ctx.beginPath();
    ctx.rect(-r * 0.95, -r * 0.95, r * 1.9, r * 1.9);
  },
  hexagon: (ctx, r) => polygon(ctx, r * 1.15, 6, 0),
  diamond: (ctx, r) => polygon(ctx, r * 1.3, 4, 0),
  triangle: (ctx, r) => {
    ctx.beginPath();
    ctx.moveTo(0, -r * 1.05);
    ctx.lineTo(r * 1.1, r * 0.85);
    ctx.lineTo(-r * 1.1, r * 0.85);
    ctx.closePath();
  },
  triangleDown: (ctx, r) => {
    ctx.beginPath();
    ctx.moveTo(0, r * 1.05);
    ctx.lineTo(r * 1.1, -r * 0.85);
    ctx.lineTo(-r * 1.1, -r * 0.85);
    ctx.closePath();
  },
  house: (ctx, r) => {
    ctx.beginPath();
    ctx.moveTo(0, -r * 1.15);
    ctx.lineTo(r * 1.1, -r * 0.15);
    ctx.lineTo(r * 0.8, -r * 0.15);
    ctx.lineTo(r * 0.8, r);
    ctx.lineTo(-r * 0.8, r);
    ctx.lineTo(-r * 0.8, -r * 0.15);
    ctx.lineTo(-r * 1.1, -r * 0.15);
    ctx.closePath();
  },
  plus: (ctx, r) => {
    const a = r * 1.05,
      b = r * 0.36;
    ctx.beginPath();
    [
      [-b, -a],
      [b, -a],
      [b, -b],
      [a, -b],
      [a, b],
      [b, b],
      [b, a],
      [-b, a],
      [-b, b],
      [-a, b],
      [-a, -b],
      [-b, -b],
    ].forEach(([x, y], at) => ctx[at ? 'lineTo' : 'moveTo'](x, y));
    ctx.closePath();
  },
  bar: (ctx, r) => {
    ctx.beginPath();
    ctx.roundRect(-r * 1.4, -r * 0.6, r * 2.8, r * 1.2, r * 0.5);
  },
  hull: (ctx, r) => {
    ctx.beginPath();
    ctx.roundRect(-r * 1.4, -r * 0.9, r * 2.8, r * 1.8, r * 0.7);
  },
};

const disc = (ctx, mark, font) => {
  // a closed group: its number in a ring, covered grey and not covered red
  const thick = mark.n ? 6 : 3, // nothing inside: a small ring about its 0
    radius = mark.r - thick / 2;
  circle(ctx, mark.r);
  ctx.fillStyle = WHITE;
  ctx.fill();
  const total = mark.total || 0,
    part = total ? Math.min(1, (mark.uncovered || 0) / total) : 0;
  ctx.lineWidth = thick;
  ctx.strokeStyle = COVER;
  ctx.beginPath();
  ctx.arc(0, 0, radius, 0, 2 * Math.PI);
  ctx.stroke();
  if (part) {
    ctx.strokeStyle = GAP;
    ctx.beginPath();
    ctx.arc(0, 0, radius, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * part);
    ctx.stroke();
  }
  if (mark.gap) {
    ctx.lineWidth = 2;
    ctx.strokeStyle = GAP;
    circle(ctx, mark.r + 3);
    ctx.stroke();
  }
  ctx.fillStyle = INK;
  ctx.font = `700 ${mark.n > 999 || !mark.n ? 13 : 15}px ${font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(mark.n.toLocaleString('en'), 0, 1);
};

export function drawMark(ctx, mark, font = 'sans-serif') {
  ctx.save();
  ctx.setLineDash([]);
  if (mark.glyph === 'disc') disc(ctx, mark, font);
  else if (mark.glyph === 'leader') {
    circle(ctx, mark.r);
    ctx.fillStyle = WHITE;
    ctx.fill();
    ctx.lineWidth = mark.gap ? 3 : Math.max(1.5, mark.r / 6.5);
    ctx.strokeStyle = mark.gap ? GAP : mark.colour;
    ctx.stroke();
    circle(ctx, mark.r * 0.62);
    ctx.fillStyle = mark.colour;
    ctx.fill();
  } else if (mark.glyph === 'ring') {
    circle(ctx, mark.r * 0.8);
    ctx.fillStyle = WHITE;
    ctx.fill();
    ctx.lineWidth = mark.gap ? 3 : 2.5;
    ctx.strokeStyle = mark.gap ? GAP : mark.colour;
    ctx.stroke();
  } else {
    (outlines[mark.glyph] || circle)(ctx, mark.r - (mark.gap ? 0.5 : 0));
    ctx.fillStyle = mark.gap ? WHITE : mark.colour;
    ctx.fill();
    if (mark.gap) {
      ctx.lineWidth = 3;
      ctx.lineJoin = 'round';
      ctx.strokeStyle = GAP;
      ctx.stroke();
    } else if (mark.glyph === 'hull' || mark.glyph === 'area') {
      ctx.lineWidth = 1.2;
      ctx.strokeStyle = '#8C8677';
      ctx.stroke();
    } else {
      ctx.lineWidth = 1;
      ctx.strokeStyle = PAPER;
      ctx.stroke();
    }
  }
  ctx.restore();
}

export function drawLine(ctx, link, from, to, scale, startRadius, endRadius) {
  const dx = to.x - from.x,
    dy = to.y - from.y,
    long = Math.hypot(dx, dy) || 1,
    ux = dx / long,
    uy = dy / long;
  const start = (startRadius + 1) / scale,
    head = link.arrow ? 9 : 0,
    end = (endRadius + (link.arrow ? 3 : 1)) / scale;
  if (long <= start + end) return;
  const a = { x: from.x + ux * start, y: from.y + uy * start },
    b = { x: to.x - ux * end, y: to.y - uy * end };
  ctx.lineWidth = link.width / scale;
  ctx.strokeStyle = link.colour;
  ctx.fillStyle = link.colour;
  ctx.setLineDash((link.dashes || []).map((one) => one / scale));
  ctx.beginPath();
  ctx.moveTo(a.x, a.y);
  ctx.lineTo(b.x - (ux * head * 0.7) / scale, b.y - (uy * head * 0.7) / scale);
  ctx.stroke();
  if (head) {
    const size = head / scale,
      half = 3.8 / scale;
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(b.x, b.y);
    ctx.lineTo(b.x - ux * size - uy * half, b.y - uy * size + ux * half);
    ctx.lineTo(b.x - ux * size + uy * half, b.y - uy * size - ux * half);
    ctx.closePath();
    ctx.fill();
  }
}

export function icon(width, height, paint) {
  // a small drawing for the legend
  const canvas = document.createElement('canvas'),
    ratio = Math.max(2, devicePixelRatio || 1);
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.setAttribute('aria-hidden', 'true');
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  ctx.translate(width / 2, height / 2);
  paint(ctx);
  return canvas;
}
export const markIcon = (mark) =>
  icon(22, 22, (ctx) =>
    drawMark(ctx, {
      ...mark,
      r: { leader: 8.5, diamond: 7, plus: 7.5, hull: 6.5, area: 6.5 }[mark.glyph] || 6.5,
      glyph: mark.glyph === 'area' ? 'hull' : mark.glyph,
    }),
  );
export const lineIcon = (link) => icon(30, 12, (ctx) => drawLine(ctx, link, { x: -15, y: 0 }, { x: 15, y: 0 }, 1, 0, -2));
