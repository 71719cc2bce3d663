// The picture as a file: SVG from the same drawing calls, PNG from that SVG at twice the size. Nothing is sent anywhere.
import { SvgContext } from './svg.js';
const PAPER = '#FBFAF6';

function ofScene(scene) {
  const wide = scene.box.clientWidth,
    high = scene.box.clientHeight,
    ctx = new SvgContext(wide, high, PAPER),
    scale = scene.net.getScale(),
    origin = scene.net.canvasToDOM({ x: 0, y: 0 });
  const inside = () => ctx.setTransform(scale, 0, 0, scale, origin.x, origin.y);
  inside();
  scene.under(ctx);
  for (const mark of scene.marks.values()) {
    const at = scene.where(mark.id);
    ctx.setTransform(1, 0, 0, 1, at.x, at.y);
    scene.body(ctx, mark);
  }
  scene.stamp = '';
  scene.over(ctx, 1);
  scene.stamp = '';
  return { svg: ctx.text(), wide, high };
}

function ofPicture(element, family) {
  const copy = element.cloneNode(true),
    [, , wide, high] = element.getAttribute('viewBox').split(' ').map(Number);
  copy.setAttribute('xmlns', element.namespaceURI);
  copy.setAttribute('width', wide);
  copy.setAttribute('height', high);
  copy.setAttribute('style', `background:${PAPER}`);
  copy.setAttribute('font-family', family);
  return { svg: new XMLSerializer().serializeToString(copy), wide, high };
}

export async function pictureFile(page, kind) {
  const drawn = page.sheet.hidden
    ? ofScene(page.canvas.hidden ? page.ground : page.scene)
    : ofPicture(page.sheet.querySelector('svg'), getComputedStyle(page.root).fontFamily);
  const svg = new Blob([drawn.svg], { type: 'image/svg+xml' });
  if (kind === 'svg') return svg;
  const image = new Image(),
    address = URL.createObjectURL(svg);
  await new Promise((done, failed) => {
    Object.assign(image, { onload: done, onerror: failed, src: address });
  });
  URL.revokeObjectURL(address);
  const canvas = Object.assign(document.createElement('canvas'), { width: drawn.wide * 2, height: drawn.high * 2 });
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = PAPER;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => {
    canvas.toBlob(done, 'image/png');
  });
}
