// How the network looks: outlines under lines under marks under names, all of one size at every zoom.
import { drawMark, drawLine } from './marks.js';
import { boxOf, fontOf, measured, placed } from './labels.js';
import { around } from './hulls.js';

const INK = '#21221E',
  INK2 = '#484942',
  PAPER = '#FBFAF6',
  GAP = '#B5301A';

export class Picture {
  where(id) {
    const at = this.net.getPositions([id])[id];
    return at ? this.net.canvasToDOM(at) : { x: -1e6, y: -1e6 };
  }

  // the same for all at once
  spots() {
    const places = this.net.getPositions(),
      scale = this.net.getScale(),
      zero = this.net.canvasToDOM({ x: 0, y: 0 });
    return (id) => {
      const at = places[id];
      return at ? { x: zero.x + at.x * scale, y: zero.y + at.y * scale } : { x: -1e6, y: -1e6 };
    };
  }

  renderer(ctx, id, x, y) {
    const mark = this.marks.get(id),
      scale = this.scale || 1;
    if (!mark) return { drawNode() {}, nodeDimensions: { width: 1, height: 1 } };
    const size = (2 * (mark.r + 3)) / scale;
    return {
      drawNode: () => {
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(1 / scale, 1 / scale);
        if (id === this.cursor || id === this.hovered || this.data.chosen.includes(id)) {
          ctx.beginPath();
          ctx.arc(0, 0, mark.r + 6.5, 0, 2 * Math.PI);
          ctx.fillStyle = PAPER;
          ctx.fill();
          ctx.setLineDash([]);
          ctx.lineWidth = id === this.hovered && id !== this.cursor ? 1 : 2;
          ctx.strokeStyle = INK;
          ctx.stroke();
        }
        this.body(ctx, mark);
        ctx.restore();
      },
      nodeDimensions: { width: size, height: size },
    };
  }

  // a mark at the origin; smaller on a narrow canvas
  body(ctx, mark) {
    const small = mark.small || 1;
    ctx.scale(small, small);
    drawMark(ctx, small === 1 ? mark : { ...mark, r: mark.r / small }, this.family);
  }

  under(ctx) {
    const scale = (this.scale = this.net.getScale());
    ctx.save();
    ctx.lineJoin = 'round';
    const ground = this.data.ground || [];
    for (const shape of ground) if (shape.kind === 'area') this.earth(ctx, shape, scale);
    for (const hull of this.data.hulls) {
      ctx.beginPath();
      this.outline(hull, scale).forEach(([x, y], at) => ctx[at ? 'lineTo' : 'moveTo'](x, y));
      ctx.closePath();
      ctx.fillStyle = '#F5F2EA';
      ctx.fill();
      const bold = hull.on || hull.key === this.data.selected;
      ctx.lineWidth = (bold ? 2 : 1) / scale;
      ctx.strokeStyle = bold ? INK : '#C6BFAE';
      ctx.stroke();
    }
    for (const shape of ground) if (shape.kind !== 'area') this.earth(ctx, shape, scale);
    const places = this.net.getPositions(),
      near = (link) => [link.from, link.to].some((one) => one === this.cursor || one === this.hovered),
      crowd = this.data.edges.length > 24 && this.data.edges.some((link) => link.n > 1 && !link.arrow);
    for (const link of this.data.edges) {
      ctx.globalAlpha = crowd && !near(link) && !link.on && link.type !== 'LEADS' ? 0.3 : 1;
      const from = places[link.from],
        to = places[link.to];
      if (from && to)
        drawLine(
          ctx,
          link.on ? { ...link, width: 3, colour: INK } : link,
          from,
          to,
          scale,
          this.marks.get(link.from).r,
          this.marks.get(link.to).r,
        );
    }
    ctx.globalAlpha = 1;
    this.numbers(ctx, this.data.edges.filter((link) => link.n > 1 && near(link)), places, scale);
    ctx.restore();
  }

  outline(hull, scale) {
    const boxes = [];
    if (scale > 0.5)
      for (const id of hull.marks || []) {
        const mark = this.marks.get(id),
          at = mark && (this.moved?.get(id) || mark);
        if (at && !this.moved?.has(id)) boxes.push(boxOf(mark, { x: at.x * scale, y: at.y * scale }, this.labels?.get(id)?.side || mark.side, this.family));
      }
    return around(hull.points, boxes, scale);
  }

