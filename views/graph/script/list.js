// The list in place of the canvas: the same marks as rows.
import { el, button, number, fill } from './dom.js';

export function list(pane, data, tell) {
  const { list: rows, words } = data;
  fill(
    pane,
    el(
      'table',
      { class: 'y', 'aria-label': words.list },
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          words.columns.map((one, at) => el('th', { class: at > 3 ? 'num' : '' }, one)),
        ),
      ),
      el(
        'tbody',
        {},
        rows.map((row) =>
          el(
            'tr',
            { class: row.id === data.selected ? 'on' : '' },
            el(
              'td',
              {},
              button(row.name, () => tell({ do: 'select', id: row.id }), {
                class: row.gap ? 'link g b' : 'link',
                'data-at': `list ${row.id}`,
                'aria-current': row.id === data.selected ? 'true' : null,
              }),
            ),
            el('td', {}, row.type),
            el('td', {}, row.place),
            el('td', { class: row.gap ? 'g' : 'of' }, row.covered),
            el('td', { class: 'num' }, number(row.links)),
          ),
        ),
      ),
    ),
  );
}
