// One explorer on the page: tool bar, filters, canvas or list, and what is chosen. Python sends what to show and is told what was done.
import { el, button, fill } from './dom.js';
import * as panes from './panes.js';
import { right } from './about.js';
import { list } from './list.js';
import { sheet } from './sheet.js';
import { saved } from './views.js';
import { pictureFile } from './keep.js';
import { Find } from './find.js';
import { Scene } from './scene.js';
import { beside } from './beside.js';

const pages = new WeakMap();

function frame(root, page) {
  page.find = new Find(page.tell);
  Object.assign(page, {
    title: el('div', { class: 'title' }),
    modes: el('div', { class: 'seg', role: 'group' }),
    tools: el('div', { class: 'tools' }),
    left: el('div', { class: 'left', tabindex: '-1' }),
    line: el('div', { class: 'line' }),
    canvas: el('div', { class: 'canvas', tabindex: '0', role: 'application' }),
    map: el('div', { class: 'chart', tabindex: '0', role: 'application', hidden: true }),
    other: el('div', { class: 'other', hidden: true }, el('div', { class: 'other-head' }), el('div', { class: 'other-canvas' })),
    sheet: el('div', { class: 'sheet-pane', hidden: true }),
    list: el('div', { class: 'list', hidden: true }),
    right: el('div', { class: 'right', tabindex: '-1' }),
    live: el('div', { class: 'live', 'aria-live': 'polite' }),
  });
  root.append(
    el('div', { class: 'bar' }, page.title, page.find.box, page.modes, el('span', { class: 'space' }), page.tools),
    el(
      'div',
      { class: 'body' },
      page.left,
      el('div', { class: 'middle' }, page.line, el('div', { class: 'stage' }, page.canvas, page.map, page.other, page.sheet, page.list, page.live)),
      page.right,
    ),
  );
  page.canvas.addEventListener('keydown', (event) => keys(event, page, page.scene));
  page.map.addEventListener('keydown', (event) => keys(event, page, page.ground));
  page.size = () => {
    const top = root.getBoundingClientRect().top + (document.querySelector('[data-testid="stMain"]')?.scrollTop || 0);
    root.style.height = `${Math.max(460, innerHeight - top)}px`;
  };
  page.size();
  addEventListener('resize', page.size);
  page.above = new ResizeObserver(() => requestAnimationFrame(page.size)); // what stands above may still be growing
  page.above.observe(document.querySelector('[data-testid="stMainBlockContainer"]') || root);
}

const ONE = { o: 'focus', h: 'hide', p: 'path', m: 'choose', Delete: 'hide' }; // one key, one deed on the mark under the cursor
function keys(event, page, scene) {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if ((event.ctrlKey || event.metaKey) && /^[zy]$/i.test(event.key)) {
    page.tell({ do: /z/i.test(event.key) && !event.shiftKey ? 'undo' : 'redo' });
    event.preventDefault();
    return;
  }
  if (!scene?.net || event.ctrlKey || event.metaKey || event.altKey) return;
  if (way) {
    const mark = scene.step(...way);
    if (mark) {
      page.live.textContent = mark.say;
      clearTimeout(page.pause);
      page.pause = setTimeout(() => page.tell({ do: 'select', id: mark.id }), 350);
    }
  } else if ((event.key === 'Enter' || event.key === ' ') && scene.cursor) {
    clearTimeout(page.pause);
    page.tell({ do: 'expand', id: scene.cursor });
  } else if (event.key === 'Escape') page.tell({ do: 'clear' });
  else if (scene.cursor && ONE[event.key]) page.tell({ do: ONE[event.key], id: scene.cursor });
  else if (event.key === '+' || event.key === '=') scene.zoom(1.25);
  else if (event.key === '-') scene.zoom(0.8);
  else if (event.key === '0' || event.key === 'f') scene.fit();
  else return;
  event.preventDefault();
}

