// The outline of an open group: as the server gave it, wider where the names of its marks, always of one size, would stick out.
const ROOM = 10;

// the convex outline of points, corners in turn (monotone chain)
export function hull(points) {
  const ordered = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (some) => {
    const chain = [];
    for (const [x, y] of some) {
      while (chain.length > 1) {
        const [[ax, ay], [bx, by]] = chain.slice(-2);
        if ((bx - ax) * (y - ay) > (by - ay) * (x - ax)) break;
        chain.pop();
      }
      chain.push([x, y]);
    }
    return chain.slice(0, -1);
  };
  return [...half(ordered), ...half(ordered.reverse())];
}

// boxes: those of the names inside, in screen pixels from the origin; a box of which nothing sticks out changes nothing
export function around(points, boxes, scale) {
  const more = boxes.flatMap(([left, top, right, bottom]) =>
    [
      [left - ROOM, top - ROOM / 2],
      [right + ROOM, top - ROOM / 2],
      [left - ROOM, bottom + ROOM / 2],
      [right + ROOM, bottom + ROOM / 2],
    ].map(([x, y]) => [x / scale, y / scale]),
  );
  return hull([...points, ...more]);
}
