/** The picture's numbers for the table twin. */

import type { Mark } from "../_kit/chart/mark";
import type { Content } from "../_kit/chart/picture";
import type { Messages } from "../_kit/messages";
import type { TableCell, TableData } from "../_kit/table";
import type { Scene } from "./cube";

export function tableData({ dimension, measure }: Scene, { name, marks }: Content, messages: Messages): TableData {
  const columns = [
    { label: dimension.label, numeric: false },
    { label: measure.label, numeric: true },
    { label: messages.text("of_total"), numeric: true },
  ];
  const row = ({ label, value, number, percent, share }: Mark): TableCell[] => [
    { text: label, raw: label },
    { text: value, raw: number },
    { text: percent, raw: share },
  ];
  const shown = marks.some(({ share }) => share !== null) ? 3 : 2;
  return { caption: name, columns: columns.slice(0, shown), rows: marks.map((mark) => row(mark).slice(0, shown)) };
}
