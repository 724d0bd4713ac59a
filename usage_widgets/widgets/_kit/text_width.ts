/** How wide a text will be, without touching the layout. */

let context: CanvasRenderingContext2D | null = null;

/** Width in px of the widest of the texts, in a CSS font such as "13px sans-serif". */
export function widest(texts: string[], font: string): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return Math.max(0, ...texts.map((text) => text.length * 7));
  context.font = font;
  return Math.ceil(Math.max(0, ...texts.map((text) => context?.measureText(text).width ?? 0)));
}
