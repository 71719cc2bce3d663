// Behind every page: the document's language and title, links of ours without a reload, "/" to search, Streamlit's own English words.
const state = { send: null, data: null };
const relabel = () => {
  const words = state.data.words;
  if (document.documentElement.lang !== state.data.lang) document.documentElement.lang = state.data.lang;
  if (document.title !== state.data.title) document.title = state.data.title;
  const set = (selector, name, word) => document.querySelectorAll(selector).forEach((element) => {
    if (element.getAttribute(name) !== word) element.setAttribute(name, word);
  });
  set('.stSelectbox button', 'aria-label', words.open);
  set('.stSelectbox button', 'title', words.open);
  set('[data-testid="stFileChipDeleteBtn"] button, .stMultiSelect button[aria-label^="Remove"]', 'aria-label', words.remove);
  set('[data-testid="stFileUploader"] button[aria-label="Add files"]', 'aria-label', words.add);
  set('[data-testid="stFileUploaderDropzoneInput"]', 'aria-label', words.browse);
  set('[data-testid="stFileChip"][title="Click to retry upload"]', 'title', words.retry);
  document.querySelectorAll('[data-testid="stFileChip"] [role="alert"]').forEach((element) => {
    if (element.textContent !== words.refused) element.textContent = words.refused;
  });
  set('[data-testid="stTopNav"]', 'aria-label', words.pages);
  set('.stMultiSelect [role="group"][aria-label="Selected values"]', 'aria-label', words.picked);
  set('.stMultiSelect button[aria-label="Clear all"]', 'aria-label', words.clear);
  set('.stMultiSelect button[aria-label="Open"]', 'aria-label', words.open);
};
const ours = (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((one) => one.matches?.('.stHtml a[href], .net a[href]'));
  if (!link || link.hasAttribute('download')) return;
  const wanted = link.getAttribute('href');
  if (!/^(\.\/|[a-z]+)\?/.test(wanted)) return;
  event.preventDefault();
  state.send('go', wanted);
};
const search = (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName || '')) return;
  const box = document.querySelector('.st-key-find input');
  if (box) { event.preventDefault(); box.focus(); }
};
// What draws the network is fetched while nothing else is to be done, so that opening it waits for nothing.
const ahead = () => {
  const href = new URL('app/static/network/vis-network-9.1.2.min.js', document.baseURI).href;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }));
};
export default function (component) {
  state.send = component.setTriggerValue;
  state.data = component.data;
  relabel();
  if (!globalThis.__lianjian) {
    globalThis.__lianjian = state;
    (globalThis.requestIdleCallback || setTimeout)(ahead);
    document.addEventListener('click', (event) => globalThis.__lianjian.click(event));
    document.addEventListener('keydown', (event) => globalThis.__lianjian.key(event));
    new MutationObserver(() => globalThis.__lianjian.relabel()).observe(document.body, { childList: true, subtree: true });
    new MutationObserver(() => globalThis.__lianjian.relabel()).observe(document.head, { childList: true, subtree: true, characterData: true });
  }
  Object.assign(globalThis.__lianjian, { send: state.send, data: state.data, click: ours, key: search, relabel });
}
