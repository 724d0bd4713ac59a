/** The room that the plot is given on the page, and how wide words are in it. */

import { widest, type Font } from "../chart/text_width";
import { html, UNSPOKEN } from "../dom";

const SIZE = "11px";

export class Surface {
  width = 0;
  /** Grows with the reader's own font and spacing. */
  readonly #ruler = html("span", { class: "uw-ruler", ...UNSPOKEN }, "$0,000.00");
  readonly #element: HTMLElement;
  readonly #widths = new Map<string, number>();
  #ruled = 0;
  #font: Font = { face: "", spacing: "0px" };

  /** `resized` is called whenever width or font are others, also before the page is printed. */
  constructor(element: HTMLElement, resized: () => void, signal: AbortSignal) {
    this.#element = element;
    element.append(this.#ruler);
    const measure = (): void => {
      if (this.#measure()) resized();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(this.#ruler);
    addEventListener("beforeprint", measure, { signal }); // the page has taken the paper's width
    signal.addEventListener("abort", () => observer.disconnect());
  }

  readonly widthOf = (text: string): number => {
    const known = this.#widths.get(text) ?? widest([text], this.#font);
    this.#widths.set(text, known);
    return known;
  };

  #measure(): boolean {
    const [width, ruled] = [this.#element.clientWidth, this.#ruler.offsetWidth];
    if (!width || (width === this.width && ruled === this.#ruled)) return false;
    const { fontFamily, letterSpacing } = getComputedStyle(this.#element);
    this.#font = { face: `500 ${SIZE} ${fontFamily}`, spacing: letterSpacing === "normal" ? "0px" : letterSpacing };
    this.#widths.clear();
    this.width = width;
    this.#ruled = ruled;
    return true;
  }
}
