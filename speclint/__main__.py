"""Run the command line with `python -m speclint`."""

from __future__ import annotations

from speclint.cli.main import main

if __name__ == "__main__":
    main()
