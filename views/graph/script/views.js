// Saved views: a name for what is shown now, the list of those that were saved, and the address to pass on.
import { el, button } from './dom.js';

export function saved(page, data) {
  const { words } = data;
  const name = el('input', {
    type: 'text',
    maxlength: 60,
    'aria-label': words.view_name,
    placeholder: words.view_name,
    on: { keydown: (event) => (event.stopPropagation(), event.key === 'Enter' ? keep() : null) },
  });
  const keep = () => {
    if (!name.value.trim()) return;
    const moved = Object.fromEntries([...(page.scene?.moved || [])].map(([id, at]) => [id, [Math.round(at.x), Math.round(at.y)]]));
    page.tell({ do: 'save view', name: name.value.trim(), moved });
  };
  return el(
    'details',
    { class: 'menu', 'data-at': 'views' },
    el('summary', { role: 'button' }, words.save_view),
    el(
      'div',
      { class: 'sheet' },
      el('div', { class: 'naming' }, name, button(words.save, keep, { class: 'link', 'data-at': 'save view' })),
      data.saved.map((one) =>
        el(
          'div',
          { class: 'naming' },
          button(one, () => page.tell({ do: 'open view', name: one }), { class: 'link', 'data-at': `view ${one}` }),
          el('span', { class: 'space' }),
          button(words.beside, () => page.tell({ do: 'beside', value: one }), { class: 'link', 'aria-label': `${words.beside} ${one}`, 'data-at': `beside ${one}` }),
          button(words.remove, () => page.tell({ do: 'drop view', name: one }), { class: 'link', 'aria-label': `${words.remove} ${one}` }),
        ),
      ),
      el('p', { class: 'hint' }, words.view_hint),
      button(words.copy, () => navigator.clipboard?.writeText(document.location.href), { 'data-at': 'copy' }),
    ),
  );
}
