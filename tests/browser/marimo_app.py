"""A marimo app: totals, a chart, a button that moves it, and a cell that says where it stands."""

import marimo

app = marimo.App()


@app.cell
def open_usage():
    import marimo as mo

    import usage_widgets as uw

    usage = uw.Usage.demo(days=20, requests=5_000)
    return mo, usage, uw


@app.cell
def show_totals(usage, uw):
    uw.Headline(usage, measures=["cost", "requests"])
    return


@app.cell
def show_chart(mo, usage, uw):
    chart = uw.DrillChart(usage, path=["model", "provider"], title="Cost in marimo")
    seen = mo.ui.anywidget(chart)
    seen
    return chart, seen


@app.cell
def offer_move(chart, mo, uw):
    mo.ui.button(label="Go to the rest", on_click=lambda _: setattr(chart, "path", [uw.OTHER]))
    return


@app.cell
def tell_path(chart, mo, seen):
    seen.value  # this cell runs again when a person has moved the chart
    mo.md(f"Python stands at {chart.path}.")
    return
