"""What a quality card is as HTML without a browser: the verdict, and the findings in a disclosure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from usage_widgets.messages.escaping import in_html
from usage_widgets.widgets._static import Told, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence


def told(verdict: str, heading: str, findings: Sequence[dict[str, Any]], *, is_open: bool) -> Told:
    """A verdict and its findings."""
    items = "".join(f'<li data-severity="{finding["severity"]}">{_finding(finding)}</li>' for finding in findings)
    opened = " open" if is_open else ""
    details = f"<details{opened}><summary>{in_html(heading)}</summary><ul>{items}</ul></details>" if items else ""
    return Told("", paragraph(verdict, "uw-verdict") + details, "findings")


def _finding(finding: dict[str, Any]) -> str:
    severity, message, meaning, *_ = map(in_html, finding["cells"])
    examples = f"<br><small>{in_html(finding['examples'])}</small>" if finding["examples"] else ""
    return f"<strong>{severity}:</strong> {message}<br>{meaning}{examples}"
