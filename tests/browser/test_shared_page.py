"""A page takes the style sheets of its widgets in any order: none changes what another looks like."""

import pytest

import usage_widgets as uw
from usage_widgets.dashboards.kinds import KINDS, widget_class
from usage_widgets.widgets._base import STATIC

from .drawn import draw

LOOKS = """
() => [...document.querySelectorAll("main *")].map((element) => {
    const style = getComputedStyle(element);
    return [...style].map((name) => `${element.className?.baseVal ?? element.className} ${name}: ${style.getPropertyValue(name)}`);
})
"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_looks_the_same_beside_the_others(page, kind):
    usage = uw.Usage.demo(days=40, requests=800, end="2026-06-30")
    page.set_viewport_size({"width": 1000, "height": 900})
    draw(page, widget_class(kind)(usage))
    page.wait_for_timeout(300)
    alone = page.evaluate(LOOKS)
    for other in KINDS:
        if other != kind:
            page.add_style_tag(content=(STATIC / f"{other}.css").read_text("utf-8"))
    beside = page.evaluate(LOOKS)
    changed = {line for before, after in zip(alone, beside, strict=True) for line in {*after} - {*before}}
    assert sorted(changed) == []
