// What is chosen, beside the canvas: what can be done with it, gaps, properties, neighbours, what falls with it, questions, sources.
import { el, button, number, fraction, fill } from './dom.js';
import { markIcon } from './marks.js';
import { head } from './panes.js';

const asking = (one, base) => {
  const params = Object.fromEntries(Object.entries(one.params).map(([name, value]) => [`p.${name}`, value]));
  return 'questions?' + new URLSearchParams({ ...base, ...(one.scope ? { scope: one.scope } : {}), q: one.q, ...params });
};
const many = (some, tell) =>
  some
    ? el(
        'p',
        { class: 'note' },
        some.words ? el('b', {}, some.words) : null,
        some.acts.map((one) => [' ', button(one.words, () => tell(one.act), { class: 'link', 'data-at': `many ${one.act.do}` })]),
      )
    : null;
// The cells as they stood in the workbook, turned upright: the pane is narrow and a row is wide.
function grid(cells, words) {
  if (cells.none) return el('span', { class: 'hint' }, ` ${cells.none}`);
  return el(
    'span',
    { class: 'wide' },
    el(
      'table',
      { class: 'cells' },
      el('tr', {}, el('th', {}, ''), cells.rows.map((row) => el('th', { class: row.here ? 'here' : '' }, row.row))),
      cells.header.map((name, at) =>
        el(
          'tr',
          {},
          el('th', {}, name),
          cells.rows.map((row) =>
            el('td', { class: row.here ? 'here' : '' }, row.cells[at] ? row.cells[at] : el('span', { class: 'zero' }, words.blank)),
          ),
        ),
      ),
    ),
  );
}

export function right(pane, data, tell) {
  const { side, words } = data;
  if (!side) {
    fill(pane, many(data.many, tell), el('p', { class: 'hint' }, words.choose));
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
    ),
    el(
      'div',
      { class: 'doings' },
      side.links.map((one) => button(one.words, () => tell(one.act), { class: 'link', 'data-at': `do ${one.act.do}` })),
    ),
    many(side.many, tell),
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
    side.risk.length
      ? [
          head(words.risk),
          side.risk.map((one) => el('p', {}, one.before, el('b', {}, number(one.n)), ` / ${number(one.of)} ${one.after}`)),
        ]
      : null,
    side.questions.length
      ? [
          head(words.ask),
          side.questions.map((one) =>
            el('p', { class: 'ask' }, el('a', { href: asking(one, data.base), class: one.gap ? 'link g' : 'link' }, one.words)),
          ),
        ]
      : null,
    side.sources.length
      ? [
          head(words.sources),
          side.sources.map((one) =>
            el(
              'p',
              { class: 'source' },
              button(one.file, () => tell(one.act), { class: 'link', 'data-at': `cell ${one.where}`, 'aria-expanded': String(Boolean(one.cells)) }),
              ` ${one.where} `,
              el('span', { class: 'of' }, one.more),
              one.cells ? grid(one.cells, words) : null,
            ),
          ),
        ]
      : null,
  );
}
