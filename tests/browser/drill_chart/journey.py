"""A drill chart on a page, as a person meets it: by the names of what is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@dataclass
class Chart:
    """One view of a chart, found by its title."""

    page: Page
    root: Locator

    @property
    def marks(self) -> Locator:
        return self.root.get_by_role("listbox").get_by_role("option")

    def mark(self, label: str) -> Locator:
        """The mark of a value, by the label at the start of its name."""
        names = [name.startswith(f"{label}, ") for name in self.names()]
        return self.marks.nth(names.index(True))

    def names(self) -> list[str]:
        return self.marks.evaluate_all("all => all.map((one) => one.ariaLabel)")

    def crumbs(self) -> list[str]:
        return self.root.locator("nav > ol > li").all_inner_texts()

    def path(self) -> list[dict]:
        return json.loads(self.root.get_attribute("data-path"))

    def summary(self) -> str:
        return self.root.locator(".uw-summary").text_content()

    def total(self) -> str:
        return self.root.locator(".uw-total-number").text_content()

    def setter(self) -> Locator:
        return self.root.get_by_role("combobox", name="Measure", exact=True)

    def said(self) -> Locator:
        return self.root.get_by_role("status")

    def note(self) -> Locator:
        return self.root.locator(".uw-note-text")

    def focused(self) -> str | None:
        """The name of what has focus."""
        return self.page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")

    # --- What a person does --------------------------------------------------------------------------------------------

    def click(self, label: str, **options) -> None:
        self.mark(label).click(**options)

    def go_back_to(self, crumb: str) -> None:
        self.root.locator("nav").get_by_role("button", name=crumb, exact=True).click()

    def measure(self, label: str) -> None:
        self.setter().select_option(label=label)

    def draw_as(self, kind: str) -> None:
        self.root.get_by_role("button", name=kind, exact=True).click()

    def open_table(self) -> Locator:
        if not self.root.get_by_role("table").is_visible():
            self.root.get_by_text("Table", exact=True).click()
        return self.root.get_by_role("table")

    def cells(self) -> list[list[str]]:
        """The table: its headings, then its rows."""
        return self.open_table().evaluate(
            "table => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
        )

    # --- What a test waits for -----------------------------------------------------------------------------------------

    def stands_at(self, *path: object, timeout: float = 5_000) -> None:
        """The page shows this path: texts, None, or "OTHER" for the rest."""
        steps = [{"other": True} if step == "OTHER" else {"value": step} for step in path]
        expect(self.root).to_have_attribute(
            "data-path", json.dumps(steps, separators=(",", ":"), ensure_ascii=False), timeout=timeout
        )

    def reset(self) -> None:
        """As it was when it came: cost, bars, the top, nothing open."""
        self.root.scroll_into_view_if_needed()
        if self.path():
            self.go_back_to("All")
        self.stands_at()
        if self.setter().input_value() != "cost":
            self.measure("Cost")
            expect(self.root.locator(".uw-summary")).to_contain_text("Cost by")
        if self.root.get_by_role("button", name="Pie", exact=True).get_attribute("aria-pressed") == "true":
            self.draw_as("Bar")
        self.root.locator("details").evaluate("details => (details.open = false)")


def chart_of(page: Page, title: str, view: int = 0) -> Chart:
    chart = Chart(page, page.get_by_role("region", name=title, exact=True).nth(view))
    chart.root.scroll_into_view_if_needed()
    expect(chart.root).to_have_attribute("data-painted", "true")
    return chart


TOLD = ".widget-textarea textarea"


def wait_until_told(page: Page, **expected: object) -> dict:
    """What Python says of the chart in an output of the notebook, as soon as it says this."""
    page.wait_for_function(
        """([selector, expected]) => {
            const told = JSON.parse(document.querySelector(selector).value);
            return Object.entries(expected).every(([name, value]) => JSON.stringify(told[name]) === JSON.stringify(value));
        }""",
        arg=[TOLD, expected],
    )
    return json.loads(page.locator(TOLD).input_value())
