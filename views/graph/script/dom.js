// Elements made of text only: nothing that comes with the data is ever read as HTML.
export function el(name, options = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (value == null || value === false) continue;
    if (key === 'on') Object.entries(value).forEach(([event, act]) => element.addEventListener(event, act));
    else if (key === 'checked' || key === 'value' || key === 'selected' || key === 'disabled') element[key] = value;
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  children.flat(3).forEach((child) => {
    if (child != null && child !== false && child !== '')
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  });
  return element;
}
export const button = (words, act, options = {}) => el('button', { type: 'button', ...options, on: { click: act } }, words);
export const number = (value) => (typeof value === 'number' ? value.toLocaleString('en') : value);
export function fraction(part, whole, red) {
  return el(
    'span',
    { class: 'fr' },
    el('b', { class: red && part ? 'g' : part ? '' : 'zero' }, number(part)),
    el('span', { class: 'of' }, ` / ${number(whole)}`),
  );
}
// Puts new children into a pane and keeps scroll and focus where they were.
export function fill(pane, ...children) {
  const root = pane.getRootNode(),
    held = pane.contains(root.activeElement) ? root.activeElement.getAttribute('data-at') : null,
    top = pane.firstChild ? pane.scrollTop : 0; // asked of an empty pane it would cost a layout, and so would setting it
  pane.replaceChildren(...children.flat(3).filter((child) => child instanceof Node));
  if (top) pane.scrollTop = top;
  if (held) pane.querySelector(`[data-at="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}
