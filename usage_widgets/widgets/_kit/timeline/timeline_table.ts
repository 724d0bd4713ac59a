/** The steps in sight as a table: a line a column, and what is only expected or not over yet says so. */

import type { Format } from "../format";
import type { Messages } from "../messages";
import type { TableCell, TableData } from "../table";
import type { Clock } from "./clock";
import type { Shown } from "./shown";
import { valueAt, type Track, type TrackStep } from "./track";

const NOTHING: TableCell = { text: "", raw: null };

interface Part {
  label: string;
  numeric: boolean;
  cell(step: TrackStep): TableCell;
}

export function timelineTable(shown: Shown, track: Track, messages: Messages, format: Format, clock: Clock): TableData {
  const { name, grain, lines } = shown;
  const { text } = messages;
  const number = (value: number | null): TableCell => ({ text: format.value(value, shown.unit), raw: value });
  const remarkOf = ({ start, known }: TrackStep): string => {
    if (known < 0) return start < shown.end ? "forecast.whole" : "forecast";
    return shown.partial.has(known) ? "so_far" : "";
  };
  const time: Part = {
    label: text("time"), numeric: false,
    cell: ({ start }) => ({ text: clock.say(start, grain), raw: clock.stamp(start, grain) }),
  };
  const remark: Part = {
    label: text("remark"), numeric: false,
    cell: (step) => (remarkOf(step) ? { text: text(remarkOf(step)), raw: text(remarkOf(step)) } : NOTHING),
  };
  const band = shown.outlook?.bands.toSorted((one, other) => other.level - one.level)[0];
  const edge = (side: "low" | "high"): Part => ({
    label: text(`band.${side}`, { level: band?.level ?? 0 }), numeric: true,
    cell: ({ known, ahead }) => (known < 0 ? number(band?.[side][ahead] ?? null) : NOTHING),
  });
  const steps = track.flatMap(apart);
  const parts = [
    time,
    ...lines.map((line): Part => ({ label: line.label, numeric: true, cell: (step) => number(valueAt(line, step)) })),
    ...(band && steps.some(({ known }) => known < 0) ? [edge("low"), edge("high")] : []),
    ...(steps.some(remarkOf) ? [remark] : []),
  ];
  return { caption: name, columns: parts, rows: steps.map((step) => parts.map(({ cell }) => cell(step))) };
}

/** The running step twice: what is known of it, then what is expected of all of it. */
function apart(step: TrackStep): Track {
  return step.known >= 0 && step.ahead >= 0 ? [{ ...step, ahead: -1 }, { ...step, known: -1 }] : [step];
}
