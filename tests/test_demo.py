"""The sample reports: enough of them, of each format, from outlets that do not exist."""

from __future__ import annotations

import csv
import json
import re

from detente.demo import outlets_table, reports_folder


def _texts() -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(reports_folder().iterdir())}


def test_there_are_eighteen_reports_in_three_formats() -> None:
    """Saved files, pages, and one JSON Lines file of at least four reports."""
    names = list(_texts())
    rows = (reports_folder() / "agencies-2022.jsonl").read_text(encoding="utf-8").splitlines()
    saved = [n for n in names if n.endswith((".md", ".txt"))]
    pages = [n for n in names if n.endswith(".html")]
    assert len(saved) >= 8
    assert len(pages) >= 6
    assert len(rows) >= 4
    assert len(saved) + len(pages) + len(rows) >= 18
    assert all(json.loads(row).keys() >= {"id", "published", "text"} for row in rows)


def test_every_address_is_invented() -> None:
    """No address outside .example (schema.org names a vocabulary)."""
    for name, text in _texts().items():
        hosts = set(re.findall(r"https?://([\w.-]+)", text)) - {"schema.org"}
        assert hosts, name
        assert all(host.endswith(".example") for host in hosts), name


def test_every_report_comes_from_an_outlet_of_the_table() -> None:
    """Six outlets and two agencies at least, and the domain of each report among theirs."""
    with outlets_table().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    domains = {row["domains"] for row in rows}
    assert sum(row["kind"] == "agency" for row in rows) >= 2
    assert sum(row["kind"] != "agency" for row in rows) >= 6
    for name, text in _texts().items():
        hosts = set(re.findall(r"https?://(?:www\.)?([\w-]+\.example)", text))
        assert hosts and hosts <= domains, name
