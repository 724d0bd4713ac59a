import { expect, test } from "vitest";
import { cohortData, memberData, type Content, type Measured } from "./content";

const measured: Measured = {
  texts: [["2", "1"], ["1"]],
  numbers: [[2, 1], [null]],
  shades: [[6, 3], [6]],
  overall: { name: "All cohorts", texts: ["100.0%", "50.0%"], numbers: [1, 0.5] },
};
const content: Content = {
  corner: "First week", since: "Weeks", columns: 2, shown: "", is_cut: false,
  rows: [{ day: "2026-03-02", name: "Mar 2", size: "2 users" }, { day: "2026-03-09", name: "Mar 9", size: "1 user" }],
  measures: { users: measured, share: measured, cost: measured, requests: measured },
};

test("a file of cohorts has their exact numbers, and nothing where a step is not over", () => {
  const { columns, rows } = cohortData(content, "users", "Cohorts");
  expect(columns.map(({ label }) => label)).toEqual(["First week", "", "0", "1"]);
  expect(rows.map((row) => row.map(({ raw }) => raw))).toEqual([
    ["Mar 2", "2 users", 2, 1],
    ["Mar 9", "1 user", null, null],
    ["All cohorts", "", 1, 0.5],
  ]);
});

test("a file of members leaves out their total", () => {
  const rows = [{ texts: ["ada", "4", "≥ $7.00"], numbers: [4, 7] }, { texts: ["Total", "4", "≥ $7.00"], numbers: [4, 7] }];
  const data = memberData({ path: [], crumbs: [], caption: "Of Mar 2", note: "", columns: ["User", "Requests", "Cost"], rows });
  expect(data.columns.map(({ numeric }) => numeric)).toEqual([false, true, true]);
  expect(data.rows.map((row) => row.map(({ raw }) => raw))).toEqual([["ada", 4, 7]]);
});
