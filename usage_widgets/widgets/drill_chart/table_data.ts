/** The scene's numbers for the table twin. */

import { plain, type Messages } from "../_kit/messages";
import type { TableCell, TableData } from "../_kit/table";
import type { Mark, Scene } from "./cube";
import type { Words } from "./words";

export function tableData(scene: Scene, words: Words, messages: Messages): TableData {
  const shares = scene.marks.some(({ share }) => share !== null);
  const row = (mark: Mark): TableCell[] => {
    const cells: TableCell[] = [
      { text: mark.label, raw: mark.label },
      { text: words.value(scene, mark.number), raw: mark.number },
    ];
    return shares ? [...cells, { text: words.share(mark), raw: mark.share }] : cells;
  };
  const columns = [
    { label: scene.dimension.label, numeric: false },
    { label: scene.measure.label, numeric: true },
    ...(shares ? [{ label: messages.text("of_total"), numeric: true }] : []),
  ];
  return { caption: plain(words.caption(scene)), columns, rows: scene.marks.map(row) };
}
