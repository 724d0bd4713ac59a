"""`GuardedWidget`: the page may set the traits that go both ways, and nothing else."""

from __future__ import annotations

import logging
from typing import Any

import anywidget
import traitlets

LOG = logging.getLogger("usage_widgets")


class GuardedWidget(anywidget.AnyWidget):
    """A widget that takes from the page what it has to: whoever opens a page can send any message to its kernel.

    The page may set traits with the tag `both`. All others, such as the numbers, the code and the layout, go to the
    page only.
    """

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page has set, where it may; what a trait refuses is raised."""
        allowed = {name: value for name, value in sync_data.items() if self._goes_both_ways(name)}
        if allowed:
            super().set_state(allowed)

    def _handle_msg(self, msg: Any) -> None:
        """Take a message of the page, and ignore what is none; nothing binary is expected."""
        match msg:
            case {"content": {"data": {"method": "update", "state": dict(state)}}}:
                self._take_from_page(state)
            case {"content": {"data": {"method": "request_state"}}}:
                self.send_state()
            case {"content": {"data": {"method": "custom", "content": content}}}:
                self._handle_custom_msg(content, [])

    def _take_from_page(self, state: dict[str, Any]) -> None:
        """Set what the page has set; a value that is refused is answered with the true one."""
        try:
            self.set_state(state)
        except traitlets.TraitError:
            LOG.warning("%s: a value that the page has sent was refused", type(self).__name__)
            self.send_state([name for name in state if self._goes_both_ways(name)])
        except Exception:
            LOG.exception("%s: the page could not be followed", type(self).__name__)

    def _goes_both_ways(self, name: str) -> bool:
        return name in self.keys and bool(self.trait_metadata(name, "both"))
