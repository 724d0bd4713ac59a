/** The catalogue's sentences, filled. */

/** A sentence in pieces: our words, and names from outside that may run in another direction. */
export type Piece = string | { name: string };
export type Values = Record<string, string | number | Piece | Piece[]>;

export interface Messages {
  /** Whose words these are: English, where there are none in the locale's own. */
  language: string;
  /** The sentence as one string. */
  text(key: string, values?: Values): string;
  /** The sentence with its names still apart. */
  pieces(key: string, values?: Values): Piece[];
}

const PLACEHOLDER = /\{(\w+)\}/;

/** A key without an entry reads as itself. `count` chooses between `key.one`, `key.other` and their kin. */
export function createMessages(strings: Record<string, string>, locale: string): Messages {
  const language = strings["language"] ?? locale;
  const plurals = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(locale, { useGrouping: "always" });

  const template = (key: string, { count }: Values): string => {
    const plural = typeof count === "number" ? strings[`${key}.${plurals.select(count)}`] : undefined;
    return plural ?? strings[`${key}.other`] ?? strings[key] ?? key;
  };
  const fill = (name: string, value: Values[string] | undefined): Piece[] => {
    if (value === undefined) return [`{${name}}`];
    if (typeof value === "number") return [digits.format(value)];
    return Array.isArray(value) ? value : [value];
  };
  const pieces = (key: string, values: Values = {}): Piece[] =>
    template(key, values)
      .split(PLACEHOLDER)
      .flatMap((part, at) => (at % 2 ? fill(part, values[part]) : [part]))
      .filter((piece) => piece !== "");

  return {
    language,
    pieces,
    text: (key, values) => plain(pieces(key, values)),
  };
}

export function plain(pieces: Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.name)).join("");
}
