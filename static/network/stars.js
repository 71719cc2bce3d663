// The small picture of the clusters. Text and titles are text nodes; only the shapes named here are made.
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
};
const looks = (shape) => Object.fromEntries(Object.entries(paint).map(([from, to]) => [to, shape[from]]));
const shapes = {
  line: (one) => make('line', { x1: one.x, y1: one.y, x2: one.x2, y2: one.y2, ...looks(one) }),
  circle: (one) => make('circle', { cx: one.x, cy: one.y, r: one.r, ...looks(one) }),
  text: (one) =>
    make(
      'text',
      { x: one.x, y: one.y, ...looks(one), 'font-weight': one.more ? 700 : 400 },
      one.text,
      ...(one.more ? [make('tspan', { 'font-weight': 400, 'font-size': 13, fill: '#484942', dx: 5 }, one.more)] : []),
    ),
};

export function draw({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.stars');
  if (!box) return;
  const drawn = data.shapes.map((one) => {
    const element = shapes[one.tag](one);
    if (one.title) element.append(make('title', {}, one.title));
    if (one.key) {
      const open = (event) => {
        if (!event.key || event.key === 'Enter') setTriggerValue('open', one.key);
      };
      element.setAttribute('tabindex', '0');
      element.setAttribute('role', 'link');
      element.setAttribute('aria-label', one.title);
      element.addEventListener('click', open);
      element.addEventListener('keydown', open);
    }
    return element;
  });
  box.replaceChildren(make('svg', { viewBox: `0 0 ${data.wide} ${data.high}`, role: 'group', 'aria-label': data.words }, ...drawn));
}
export const leave = () => {};
