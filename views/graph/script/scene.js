// The network that can be worked with: vis-network holds the marks, their places, dragging and zooming; picture.js draws them.
import { Picture } from './picture.js';
import { boxOf, forget } from './labels.js';

const drawing = globalThis.vis?.Network || import(new URL('app/static/network/vis-network-9.1.2.min.js', document.baseURI).href);
const ROOM = 10; // around names, as hulls.js leaves it
const SLIM = 560; // a canvas narrower than this, in pixels, has smaller marks
const NONE = { nodes: [], edges: [], hulls: [], options: {} };

export class Scene extends Picture {
  constructor(box, tell) {
    super();
    Object.assign(this, {
      box,
      tell,
      data: NONE,
      moved: new Map(),
      marks: new Map(),
      labels: new Map(),
      stamp: '',
      hovered: null,
      cursor: null,
      draws: 0,
    });
    this.family = getComputedStyle(box).fontFamily;
  }

  start(options) {
    this.net = new globalThis.vis.Network(this.box, { nodes: this.nodes, edges: [] }, options);
    this.net.on('beforeDrawing', (ctx) => this.under(ctx));
    this.net.on('afterDrawing', (ctx) => this.over(ctx));
    this.net.on('click', (event) => this.click(event));
    this.net.on('doubleClick', (event) => {
      const id = event.nodes[0] ?? this.titleAt(event.pointer.DOM);
      if (id) this.tell({ do: 'expand', id });
    });
    this.net.on('dragEnd', (event) => {
      Object.entries(this.net.getPositions(event.nodes)).forEach(([id, at]) => this.moved.set(id, at));
      this.stamp = '';
    });
    const hover = (node) => {
      this.hovered = node;
      this.stamp = '';
      this.soon();
    };
    this.net.on('hoverNode', ({ node }) => hover(node));
    this.net.on('blurNode', () => hover(null));
    document.fonts?.addEventListener?.('loadingdone', ({ fontfaces }) => {
      if (!fontfaces.length) return;
      forget();
      this.stamp = '';
      this.net.redraw();
    });
    const size = () => `${this.box.clientWidth} ${this.box.clientHeight}`;
    let seen = size();
    new ResizeObserver(() => {
      if (!this.box.clientWidth || seen === size()) return;
      seen = size();
      if (this.fitted) this.fit();
      else this.net.redraw();
    }).observe(this.box);
  }

  async show(data) {
    await drawing;
    this.nodes = this.nodes || new globalThis.vis.DataSet();
    const fresh = data.scene !== this.data.scene;
    this.data = data;
    const small = this.box.clientWidth < SLIM ? 0.62 : 1;
    this.marks = new Map(data.nodes.map((mark) => [mark.id, small === 1 ? mark : { ...mark, r: mark.r * small, small }]));
    if (data.fresh !== this.fresh) {
      this.moved.clear();
      this.fresh = data.fresh;
    }
    if (data.moved && data.moved.stamp !== this.placed && !data.fixed) {
      this.moved = new Map(Object.entries(data.moved.at).map(([id, [x, y]]) => [id, { x, y }]));
      this.placed = data.moved.stamp;
    }
    const renderer = ({ ctx, id, x, y }) => this.renderer(ctx, id, x, y);
    const wanted = data.nodes.map((mark) => ({
      id: mark.id,
      ...(this.moved.get(mark.id) || { x: mark.x, y: mark.y }),
      shape: 'custom',
      ctxRenderer: renderer,
      label: undefined,
    }));
    const keep = new Set(data.nodes.map((mark) => mark.id));
    this.nodes.remove(this.nodes.getIds().filter((id) => !keep.has(id)));
    this.nodes.update(wanted);
    this.stamp = '';
    if (!this.net) {
      const text = data.nodes
        .map((mark) => mark.label)
        .join('')
        .slice(0, 4000);
      await Promise.race([
        Promise.all([400, 700].map((weight) => document.fonts?.load(`${weight} 13px ${this.family}`, text))).catch(() => {}),
        new Promise((done) => {
          setTimeout(done, 1500);
        }),
      ]);
      this.start({
        ...data.options,
        interaction: { hover: true, dragNodes: !data.fixed, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.6 },
        nodes: { chosen: false },
        edges: { chosen: false },
        physics: false,
      });
    }
    this.cursor = keep.has(data.selected) ? data.selected : keep.has(this.cursor) ? this.cursor : null;
    if (fresh) this.fit();
    else if (data.fly && data.fly !== this.flown) this.fly(data.selected);
    this.flown = data.fly;
    this.soon();
  }

  // with the next frame, however often it is asked for until then
  soon() {
    this.net.body.emitter.emit('setSize');
    this.net.body.emitter.emit('_requestRedraw');
  }

  titleAt({ x, y }) {
    return this.data.hulls.find((hull) => {
      const box = this.titleBox(hull);
      return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
    })?.key;
  }

