/** How wide a text will be, without touching the layout. */

let context: CanvasRenderingContext2D | null = null;

export interface Font {
  /** As in CSS: "13px sans-serif". */
  face: string;
  /** Between letters, in px: "0px". */
  spacing: string;
}

/** Width in px of the widest of the texts. */
export function widest(texts: string[], { face, spacing }: Font): number {
  const pen = (context ??= document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D);
  pen.font = face;
  pen.letterSpacing = spacing;
  return Math.ceil(Math.max(0, ...texts.map((text) => pen.measureText(text).width)));
}
