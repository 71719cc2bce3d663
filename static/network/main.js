// One explorer on the page: tool bar, filters, canvas or list, and what is chosen. Python sends what to show and is told what was done.
const version = new URL(import.meta.url).search;
const { el, button, fill } = await import('./dom.js' + version);
const panes = await import('./panes.js' + version);
const { Find } = await import('./find.js' + version);
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
      el('div', { class: 'middle' }, page.line, el('div', { class: 'stage' }, page.canvas, page.list, page.live)),
      page.right,
    ),
  );
  page.canvas.addEventListener('keydown', (event) => keys(event, page));
  page.size = () => {
    const top = root.getBoundingClientRect().top + (document.querySelector('[data-testid="stMain"]')?.scrollTop || 0);
    root.style.height = `${Math.max(460, innerHeight - top)}px`;
  };
  page.size();
  addEventListener('resize', page.size);
}

function keys(event, page) {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key],
    { scene } = page;
  if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
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
  } else if (event.key === '+' || event.key === '=') scene.zoom(1.25);
  else if (event.key === '-') scene.zoom(0.8);
  else if (event.key === '0' || event.key === 'f') scene.fit();
  else return;
  event.preventDefault();
}

function save(file) {
  const bytes = Uint8Array.from(atob(file.data), (char) => char.charCodeAt(0)),
    address = URL.createObjectURL(new Blob([bytes], { type: file.mime }));
  const anchor = el('a', { href: address, download: file.name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

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
    data.formats.length
      ? el(
          'details',
          { class: 'menu', 'data-at': 'menu' },
          el('summary', { role: 'button' }, words.export),
          el(
            'div',
            { class: 'sheet' },
            el('p', { class: 'hint' }, words.export_what),
            data.formats.map((one) =>
              button(
                one.words,
                (event) => {
                  event.target.closest('details').open = false;
                  page.tell({ do: 'export', value: one.value });
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
  panes.right(page.right, data, page.tell);
  const graph = data.mode === 'graph';
  page.canvas.hidden = !graph;
  page.list.hidden = graph;
  page.canvas.setAttribute('aria-label', data.words.canvas);
  if (graph) {
    if (!page.scene) {
      const { Scene } = await import('./scene.js' + version);
      page.scene = page.scene || new Scene(page.canvas, page.tell);
    }
    panes.line(page.line, data, page.tell, page.scene);
    await page.scene.show(data);
  } else {
    panes.line(page.line, data, page.tell, null);
    panes.list(page.list, data, page.tell);
  }
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
  page.find.stop();
  removeEventListener('resize', page.size);
  pages.delete(root);
  root.replaceChildren();
}
