// Bundles every widget folder into static/<widget>.js and .css, and holds each file to its size budget.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

const BUDGET = 30_000; // bytes: anywidget sends the module with every instance
const ONCE_BUDGET = 60_000; // of those that a page is sent once, by _module.py
const ONCE = ["time_series.js", "forecast_chart.js"];

const widgets = readdirSync(".").filter((folder) => existsSync(`${folder}/${folder}.ts`));
const { metafile } = await build({
  entryPoints: [...widgets.flatMap((name) => [`${name}/${name}.ts`, `${name}/${name}.css`]), "_kit/module_loader.ts", "_kit/grid.css", "_kit/written.css"],
  entryNames: "[name]",
  outdir: "static",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox124", "safari17.5"],
  metafile: true,
});

const built = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const file of readdirSync("static").filter((name) => !built.has(name))) rmSync(`static/${file}`); // of a widget that is gone

for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
  const budget = ONCE.includes(basename(file)) ? ONCE_BUDGET : BUDGET;
  console.log(`${basename(file).padEnd(18)} ${bytes.toLocaleString("en").padStart(7)} bytes`);
  if (bytes > budget) {
    console.error(`${file} is over its budget of ${budget.toLocaleString("en")} bytes`);
    process.exitCode = 1;
  }
}
