/** The list's numbers for the table twin. */

import type { TableCell, TableData } from "../_kit/table";
import type { Row, Scene } from "./state";

export function tableData({ caption, heads, rows }: Scene): TableData {
  const columns: { label: string | undefined; numeric: boolean; cell(row: Row): TableCell }[] = [
    { label: heads.name, numeric: false, cell: ({ label }) => ({ text: label, raw: label }) },
    { label: heads.value, numeric: true, cell: ({ value, number }) => ({ text: value, raw: number }) },
    { label: heads.percent, numeric: true, cell: ({ percent, share }) => ({ text: percent, raw: share }) },
    { label: heads.users, numeric: true, cell: ({ users, count }) => ({ text: users, raw: count }) },
  ];
  const shown = columns.filter(({ label }) => label);
  return {
    caption,
    columns: shown.map(({ label = "", numeric }) => ({ label, numeric })),
    rows: rows.map((row) => shown.map(({ cell }) => cell(row))),
  };
}
