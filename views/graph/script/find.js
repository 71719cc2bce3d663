// The search box: by name, code or pinyin; "/" goes there from anywhere on the page, arrows and Enter choose.
import { el } from './dom.js';
import { markIcon } from './marks.js';

export class Find {
  constructor(tell) {
    this.tell = tell;
    this.hits = [];
    this.at = -1;
    this.input = el('input', {
      type: 'search',
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': 'hits',
      'aria-autocomplete': 'list',
      autocomplete: 'off',
      spellcheck: 'false',
      on: {
        input: () => this.ask(),
        keydown: (event) => this.key(event),
        blur: () => setTimeout(() => this.close(), 150),
        focus: () => this.draw(),
      },
    });
    this.list = el('div', { id: 'hits', role: 'listbox', class: 'hits', hidden: true });
    this.box = el('div', { class: 'find' }, this.input, el('kbd', { 'aria-hidden': 'true' }, '/'), this.list);
    this.slash = (event) => {
      const path = event.composedPath()[0];
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(path.tagName || '') ||
        !this.box.isConnected
      )
        return;
      event.preventDefault();
      this.input.focus();
      this.input.select();
    };
    document.addEventListener('keydown', this.slash);
  }
  ask() {
    clearTimeout(this.timer);
    const text = this.input.value.trim();
    if (!text) {
      this.hits = [];
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.tell({ do: 'find', text }), 180);
  }
  show(data) {
    this.words = data.words;
    this.input.placeholder = data.words.find;
    this.input.setAttribute('aria-label', data.words.find);
    if (data.find && data.find.text === this.input.value.trim()) {
      this.hits = data.find.hits;
      this.more = data.find.more;
      this.answered = true;
      this.at = this.hits.length ? 0 : -1;
      this.draw();
    }
  }
  draw() {
    const open = Boolean(this.input.value.trim()) && this.answered && this.input.getRootNode().activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    this.list.replaceChildren(
      ...this.hits.map((hit, at) =>
        el(
          'div',
          {
            role: 'option',
            id: `hit${at}`,
            class: at === this.at ? 'hit on' : 'hit',
            'aria-selected': String(at === this.at),
            on: {
              mousedown: (event) => {
                event.preventDefault();
                this.pick(at);
              },
            },
          },
          markIcon(hit.mark),
          el('b', {}, hit.name),
          el('span', { class: 'of' }, hit.more),
        ),
      ),
      ...(this.hits.length ? [] : [el('div', { class: 'hit of' }, this.words?.none || '')]),
      ...(this.more ? [el('div', { class: 'hit of' }, this.more)] : []),
    );
    this.input.setAttribute('aria-activedescendant', this.at >= 0 ? `hit${this.at}` : '');
  }
  key(event) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      this.at = Math.max(0, Math.min(this.hits.length - 1, this.at + (event.key === 'ArrowDown' ? 1 : -1)));
      this.draw();
      event.preventDefault();
    } else if (event.key === 'Enter' && this.hits[this.at]) {
      this.pick(this.at);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      this.input.value = '';
      this.hits = [];
      this.close();
      this.input.blur();
    }
    event.stopPropagation();
  }
  pick(at) {
    this.tell({ do: 'goto', id: this.hits[at].id });
    this.input.value = '';
    this.hits = [];
    this.answered = false;
    this.close();
    this.input.blur();
  }
  close() {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
  }
  stop() {
    document.removeEventListener('keydown', this.slash);
    clearTimeout(this.timer);
  }
}
