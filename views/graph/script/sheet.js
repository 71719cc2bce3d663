// A structure in place of the canvas: its chooser, the picture, and what the colours say.
import { el, fill } from './dom.js';
import { picture } from './shapes.js';

export function sheet(pane, data, tell) {
  const { structure, words } = data;
  fill(
    pane,
    el(
      'div',
      { class: 'sheet-head' },
      el(
        'select',
        { 'aria-label': words.structure, 'data-at': 'look', on: { change: (event) => tell({ do: 'look', value: event.target.value }) } },
        structure.options.map((one) => el('option', { value: one.value, selected: one.value === structure.chosen }, one.words)),
      ),
      el('span', { class: 'of' }, structure.note),
    ),
    structure.shapes.length
      ? el(
          'div',
          { class: 'drawn', style: `max-width:${Math.round(structure.wide * 1.45)}px` },
          picture({ ...structure, words: structure.title }, (id) => tell({ do: 'select', id }), data.selected),
        )
      : el('p', { class: 'hint' }, words.no_structure),
  );
}
