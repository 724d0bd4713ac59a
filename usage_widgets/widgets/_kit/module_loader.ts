/** What a widget with much code sends in every instance: it draws with a module that came once. */

import type { BaseState, Model, View } from "./model";

interface Drawing {
  render(view: View<BaseState>): unknown;
}
interface Hosted extends View<BaseState & { module: string }> {
  host: { getModel(reference: string): Promise<Model<{ source: string }>> };
}

/** By the name of the model that holds the source: each kernel has its own, maybe of another version. */
const kept: Map<string, Promise<Drawing>> = ((globalThis as { usageWidgetsModules?: Map<string, Promise<Drawing>> }).usageWidgetsModules ??= new Map());

export default {
  async render(view: Hosted) {
    const drawing = await drawingOf(view);
    return view.signal.aborted ? undefined : drawing.render(view as unknown as View<BaseState>);
  },
};

function drawingOf({ model, host }: Hosted): Promise<Drawing> {
  const reference = model.get("module");
  const known = kept.get(reference) ?? host.getModel(reference).then((module) => load(module.get("source")));
  kept.set(reference, known);
  return known;
}

async function load(source: string): Promise<Drawing> {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return ((await import(address)) as { default: Drawing }).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}
