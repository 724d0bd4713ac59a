/** A sentence on the page, its foreign names kept from turning the text around them. */

import { html } from "./dom";
import type { Piece } from "./messages";

export function sentence(pieces: Piece[]): (string | Node)[] {
  return pieces.map((piece) => (typeof piece === "string" ? piece : html("bdi", {}, piece.name)));
}