function download(blob, name) {
  const address = URL.createObjectURL(blob),
    anchor = el('a', { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const save = (file) => download(new Blob([Uint8Array.from(atob(file.data), (char) => char.charCodeAt(0))], { type: file.mime }), file.name);

function bar(page, data) {
  const { words } = data;
  fill(page.title, el('h1', {}, data.title));
  page.modes.setAttribute('aria-label', words.view);
  fill(
    page.modes,
    data.modes.map((one) =>
      button(one.words, () => page.tell({ do: 'mode', value: one.value }), {
        class: one.value === data.mode ? 'on' : '',
        'aria-pressed': String(one.value === data.mode),
        'data-at': `mode ${one.value}`,
      }),
    ),
  );
  fill(
    page.tools,
    button(words.undo, () => page.tell({ do: 'undo' }), { disabled: !data.can.undo, 'data-at': 'undo' }),
    button(words.redo, () => page.tell({ do: 'redo' }), { disabled: !data.can.redo, 'data-at': 'redo' }),
    saved(page, data),
    data.formats.length
      ? el(
          'details',
          { class: 'menu', 'data-at': 'menu' },
          el('summary', { role: 'button' }, words.export),
          el(
            'div',
            { class: 'sheet' },
            el('p', { class: 'hint' }, words.export_what),
            data.formats.filter((one) => data.mode !== 'list' || !/^(svg|png)$/.test(one.value)).map((one) =>
              button(
                one.words,
                async (event) => {
                  event.target.closest('details').open = false;
                  if (one.value !== 'svg' && one.value !== 'png') page.tell({ do: 'export', value: one.value });
                  else download(await pictureFile(page, one.value), `${data.title}.${one.value}`);
                },
                { 'data-at': `save ${one.value}` },
              ),
            ),
          ),
        )
      : null,
  );
}

async function apply(page) {
  const { data } = page;
  page.root.lang = data.language === 'en' ? 'en' : 'zh-CN';
  bar(page, data);
  page.find.show(data);
  panes.left(page.left, data, page.tell);
  right(page.right, data, page.tell);
  const { mode } = data,
    graph = mode === 'graph' || mode === 'both',
    map = mode === 'map' || mode === 'both';
  page.canvas.hidden = !graph;
  page.map.hidden = !map;
  page.sheet.hidden = mode !== 'structure';
  page.list.hidden = mode !== 'list';
  page.other.hidden = !data.beside;
  page.root.classList.toggle('two', mode === 'both');
  page.root.classList.toggle('beside', Boolean(data.beside));
  page.canvas.setAttribute('aria-label', data.words.canvas);
  page.map.setAttribute('aria-label', data.words.map);
  if ((graph || map) && !page.scene) {
    page.scene = new Scene(page.canvas, page.tell);
    page.ground = new Scene(page.map, page.tell);
  }
  panes.line(page.line, data, page.tell, graph ? page.scene : map ? page.ground : null);
  if (graph) await page.scene.show(data);
  if (map) await page.ground.show({ ...data, ...data.map });
  if (data.beside) await beside(page, data);
  if (mode === 'structure') sheet(page.sheet, data, page.tell);
  if (mode === 'list') list(page.list, data, page.tell);
  page.live.textContent = data.say || '';
  if (data.file && data.file.stamp !== page.saved) {
    page.saved = data.file.stamp;
    save(data.file);
  }
  page.shown = performance.now();
  page.runs = (page.runs || 0) + 1;
}

export function draw({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector('.net');
  if (!root) return;
  let page = pages.get(root);
  if (!page) {
    page = { queue: Promise.resolve(), root };
    page.tell = (what) => page.send('act', { ...what, at: Date.now() });
    pages.set(root, page);
    frame(root, page);
    globalThis.lianjianNetwork = page; // the browser tests look here
  }
  Object.assign(page, { data, send: setTriggerValue });
  page.queue = page.queue.then(() => (page.data === data ? apply(page) : null)).catch((fault) => console.error(fault));
}
export function leave(parentElement) {
  const root = parentElement.querySelector('.net'),
    page = root && pages.get(root);
  if (!page) return;
  page.scene?.stop();
  page.ground?.stop();
  page.second?.stop();
  page.find.stop();
  removeEventListener('resize', page.size);
  page.above.disconnect();
  pages.delete(root);
  root.replaceChildren();
}
