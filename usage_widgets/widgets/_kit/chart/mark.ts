/** What a chart shows: numbers with names, and all of it in words too. */

/** One bar or slice, its figures also as a person reads them. */
export interface Mark {
  key: string;
  label: string;
  number: number | null;
  /** Part of the total, 0..1; null where a part of it says nothing. */
  share: number | null;
  opens: boolean;
  isOther: boolean;
  value: string;
  /** Its share in percent, or nothing. */
  percent: string;
  /** What speech says of it. */
  name: string;
}

/** Where a picture is drawn; `width` in px. */
export interface Room {
  host: HTMLElement;
  width: number;
}

export interface Drawing {
  options: SVGGElement[];
  /** The options and their decoration, from the bottom up. */
  parts: SVGElement[];
  height: number;
}
