// A picture that arrives as SVG text is rebuilt, element by element, from a list of what a
// drawing needs. What is not on the list is not copied: no script, no foreign content, no
// event, no style, no address other than an id of the same picture.

const SVG = "http://www.w3.org/2000/svg";

const ELEMENTS = new Set(
  (
    "svg g defs title desc path line polyline polygon rect circle ellipse text tspan use " +
    "linearGradient radialGradient stop marker pattern clipPath"
  ).split(" "),
);

const ATTRIBUTES = new Set(
  (
    "id class viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d " +
    "points transform fill fill-opacity fill-rule stroke stroke-width stroke-opacity " +
    "stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset opacity " +
    "font-family font-size font-weight font-style text-anchor dominant-baseline " +
    "alignment-baseline baseline-shift letter-spacing offset stop-color stop-opacity " +
    "gradientUnits gradientTransform patternUnits patternTransform markerWidth markerHeight " +
    "markerUnits orient refX refY marker-start marker-mid marker-end clip-path vector-effect " +
    "role"
  ).split(" "),
);

const MOST_NODES = 20000;

/** The picture as a live <svg> whose ids start with the prefix, or null if it is none. */
export function picture(svg, prefix) {
  const parsed = new DOMParser().parseFromString(String(svg), "image/svg+xml");
  const source = parsed.documentElement;
  if (source.localName !== "svg" || source.namespaceURI !== SVG) return null;
  let left = MOST_NODES;

  const copy = (from) => {
    const to = document.createElementNS(SVG, from.localName);
    for (const { name, value } of from.attributes) {
      const kept = attribute(name, value, prefix);
      if (kept !== null) to.setAttribute(name === "xlink:href" ? "href" : name, kept);
    }
    for (const child of from.childNodes) {
      left -= 1;
      if (left < 0) break;
      if (child.nodeType === Node.TEXT_NODE) to.append(child.data);
      const drawn = child.nodeType === Node.ELEMENT_NODE && child.namespaceURI === SVG;
      if (drawn && ELEMENTS.has(child.localName)) to.append(copy(child));
    }
    return to;
  };
  return copy(source);
}

function attribute(name, value, prefix) {
  if (name === "href" || name === "xlink:href") {
    return /^#[\w-]+$/.test(value) ? `#${prefix}-${value.slice(1)}` : null;
  }
  if (!ATTRIBUTES.has(name)) return null;
  if (name === "id") return /^[\w-]+$/.test(value) ? `${prefix}-${value}` : null;
  const local = value.replace(/^url\(#([\w-]+)\)$/, `url(#${prefix}-$1)`);
  return /url\s*\(/i.test(local) && local === value ? null : local;
}
