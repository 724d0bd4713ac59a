"""A widget's own module on an empty page, with a model in the place of a kernel's."""

from __future__ import annotations

from usage_widgets.widgets._base import STATIC

LIVE = """
async ([source, sheet, state, shapes]) => {
    const heard = {};
    const signal = new AbortController().signal;
    const model = {
        get: (name) => state[name],
        set: (name, value) => (state[name] = value),
        on: (event, callback) => (heard[event] ??= []).push(callback),
        off() {}, save_changes() {}, send() {},
    };
    window.change = (values) => {
        const changed = Object.keys(values).filter((name) => JSON.stringify(values[name]) !== JSON.stringify(state[name]));
        Object.assign(state, values);
        for (const name of changed) heard[`change:${name}`]?.forEach((callback) => callback());
    };
    const host = { getModel: async () => ({ get: () => shapes }) }; // of the world, which a page is sent once
    document.body.className = "usage-page";
    document.body.innerHTML = "<style></style><main tabindex=-1></main>";
    document.querySelector("style").textContent = sheet;
    const { default: widget } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    widget.initialize?.({ model, signal });
    widget.render({ model, el: document.querySelector("main"), signal, host });
}
"""


def draw(page, widget):
    """Draw a widget on the page; `page.evaluate("change", {...})` tells it of other values."""
    source, sheet = ((STATIC / f"{widget.kind_name}.{kind}").read_text("utf-8") for kind in ("js", "css"))
    page.evaluate(LIVE, [source, sheet, state_of(widget), (STATIC / "world.json").read_text("utf-8")])


def state_of(widget):
    """What the page is told of a widget once it is answered."""
    widget.asker.settle()
    return {name: value for name, value in widget.get_state().items() if not name.startswith("_")}
