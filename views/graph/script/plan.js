// A plan as a picture: the canvas of the network, for the marks and lines of what is planned beside today's.
import { el, button, fill } from './dom.js';
import { Scene } from './scene.js';

const pages = new WeakMap();
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keys(event, page) {
  const { scene } = page,
    way = WAYS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (way) page.live.textContent = scene.step(...way)?.say || '';
  else if ((event.key === 'Enter' || event.key === ' ') && scene.cursor) page.tell({ do: 'select', id: scene.cursor });
  else if (event.key === '+' || event.key === '=') scene.zoom(1.25);
  else if (event.key === '-') scene.zoom(0.8);
  else if (event.key === '0') scene.fit();
  else return;
  event.preventDefault();
}

export function draw({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.net');
  if (!root) return;
  let page = pages.get(root);
  if (!page) {
    page = { queue: Promise.resolve(), tell: (what) => page.send('act', { ...what, at: Date.now() }) };
    page.canvas = el('div', { class: 'canvas', tabindex: '0', role: 'application' });
    page.live = el('div', { class: 'live', 'aria-live': 'polite' });
    page.tools = el('div', { class: 'over' });
    root.append(el('div', { class: 'stage' }, page.canvas, page.tools, page.live));
    page.scene = new Scene(page.canvas, (what) => page.tell({ ...what, do: 'select' }));
    page.canvas.addEventListener('keydown', (event) => keys(event, page));
    pages.set(root, page);
  }
  Object.assign(page, { data, send: setTriggerValue });
  const top = root.getBoundingClientRect().top + (document.querySelector('[data-testid="stMain"]')?.scrollTop || 0);
  root.style.height = `${Math.max(380, innerHeight - top - data.below)}px`;
  page.canvas.setAttribute('aria-label', data.label);
  fill(
    page.tools,
    button('+', () => page.scene.zoom(1.25), { 'aria-label': data.words.nearer }),
    button('−', () => page.scene.zoom(0.8), { 'aria-label': data.words.farther }),
    button(data.words.fit, () => page.scene.fit()),
  );
  page.queue = page.queue.then(() => (page.data === data ? page.scene.show(data) : null)).catch((fault) => console.error(fault));
}

export function leave(parentElement) {
  const root = parentElement.querySelector('.net'),
    page = root && pages.get(root);
  if (!page) return;
  page.scene.stop();
  pages.delete(root);
  root.replaceChildren();
}
