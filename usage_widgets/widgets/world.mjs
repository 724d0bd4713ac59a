// Draws the countries of the world once, at build time: integer SVG paths by ISO code, and a place for each that is too small to see.
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);
const NUMERIC = Object.fromEntries(require("i18n-iso-countries/codes.json").map(([alpha2, , numeric]) => [numeric, alpha2]));
/** Without a number in Natural Earth: the code that people use, or the country that ISO counts the land to. */
const UNNUMBERED = { Kosovo: "XK", "N. Cyprus": "CY", Somaliland: "SO" };
const ANTARCTICA = "AQ";
const WIDTH = 900;
const SMALL = 15; // square units of the largest part: less is hard to see and to hit
const LEAST_RING = 8; // square units: smaller islands are left out where there is a larger one

/** Natural Earth's countries (public domain), in a projection that keeps areas and that d3 cuts at the antimeridian. */
export function world() {
  const countries = countriesOf(require("world-atlas/countries-50m.json"));
  const all = { type: "FeatureCollection", features: [...countries.values()].flat() };
  const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(WIDTH, all);
  const [, [, bottom]] = geoPath(projection).bounds(all);
  const shapes = {};
  const middles = {};
  const small = [];
  for (const [code, features] of countries) {
    const rings = ringsOf({ type: "FeatureCollection", features }, projection);
    const kept = rings.filter((ring, at) => !at || areaOf(ring) >= LEAST_RING);
    if (areaOf(kept[0]) >= 1) shapes[code] = kept.map(written).join("");
    middles[code] = middleOf(rings[0]);
    if (areaOf(rings[0]) < SMALL) small.push(code);
  }
  return { width: WIDTH, height: Math.ceil(bottom), shapes, middles, small };
}

function countriesOf(atlas) {
  const found = new Map();
  for (const country of feature(atlas, atlas.objects.countries).features) {
    const code = NUMERIC[country.id] ?? UNNUMBERED[country.properties.name];
    if (code && code !== ANTARCTICA) found.set(code, [...(found.get(code) ?? []), country]);
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The outlines on the paper, the largest first. */
function ringsOf(shape, projection) {
  const rings = [];
  const pen = {
    moveTo: (x, y) => rings.push([[x, y]]),
    lineTo: (x, y) => rings.at(-1).push([x, y]),
    closePath: () => {},
  };
  geoPath(projection, pen)(shape);
  return rings.sort((one, other) => areaOf(other) - areaOf(one));
}

function areaOf(ring) {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice / 2);
}

function middleOf(ring) {
  const middle = (axis) => Math.round(ring.reduce((sum, point) => sum + point[axis], 0) / ring.length);
  return [middle(0), middle(1)];
}

/** From whole point to whole point, each told from the one before; points in a line are left out. */
function written(ring) {
  const points = straightened(ring.map(([x, y]) => [Math.round(x), Math.round(y)]));
  if (points.length < 3) return "";
  const steps = points.slice(1).map(([x, y], at) => [x - points[at][0], y - points[at][1]]);
  return `M${joined([points[0]])}l${joined(steps)}z`;
}

function straightened(points) {
  const kept = [];
  for (const point of points) {
    const [before, last] = kept.slice(-2);
    if (last && point[0] === last[0] && point[1] === last[1]) continue;
    if (last && isBetween(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isBetween([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - by) === (by - ay) * (cx - bx) && (bx - ax) * (cx - bx) + (by - ay) * (cy - by) > 0;
}

/** A minus parts numbers as well as a comma does. */
function joined(points) {
  return points.flat().join(" ").replaceAll(" -", "-");
}
