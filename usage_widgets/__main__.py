"""`python -m usage_widgets` is the command `usage-widgets`."""

from __future__ import annotations

import sys

from usage_widgets.cli import main

if __name__ == "__main__":
    sys.exit(main())
