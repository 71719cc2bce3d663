// The panes beside the canvas: what is shown (left), what is chosen (right), the line above, the list in place of the canvas.
const version = new URL(import.meta.url).search;
const { el, button, number, fraction, fill } = await import('./dom.js' + version);
const { markIcon, lineIcon } = await import('./marks.js' + version);

const head = (words, more) => el('div', { class: 'head' }, el('b', {}, words), more ? el('span', { class: 'of' }, more) : null);
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
    head(words.layout),
    choice(words.layout, 'layout', data.layouts, data.layout, tell),
  );
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
    el('span', { class: 'why of', title: count.hidden }, count.hidden),
    el('span', { class: 'space' }),
    scene ? button(words.fit, () => scene.fit(), { class: 'link', 'data-at': 'fit' }) : null,
    button(words.reset, () => tell({ do: 'reset' }), { class: 'link', 'data-at': 'reset' }),
  );
}

export function right(pane, data, tell) {
  const { side, words } = data;
  if (!side) {
    fill(pane, el('p', { class: 'hint' }, words.choose));
    return;
  }
  const opens = (row) =>
    row.n && row.act
      ? button(number(row.n), () => tell(row.act), {
          class: 'link num',
          'data-at': `near ${row.words}`,
          'aria-label': `${row.words} ${row.n}`,
        })
      : el('span', { class: 'num' }, number(row.n));
  const name = (one) => (one.id ? button(one.words, () => tell({ do: 'select', id: one.id }), { class: 'link' }) : one.words);
  fill(
    pane,
    el(
      'div',
      { class: 'who' },
      markIcon(side.mark),
      el('h2', {}, side.name),
      el('span', { class: 'of nw' }, side.kind),
      el('span', { class: 'space' }),
      side.links.map((one) =>
        one.href
          ? el('a', { href: one.href, class: 'link' }, one.words)
          : button(one.words, () => tell(one.act), { class: 'link', 'data-at': `do ${one.words}` }),
      ),
    ),
    side.note ? el('p', { class: 'note' }, side.note) : null,
    side.gaps.length
      ? el(
          'div',
          { class: 'gaps' },
          el('b', { class: 'g' }, words.gaps.replace('{n}', side.gaps.length)),
          side.gaps.map((gap) =>
            el(
              'div',
              {},
              gap.words,
              gap.of > 1 ? [' ', fraction(gap.n, gap.of, true)] : null,
              gap.names?.length
                ? [
                    words.colon,
                    gap.names.map((one, at) => el('span', { class: 'nw' }, name(one), at < gap.names.length - 1 ? words.comma : '')),
                    gap.more ? ` ${gap.more}` : '',
                  ]
                : null,
            ),
          ),
        )
      : null,
    el(
      'dl',
      {},
      side.props.map(([key, value]) => [el('dt', {}, key), el('dd', { class: value === words.blank ? 'zero' : '' }, value)]),
    ),
    side.near.length
      ? [
          head(words.near),
          el(
            'div',
            { class: 'near' },
            side.near.map((row) =>
              el(
                'div',
                { class: 'row plain' },
                markIcon(row.mark),
                el('span', { class: 'words' }, row.words),
                opens(row),
                el('span', { class: 'g' }, row.gap || ''),
              ),
            ),
          ),
        ]
      : null,
    side.risk
      ? [head(words.risk), el('p', {}, side.risk.before, el('b', {}, number(side.risk.n)), ` / ${number(side.risk.of)} ${side.risk.after}`)]
      : null,
    side.sources.length
      ? [
          head(words.sources),
          side.sources.map((one) =>
            el(
              'p',
              { class: 'source' },
              one.href ? el('a', { href: one.href, class: 'link' }, one.file) : el('span', { class: 'file' }, one.file),
              ` ${one.where} `,
              el('span', { class: 'of' }, one.more),
            ),
          ),
        ]
      : null,
  );
}

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
