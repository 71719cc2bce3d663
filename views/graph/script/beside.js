// A second saved view at the right: a picture to look at, to move and zoom; choosing a mark chooses it in both.
import { el, button, number, fill } from './dom.js';
import { Scene } from './scene.js';

export async function beside(page, data) {
  const { words, beside: other } = data,
    { count } = other;
  fill(
    page.other.querySelector('.other-head'),
    el('b', {}, other.name),
    el('span', { class: 'of' }, `${other.told} · ${words.shown} ${number(count.nodes)} / ${number(count.all_nodes)}`),
    el('span', { class: 'space' }),
    button(words.open, () => page.tell({ do: 'open view', name: other.name }), { class: 'link', 'data-at': 'open beside' }),
    button(words.alone, () => page.tell({ do: 'beside', value: '' }), { class: 'link', 'data-at': 'alone' }),
  );
  page.second = page.second || new Scene(page.other.querySelector('.other-canvas'), (what) => (what.do === 'select' ? page.tell(what) : null));
  await page.second.show({ ...other, selected: data.selected || other.selected });
}
