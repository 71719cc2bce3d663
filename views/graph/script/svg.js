// A drawing context that writes SVG: takes the calls that our marks, lines and names make of a canvas, so that file and screen are the same.
const n = (value) => Math.round(value * 100) / 100;
const safe = (text) => String(text).replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]);

export class SvgContext {
  constructor(wide, high, paper) {
    Object.assign(this, { wide, high, out: [`<rect width="${wide}" height="${high}" fill="${paper}"/>`], stack: [] });
    this.state = {
      m: [1, 0, 0, 1, 0, 0],
      fillStyle: '#000',
      strokeStyle: '#000',
      lineWidth: 1,
      globalAlpha: 1,
      font: '13px sans-serif',
      textAlign: 'start',
      textBaseline: 'alphabetic',
      dash: [],
    };
    for (const name of ['fillStyle', 'strokeStyle', 'lineWidth', 'globalAlpha', 'font', 'textAlign', 'textBaseline', 'lineJoin'])
      Object.defineProperty(this, name, {
        get: () => this.state[name],
        set: (value) => {
          this.state[name] = value;
        },
      });
    this.beginPath();
  }
  save() {
    this.stack.push({ ...this.state, m: [...this.state.m] });
  }
  restore() {
    this.state = this.stack.pop() || this.state;
  }
  translate(x, y) {
    const { m } = this.state;
    m[4] += m[0] * x + m[2] * y;
    m[5] += m[1] * x + m[3] * y;
  }
  scale(x, y) {
    const { m } = this.state;
    m[0] *= x;
    m[1] *= x;
    m[2] *= y;
    m[3] *= y;
  }
  setTransform(...m) {
    this.state.m = m;
  }
  setLineDash(dash) {
    this.state.dash = dash;
  }
  beginPath() {
    this.d = '';
  }
  at(x, y) {
    const { m } = this.state;
    return `${n(m[0] * x + m[2] * y + m[4])} ${n(m[1] * x + m[3] * y + m[5])}`;
  }
  moveTo(x, y) {
    this.d += `M${this.at(x, y)}`;
  }
  lineTo(x, y) {
    this.d += `${this.d ? 'L' : 'M'}${this.at(x, y)}`;
  }
  closePath() {
    this.d += 'Z';
  }
  rect(x, y, w, h) {
    this.d += `M${this.at(x, y)}L${this.at(x + w, y)}L${this.at(x + w, y + h)}L${this.at(x, y + h)}Z`;
  }
  roundRect(x, y, w, h) {
    this.rect(x, y, w, h);
  }
  arc(x, y, r, from, to) {
    // two halves where it is a whole circle: one arc cannot end where it began
    const k = r * this.state.m[0],
      point = (turn) => this.at(x + r * Math.cos(turn), y + r * Math.sin(turn));
    const steps = to - from > 6.28 ? [from, from + Math.PI, to] : [from, to];
    this.d += `${this.d && to - from < 6.28 ? 'L' : 'M'}${point(steps[0])}`;
    for (let at = 1; at < steps.length; at += 1)
      this.d += `A${n(k)} ${n(k)} 0 ${steps[at] - steps[at - 1] > Math.PI + 1e-9 ? 1 : 0} 1 ${point(steps[at])}`;
  }
  fill() {
    if (this.d) this.out.push(`<path d="${this.d}" fill="${this.state.fillStyle}"${this.alpha()}/>`);
  }
  stroke() {
    if (this.d) this.out.push(`<path d="${this.d}" fill="none" ${this.line()}/>`);
  }
  alpha() {
    return this.state.globalAlpha < 1 ? ` opacity="${this.state.globalAlpha}"` : '';
  }
  line() {
    const { strokeStyle, lineWidth, dash, m } = this.state;
    const dashes = dash.length ? ` stroke-dasharray="${dash.map((one) => n(one * m[0])).join(' ')}"` : '';
    return `stroke="${strokeStyle}" stroke-width="${n(lineWidth * m[0])}" stroke-linejoin="round"${dashes}${this.alpha()}`;
  }
  words(text, x, y, paint) {
    const { font, textAlign, textBaseline } = this.state,
      [, weight, size, family] = /^(\d+)?\s*([\d.]+)px (.*)$/.exec(font) || [null, 400, 13, 'sans-serif'],
      [px, py] = this.at(x, y).split(' ').map(Number);
    const anchor = { center: 'middle', right: 'end' }[textAlign] || 'start',
      down = textBaseline === 'middle' ? Number(size) * 0.36 : 0;
    this.out.push(
      `<text x="${px}" y="${n(py + down)}" font-family="${safe(family)}" font-size="${size}" font-weight="${weight || 400}" text-anchor="${anchor}" ${paint}>${safe(text)}</text>`,
    );
  }
  fillText(text, x, y) {
    this.words(text, x, y, `fill="${this.state.fillStyle}"`);
  }
  strokeText(text, x, y) {
    this.words(text, x, y, `fill="none" stroke="${this.state.strokeStyle}" stroke-width="${this.state.lineWidth}" stroke-linejoin="round"`);
  }
  text() {
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${this.wide} ${this.high}" width="${this.wide}" height="${this.high}">${this.out.join('')}</svg>`;
  }
}
