"""`python -m detente` is `detente`."""

from __future__ import annotations

import sys

from detente.show.cli import main

if __name__ == "__main__":
    sys.exit(main())
