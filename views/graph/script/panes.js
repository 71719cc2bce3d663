// The panes beside the canvas: what is shown (left) and the line above.
import { el, button, number, fraction, fill } from './dom.js';
import { markIcon, lineIcon } from './marks.js';

export const head = (words, more) => el('div', { class: 'head' }, el('b', {}, words), more ? el('span', { class: 'of' }, more) : null);
const choice = (label, name, options, chosen, tell) =>
  el(
    'select',
    { 'aria-label': label, 'data-at': name, on: { change: (event) => tell({ do: name, value: event.target.value }) } },
    options.map((one) => el('option', { value: one.value, selected: one.value === chosen }, one.words)),
  );

function filterRow(row, name, picture, tell) {
  const box = el('input', {
    type: 'checkbox',
    checked: row.on,
    'data-at': `${name} ${row.name}`,
    on: { change: (event) => tell({ do: name, name: row.name, on: event.target.checked }) },
  });
  return el(
    'label',
    { class: row.on ? 'row' : 'row off' },
    box,
    picture,
    el('span', { class: 'words' }, row.words),
    fraction(row.shown, row.total),
  );
}

export function left(pane, data, tell) {
  const { words, layer, types, relationships } = data;
  const more = (rows, name, picture) =>
    rows.length
      ? el(
          'details',
          { open: rows.some((row) => row.shown), 'data-at': `more ${name}` },
          el('summary', {}, words.more.replace('{n}', rows.length)),
          rows.map((row) => filterRow(row, name, picture(row), tell)),
        )
      : null;
  const mark = (row) => markIcon(row),
    line = (row) => lineIcon(row);
  fill(
    pane,
    head(words.layer),
    choice(words.layer, 'layer', layer.options, layer.chosen, tell),
    layer.chosen
      ? [
          el(
            'div',
            { class: 'row plain' },
            markIcon({ glyph: 'dot', colour: '#A9B4B8' }),
            el('span', { class: 'words' }, words.covered),
            fraction(layer.total - layer.uncovered, layer.total),
          ),
          el(
            'div',
            { class: 'row plain g' },
            markIcon({ glyph: 'dot', gap: true }),
            el('b', { class: 'words g' }, words.uncovered),
            fraction(layer.uncovered, layer.total, true),
          ),
          layer.note ? el('p', { class: 'hint' }, layer.note) : null,
        ]
      : null,
    head(words.types, words.shown_of),
    types.filter((row) => !row.minor).map((row) => filterRow(row, 'type', mark(row), tell)),
    more(
      types.filter((row) => row.minor),
      'type',
      mark,
    ),
    head(words.relationships, words.shown_of),
    relationships.filter((row) => !row.minor).map((row) => filterRow(row, 'relationship', line(row), tell)),
    more(
      relationships.filter((row) => row.minor),
      'relationship',
      line,
    ),
    data.mode === 'graph' || data.mode === 'both'
      ? [head(words.layout), choice(words.layout, 'layout', data.layouts, data.layout, tell)]
      : null,
    data.map ? ground(data.map, words, tell) : null,
  );
}

// What lies on the map: circles of minutes, and the reader's own lines.
function ground(map, words, tell) {
  const datum = el('select', { 'aria-label': words.datum, 'data-at': 'datum' }, map.datums.map((one) => el('option', { value: one.value }, one.words)));
  const file = el('input', {
    type: 'file',
    accept: '.geojson,.json',
    hidden: true,
    on: {
      change: async (event) => {
        const [one] = event.target.files;
        if (one) tell({ do: 'lines', text: await one.text(), datum: datum.value });
      },
    },
  });
  const ways = el('input', {
    type: 'file',
    accept: '.csv,.xlsx',
    hidden: true,
    'data-at': 'ways file',
    on: {
      change: async (event) => {
        const [one] = event.target.files;
        if (!one) return;
        const read = new FileReader();
        read.onload = () => tell({ do: 'ways', name: one.name, data: read.result.split(',')[1] || '' });
        read.readAsDataURL(one);
      },
    },
  });
  return [
    head(words.reach),
    choice(words.reach, 'reach', map.reaches, map.reach, tell),
    map.note ? el('p', { class: 'hint' }, map.note) : null,
    head(words.own_ways),
    ways,
    el('p', { class: 'hint' }, map.ways || words.ways_hint),
    el(
      'p',
      {},
      button(words.add_lines, () => ways.click(), { class: 'link', 'data-at': 'ways' }),
      map.ways ? ['　', button(words.no_lines, () => tell({ do: 'no ways' }), { class: 'link', 'data-at': 'no ways' })] : null,
    ),
    head(words.own_lines),
    datum,
    file,
    el(
      'p',
      {},
      button(words.add_lines, () => file.click(), { class: 'link', 'data-at': 'lines' }),
      map.own ? ['　', button(words.no_lines, () => tell({ do: 'no lines' }), { class: 'link', 'data-at': 'no lines' })] : null,
    ),
  ];
}

export function line(pane, data, tell, scene) {
  const { count, words } = data;
  fill(
    pane,
    el(
      'span',
      { class: 'nw' },
      `${words.shown} `,
      el('b', {}, number(count.nodes)),
      ` / ${words.of ? `${words.of} ` : ''}${number(count.all_nodes)} ${words.nodes}`,
    ),
    el(
      'span',
      { class: 'nw' },
      `${words.links} `,
      el('b', {}, number(count.links)),
      ` / ${words.of ? `${words.of} ` : ''}${number(count.all_links)}`,
    ),
    data.notice ? el('b', { class: 'notice', title: data.notice }, data.notice) : null,
    el('span', { class: 'why of', title: count.hidden }, count.hidden),
    el('span', { class: 'space' }),
    scene ? button(words.fit, () => scene.fit(), { class: 'link', 'data-at': 'fit' }) : null,
    button(words.reset, () => tell({ do: 'reset' }), { class: 'link', 'data-at': 'reset' }),
  );
}
