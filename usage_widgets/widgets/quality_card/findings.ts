/** The findings as Python words them. */

import type { TableCell } from "../_kit/table";

export type Severity = "error" | "warning" | "note";

export interface Finding {
  code: string;
  severity: Severity;
  /** Severity, finding, meaning, count, share, examples. */
  cells: string[];
  examples: string;
  count: number;
  share: number;
}

const WORST_FIRST: Severity[] = ["error", "warning", "note"];

export function worstOf(findings: Finding[]): Severity | null {
  return WORST_FIRST.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/** Counts and shares keep their exact numbers. */
export function rowsOf(findings: Finding[]): TableCell[][] {
  return findings.map(({ cells, count, share }) => {
    const numbers: Record<number, number> = { 3: count, 4: share };
    return cells.map((text, at) => ({ text, raw: numbers[at] ?? text }));
  });
}
