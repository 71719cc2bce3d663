// Pictures made of shapes: text and titles are text nodes, only the shapes named here are made.
const SVG = 'http://www.w3.org/2000/svg';
const make = (name, attributes, ...children) => {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => {
    if (value !== undefined && value !== null && value !== '') element.setAttribute(key, value);
  });
  element.append(...children);
  return element;
};
const paint = {
  fill: 'fill',
  stroke: 'stroke',
  width: 'stroke-width',
  dashes: 'stroke-dasharray',
  anchor: 'text-anchor',
  size: 'font-size',
  opacity: 'opacity',
};
const looks = (shape) => Object.fromEntries(Object.entries(paint).map(([from, to]) => [to, shape[from]]));
const shapes = {
  line: (one) => make('line', { x1: one.x, y1: one.y, x2: one.x2, y2: one.y2, ...looks(one) }),
  circle: (one) => make('circle', { cx: one.x, cy: one.y, r: one.r, ...looks(one) }),
  rect: (one) => make('rect', { x: one.x, y: one.y, width: one.w, height: one.h, ...looks(one) }),
  path: (one) => make('path', { d: one.d, ...looks(one) }),
  text: (one) =>
    make(
      'text',
      { x: one.x, y: one.y, ...looks(one), 'font-weight': one.more || one.bold ? 700 : 400 },
      one.text,
      ...(one.more ? [make('tspan', { 'font-weight': 400, 'font-size': 13, fill: '#484942', dx: 5 }, one.more)] : []),
    ),
};

// The picture as an element; a shape with a key opens it by click or Enter.
export function picture(data, open, chosen = '') {
  const drawn = data.shapes.map((one) => {
    const element = shapes[one.tag](one);
    if (one.title) element.append(make('title', {}, one.title));
    if (one.key) {
      const act = (event) => {
        if (!event.key || event.key === 'Enter') open(one.key);
      };
      element.setAttribute('tabindex', '0');
      element.setAttribute('role', 'link');
      element.setAttribute('aria-label', one.title);
      element.setAttribute('data-key', one.key);
      if (one.key === chosen) element.setAttribute('class', 'on');
      element.addEventListener('click', act);
      element.addEventListener('keydown', act);
    }
    return element;
  });
  return make('svg', { viewBox: `0 0 ${data.wide} ${data.high}`, role: 'group', 'aria-label': data.words }, ...drawn);
}
