"""The table of outlets and the ways into it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from detente.errors import TableError
from detente.read.outlets import all_outlets, also, find_outlet, make_outlet, names, normal, rows


def test_the_table_is_large_and_world_wide() -> None:
    kinds = Counter(outlet.kind for outlet in all_outlets())
    countries = {outlet.country for outlet in all_outlets() if outlet.country}
    assert len(all_outlets()) >= 220
    assert kinds["agency"] >= 100
    assert len(countries) >= 90


def test_rows_are_sound() -> None:
    domains = [domain for row in rows() for domain in row.domains]
    assert len(domains) == len(set(domains)), "two outlets claim one domain"
    assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", domain) for domain in domains)
    for row in rows():
        outlet = row.outlet
        assert re.fullmatch(r"[a-z0-9-]+", outlet.id), outlet
        assert outlet.country is None or re.fullmatch(r"[A-Z]{3}", outlet.country), outlet
        assert outlet.wikidata is None or re.fullmatch(r"Q[1-9]\d*", outlet.wikidata), outlet


def test_no_name_belongs_to_two_outlets() -> None:
    owners: dict[str, set[str]] = {}
    for outlet in all_outlets():
        for name in names(outlet):
            owners.setdefault(normal(name), set()).add(outlet.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_outlet_is_found_by_name_and_domain() -> None:
    for row in rows():
        assert find_outlet(name=row.outlet.name) == row.outlet
        for domain in row.domains:
            assert find_outlet(url=f"https://www.{domain}/2020/a?b=1") == row.outlet


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("reuters", "reuters"),
        ("The Associated Press", "associated-press"),
        ("A.P.", "associated-press"),
        ("AFP", "afp"),
        ("Agence France-Presse", "afp"),
        ("TASS news agency", "tass"),
        ("Russian news agency Interfax", "interfax"),
        ("state news agency SANA", "sana"),
        ("Xinhua News Agency", "xinhua"),
        ("ria novosti", "ria-novosti"),
        ("Interfax-Ukraine", "interfax-ukraine"),
        ("Süddeutsche Zeitung", "sueddeutsche"),
        ("the moscow times", "moscow-times"),
        ("BBC", "bbc"),
        ("nytimes.com", "new-york-times"),
        ("IRNA", "irna"),
        ("KCNA", "kcna"),
    ],
)
def test_find_by_name(name: str, outlet: str) -> None:
    found = find_outlet(name=name)
    assert found is not None and found.id == outlet


@pytest.mark.parametrize(
    "name", ["", "Sergei Lavrov", "the ministry", "...", "Kyiv", "News Agency"]
)
def test_unknown_names(name: str) -> None:
    assert find_outlet(name=name) is None


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://timesofindia.indiatimes.com/world/1.cms", "times-of-india"),
        ("https://economictimes.indiatimes.com/news/1", "economic-times"),
        ("//news.sky.com/story/1", "sky-news"),
        ("https://en.interfax.com.ua/news/1.html", "interfax-ukraine"),
        ("https://interfax.com/newsroom/1", "interfax"),
        ("https://web.archive.org/web/20211215000000/https://tass.com/politics/1", "tass"),
        ("theguardian.com/world/1", "guardian"),
    ],
)
def test_find_by_longest_domain(url: str, outlet: str) -> None:
    found = find_outlet(url=url)
    assert found is not None and found.id == outlet


def test_a_domain_is_no_suffix_of_letters() -> None:
    assert find_outlet(url="https://notbbc.com/a") is None


def test_the_address_decides_but_not_that_of_a_site_that_passes_on() -> None:
    known = find_outlet(url="https://guardian.ng/a", name="The Guardian")
    passed_on = find_outlet(url="https://news.yahoo.com/a", name="Reuters")
    assert known is not None and known.id == "guardian-nigeria"
    assert passed_on is not None and passed_on.id == "reuters"


def test_make_outlet_for_the_unknown() -> None:
    made = make_outlet(url="https://www.example-post.org/a", name="Example Post")
    assert made is not None
    assert (made.id, made.name, made.control) == ("example-post.org", "Example Post", "unknown")
    assert make_outlet() is None


def test_the_users_own_table_comes_first_and_only_inside_the_block(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    head = "id,name,aliases,domains,kind,country,control,wikidata,note\n"
    table.write_text(head + "fjord,The Fjord Post,,fjord.example,newspaper,NOR,independent,,x\n")
    with also(table):
        found = find_outlet(url="https://www.fjord.example/a")
        assert found is not None
        assert found.name == "The Fjord Post"
        assert find_outlet(name="Fjord Post") == found
    assert find_outlet(url="https://www.fjord.example/a") is None


def test_a_wrong_table_of_outlets_names_file_and_line(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    head = "id,name,aliases,domains,kind,country,control,wikidata,note\n"
    table.write_text(head + "fjord,The Fjord Post,,fjord.example,pigeon,NOR,independent,,x\n")
    with pytest.raises(TableError, match=r"own\.csv:2"), also(table):
        pass


OWN = "id,name,aliases,domains,kind,country,control,wikidata\n"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"id,name\n", r":1: lacks the columns"),
        (OWN.encode() + b"a,A\x00,,,agency,NOR,state,\n", r":2: holds a control character"),
        (OWN.encode() + b"a,A,,,agency,Norway,state,\n", r":2: 'Norway' is no country code"),
        (OWN.encode() + b"a,A,,,agency,NOR,state,,more\n", r":2: has more cells than columns"),
        (OWN.encode() + b"a,A\n", r":2: unknown kind or control of a"),
        (OWN.encode() + b'a,"A,,,agency,NOR,state,\n', r":2: this is no CSV"),
        (
            OWN.encode() + b"a,A,,,agency,NOR,state,\na,A,,,agency,PER,state,\n",
            r":3: 'id a' contradicts line 2",
        ),
        (
            OWN.encode() + b"a,A,,a.example,agency,,state,\nb,B,,a.example,agency,,state,\n",
            r":3: 'domain a\.example' contradicts line 2",
        ),
        (OWN.encode() + b"a,A,,,agency,,state,\n" * 500_000, r"is larger than 5 MB"),
    ],
)
def test_what_is_wrong_with_a_table_of_outlets_is_said(
    tmp_path: Path, raw: bytes, told: str
) -> None:
    table = tmp_path / "own.csv"
    table.write_bytes(raw)
    with pytest.raises(TableError, match=told), also(table):
        pass
