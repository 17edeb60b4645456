"""Run the command line with `python -m speclint`."""

from __future__ import annotations

import sys

try:
    from speclint.cli.main import main
except ModuleNotFoundError as error:  # the files are there, what they need is not
    if (error.name or "speclint").startswith("speclint"):
        raise
    sys.stderr.write(f"error: {error.name} is not installed, which speclint needs: install speclint with pip\n")
    sys.exit(2)

if __name__ == "__main__":
    main()
