// Bundles every widget folder into static/<widget>.js and .css, draws static/world.json, and holds each file to its size budget.
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";
import { world } from "./world.mjs";

const BUDGET = 30_000; // bytes: anywidget sends the module with every instance
const ONCE_BUDGET = 60_000; // of those that a page is sent once, by _module.py
const ONCE = ["time_series.js", "forecast_chart.js"];
const WORLD_BUDGET = 80_000; // of the map's shapes, which a page is sent once too

const widgets = readdirSync(".").filter((folder) => existsSync(`${folder}/${folder}.ts`));
const written = widgets.flatMap((name) => readdirSync(name).filter((file) => /^written_.*\.css$/.test(file)).map((file) => `${name}/${file}`));
const { metafile } = await build({
  entryPoints: [...widgets.flatMap((name) => [`${name}/${name}.ts`, `${name}/${name}.css`]), "_kit/module_loader.ts", ...written, "_kit/grid.css", "_kit/written.css"],
  entryNames: "[name]",
  outdir: "static",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox124", "safari17.5"],
  metafile: true,
});

const shapes = JSON.stringify(world());
writeFileSync("static/world.json", shapes);
const files = [...Object.entries(metafile.outputs).map(([file, { bytes }]) => [basename(file), bytes]), ["world.json", shapes.length]];

const built = new Set(files.map(([file]) => file));
for (const file of readdirSync("static").filter((name) => !built.has(name))) rmSync(`static/${file}`); // of a widget that is gone

for (const [file, bytes] of files) {
  const budget = file === "world.json" ? WORLD_BUDGET : ONCE.includes(file) ? ONCE_BUDGET : BUDGET;
  console.log(`${file.padEnd(18)} ${bytes.toLocaleString("en").padStart(7)} bytes`);
  if (bytes > budget) {
    console.error(`${file} is over its budget of ${budget.toLocaleString("en")} bytes`);
    process.exitCode = 1;
  }
}
