"""`GuardedWidget`: the page may set the traits that go both ways, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from usage_widgets.widgets._trouble import LOG, log

if TYPE_CHECKING:
    from collections.abc import Callable


class GuardedWidget(anywidget.AnyWidget):
    """A widget that takes from the page what it has to: whoever opens a page can send any message to its kernel.

    The page may set traits with the tag `both`. All others, such as the numbers, the code and the layout, go to the
    page only.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        """Read the code: what anywidget watches as a file keeps every widget that was ever made."""
        for name in ("_esm", "_css"):
            if isinstance(file := vars(cls).get(name), Path):
                setattr(cls, name, file.read_text(encoding="utf-8"))
        super().__init_subclass__(**options)

    def close(self) -> None:
        """Close it with its layout, which ipywidgets would keep."""
        super().close()
        if self.trait_has_value("layout"):
            self.layout.close()

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page has set, where it may; what a trait refuses is raised."""
        settable = self.trait_names(sync=True, both=True)
        allowed = {name: value for name, value in sync_data.items() if name in settable}
        if allowed:
            super().set_state(allowed)

    def _handle_msg(self, msg: Any) -> None:
        """Take a message of the page, and ignore what is none; nothing binary is expected."""
        match msg:
            case {"content": {"data": {"method": "update", "state": dict(state)}}}:
                self._try(self.set_state, state)
            case {"content": {"data": {"method": "request_state"}}}:
                self.send_state()
            case {"content": {"data": {"method": "custom", "content": content}}}:
                self._try(self._handle_custom_msg, content, [])

    def _handle_custom_msg(self, content: Any, buffers: list[Any]) -> None:
        for callback in self._msg_callbacks.callbacks:
            callback(self, content, buffers)

    def _try(self, follow: Callable[..., None], *message: Any) -> None:
        """Do what the page asks for; what a trait refuses is answered with the true state."""
        try:
            follow(*message)
        except traitlets.TraitError:
            LOG.warning("%s: a value that the page has sent was refused", type(self).__name__)
            self.send_state(self.trait_names(sync=True, both=True))
        except Exception as error:  # noqa: BLE001 - whatever it is, the widget goes on
            log(f"{type(self).__name__}: the page could not be followed", error)