  // what lies under a map: outlines of places, circles of minutes, the reader's own lines, villages inside closed groups
  earth(ctx, shape, scale) {
    ctx.beginPath();
    if (shape.kind === 'circle') ctx.arc(shape.x, shape.y, shape.r, 0, 2 * Math.PI);
    else if (shape.kind === 'ring') ctx.arc(shape.x, shape.y, shape.r / scale, 0, 2 * Math.PI);
    else if (shape.kind === 'dot') ctx.arc(shape.x, shape.y, (shape.gap ? 3.2 : 2.4) / scale, 0, 2 * Math.PI);
    else shape.points.forEach(([x, y], at) => ctx[at ? 'lineTo' : 'moveTo'](x, y));
    if (shape.closed) ctx.closePath();
    ctx.setLineDash((shape.dashes || []).map((one) => one / scale));
    if (shape.fill) {
      ctx.fillStyle = shape.fill;
      ctx.fill();
    }
    if (shape.stroke) {
      ctx.lineWidth = (shape.width || 1) / scale;
      ctx.strokeStyle = shape.stroke;
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }

  // how many relationships stand behind a line, beside it, for the mark that is chosen or under the pointer
  numbers(ctx, links, places, scale) {
    ctx.setLineDash([]);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const link of links) {
      const from = places[link.from],
        to = places[link.to];
      if (!from || !to || Math.hypot(to.x - from.x, to.y - from.y) * scale < 90) continue;
      ctx.save();
      ctx.translate((from.x + to.x) / 2, (from.y + to.y) / 2);
      ctx.scale(1 / scale, 1 / scale);
      const words = link.more.length === 1 ? `${link.more[0].words} ${link.n.toLocaleString('en')}` : link.n.toLocaleString('en');
      this.write(ctx, words, 0, 0, `400 13px ${this.family}`, INK2);
      ctx.restore();
    }
  }

  over(ctx, ratio = devicePixelRatio || 1) {
    const scale = this.net.getScale(),
      view = this.net.getViewPosition(),
      spots = this.spots();
    const stamp = `${scale.toFixed(4)} ${this.hovered} ${this.cursor} ${this.net.interactionHandler?.drag?.nodeId ?? ''}`;
    if (stamp !== this.stamp || this.dragging()) {
      const fixed = this.data.hulls.map((hull) => this.titleBox(hull));
      const area = [this.box.clientWidth, this.box.clientHeight];
      this.labels = placed([...this.marks.values()], spots, fixed, this.family, this.cursor, this.hovered, area);
      this.base = view;
      this.stamp = stamp;
    }
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.lineJoin = 'round';
    ctx.textBaseline = 'middle';
    for (const hull of this.data.hulls) {
      const box = this.titleBox(hull),
        left = hull.align === 'left';
      ctx.textAlign = left ? 'left' : 'right';
      this.write(ctx, hull.name, left ? box[0] : box[2], box[1] + 9, `700 13.5px ${this.family}`, INK2);
      this.write(ctx, hull.sub, left ? box[0] : box[2], box[1] + 27, `400 13px ${this.family}`, hull.gap ? GAP : INK2);
    }
    for (const [id, { side }] of this.labels) this.name(ctx, this.marks.get(id), side, spots(id));
    ctx.restore();
    this.draws += 1;
    this.last = performance.now();
  }

  dragging() {
    return Boolean(this.net.selectionHandler && this.net.interactionHandler?.drag?.selection?.length);
  }

  name(ctx, mark, side, at = this.where(mark?.id)) {
    if (!mark) return;
    const box = boxOf(mark, at, side, this.family),
      x = side === 'right' ? box[0] : side === 'left' ? box[2] : (box[0] + box[2]) / 2;
    ctx.textAlign = side === 'right' ? 'left' : side === 'left' ? 'right' : 'center';
    const size = mark.size || 13;
    this.write(ctx, mark.label, x, box[1] + (size + 4) / 2, fontOf(mark, 0, this.family), mark.gap ? GAP : INK);
    if (mark.sub) this.write(ctx, mark.sub, x, box[1] + size + 4 + 8.5, fontOf(mark, 1, this.family), mark.subgap ? GAP : INK2);
  }

  write(ctx, text, x, y, font, colour) {
    if (!text) return;
    ctx.font = font;
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = PAPER;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  titleBox(hull, at = this.net.canvasToDOM({ x: hull.x, y: hull.y })) {
    const wide = Math.max(measured(hull.name, `700 13.5px ${this.family}`), measured(hull.sub || '', `400 13px ${this.family}`));
    return hull.align === 'left' ? [at.x, at.y, at.x + wide, at.y + 36] : [at.x - wide, at.y, at.x, at.y + 36];
  }
}
