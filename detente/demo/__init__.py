"""Sample reports of a real crisis, told by invented outlets in our own words.

November 2021 to February 2022: the build-up, the drafts, the talks, the invasion. What the
reports say happened did happen, and who is quoted said so in public; the outlets, agencies,
reporters and addresses (all under .example) are invented, and the wording is ours.
"""

from __future__ import annotations

from pathlib import Path


def reports_folder() -> Path:
    """The folder of the sample reports: Markdown, text, HTML and one JSON Lines file."""
    return Path(__file__).parent / "reports"


def outlets_table() -> Path:
    """The table of the invented outlets, in the columns of the table of real ones."""
    return Path(__file__).parent / "outlets.csv"
