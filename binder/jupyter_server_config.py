"""What a page is under JupyterLab's own server: as `usage-widgets dashboard` publishes it."""

from __future__ import annotations

from usage_widgets.dashboards.labextensions import LABEXTENSIONS, only_needed
from usage_widgets.dashboards.publishing import TEMPLATE

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - Jupyter's
c.VoilaConfiguration.template = TEMPLATE
c.VoilaConfiguration.allow_template_override = "NO"
c.VoilaConfiguration.allow_theme_override = "NO"
c.VoilaConfiguration.strip_sources = True
c.VoilaConfiguration.show_tracebacks = False
c.VoilaConfiguration.extension_allowlist = LABEXTENSIONS
c.VoilaConfiguration.page_config_hook = only_needed
c.ServerApp.tornado_settings = {"compress_response": True}
