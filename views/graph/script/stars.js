// The small picture of the clusters.
import { picture } from './shapes.js';

export function draw({ data, parentElement, setTriggerValue }) {
  parentElement.querySelector('.stars')?.replaceChildren(picture(data, (key) => setTriggerValue('open', key)));
}
export const leave = () => {};
