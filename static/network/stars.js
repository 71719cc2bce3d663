// The small picture of the clusters.
const version = new URL(import.meta.url).search;
const { picture } = await import('./shapes.js' + version);

export function draw({ data, parentElement, setTriggerValue }) {
  parentElement.querySelector('.stars')?.replaceChildren(picture(data, (key) => setTriggerValue('open', key)));
}
export const leave = () => {};