  click(event) {
    const id = event.nodes[0] ?? this.titleAt(event.pointer.DOM);
    if (!id) return;
    if (this.marks.has(id)) this.cursor = id;
    this.stamp = '';
    this.net.redraw();
    if (event.event?.tapCount > 1) return;
    const source = event.event?.srcEvent;
    this.tell({ do: source?.ctrlKey || source?.shiftKey || source?.metaKey ? 'choose' : 'select', id });
  }

  // everything as points in the world with what stands around each in screen pixels, whatever the scale
  bodies() {
    const slim = this.box.clientWidth < SLIM, // there is no room for names there: those that would overlap are left out
      origin = { x: 0, y: 0 },
      all = [];
    for (const mark of this.marks.values()) {
      const at = this.moved.get(mark.id) || mark,
        r = mark.r + 4,
        box = slim ? [-r, -r, r, r] : boxOf(mark, origin, mark.side || 'below', this.family);
      all.push([at.x, at.y, Math.min(-r, box[0] - ROOM), Math.min(-r, box[1] - ROOM / 2), Math.max(r, box[2] + ROOM), Math.max(r, box[3] + ROOM / 2)]);
    }
    for (const { kind, points } of this.data.ground || []) if (kind === 'area') points.forEach(([x, y]) => all.push([x, y, -4, -4, 4, 4]));
    for (const hull of this.data.hulls) {
      hull.points.forEach(([x, y]) => all.push([x, y, 0, 0, 0, 0]));
      if (!slim) all.push([hull.x, hull.y, ...this.titleBox(hull, origin)]);
    }
    return all;
  }

  fit() {
    if (!this.net || !this.marks.size || !this.box.clientWidth) return;
    this.net.body.emitter.emit('setSize'); // else vis would see a new size later, and move the view after it was fitted
    const wide = this.box.clientWidth - (this.box.clientWidth < SLIM ? 96 : this.data.hulls.length ? 16 : 72),
      high = this.box.clientHeight - 12;
    const all = this.bodies(),
      extent = (scale) => {
        const whole = [1e9, 1e9, -1e9, -1e9];
        for (const [x, y, left, up, right, down] of all) {
          whole[0] = Math.min(whole[0], x * scale + left);
          whole[1] = Math.min(whole[1], y * scale + up);
          whole[2] = Math.max(whole[2], x * scale + right);
          whole[3] = Math.max(whole[3], y * scale + down);
        }
        return whole;
      };
    let low = 0.02,
      top = 1.8;
    for (let at = 0; at < 16; at += 1) {
      const middle = (low + top) / 2,
        box = extent(middle);
      if (box[2] - box[0] <= wide && box[3] - box[1] <= high) low = middle;
      else top = middle;
    }
    const box = extent(low);
    this.net.moveTo({ scale: low, position: { x: (box[0] + box[2]) / 2 / low, y: (box[1] + box[3]) / 2 / low }, animation: false });
    this.fitted = true;
    this.stamp = '';
    this.net.once('zoom', () => {
      this.fitted = false;
    });
    this.net.once('dragStart', () => {
      this.fitted = false;
    });
  }

  zoom(by) {
    this.net.moveTo({ scale: Math.min(6, Math.max(0.02, this.net.getScale() * by)), animation: false });
    this.fitted = false;
  }

  fly(id) {
    const hull = this.data.hulls.find((one) => one.key === id);
    if (hull) {
      const seen = hull.points
        .map(([x, y]) => this.net.canvasToDOM({ x, y }))
        .every(({ x, y }) => x > 0 && y > 0 && x < this.box.clientWidth && y < this.box.clientHeight);
      if (!seen) this.fit();
      return;
    }
    if (!this.marks.has(id)) return;
    const at = this.where(id),
      margin = 60;
    if (at.x < margin || at.y < margin || at.x > this.box.clientWidth - margin || at.y > this.box.clientHeight - margin)
      this.net.moveTo({ position: this.net.getPositions([id])[id], animation: false });
  }

  step(dx, dy) {
    // the nearest mark in that direction
    const places = this.net.getPositions(),
      here = places[this.cursor];
    if (!here) {
      this.cursor = this.data.nodes[0]?.id ?? null;
    } else {
      let best = null,
        least = Infinity;
      for (const [id, at] of Object.entries(places)) {
        const x = at.x - here.x,
          y = at.y - here.y,
          along = x * dx + y * dy,
          across = Math.abs(x * dy) + Math.abs(y * dx);
        if (id !== this.cursor && along > 0 && along + 2 * across < least) {
          least = along + 2 * across;
          best = id;
        }
      }
      if (best) this.cursor = best;
    }
    this.stamp = '';
    if (this.cursor) {
      this.fly(this.cursor);
      this.net.redraw();
    }
    return this.marks.get(this.cursor);
  }

  stop() {
    this.net?.destroy();
  }
}
