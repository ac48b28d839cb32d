"""JSON-LD as pages carry it: lists, graphs, several values, comments, and broken."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = dict[str, Any]

MAX_SCRIPT = 2_000_000
MAX_NODES = 5_000
_ARTICLES = (
    "article",
    "report",
    "newsarticle",
    "blogposting",
    "liveblogposting",
    "socialmediaposting",
)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,40}?\*/)+|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_STRING = r'"((?:[^"\\\n]|\\.){0,2000})"'
# Single values that can be saved from a script that no parser takes.
_SALVAGE = {
    name: re.compile(rf'"{name}"\s*:\s*{_STRING}')
    for name in ("datePublished", "dateModified", "headline", "articleSection", "inLanguage")
}
_SALVAGE_NAMED = {
    name: re.compile(rf'"{name}"\s*:\s*[\[{{][^{{}}\[\]]{{0,400}}?"name"\s*:\s*{_STRING}')
    for name in ("author", "publisher")
}


def find_nodes(scripts: Iterable[str]) -> tuple[Node, ...]:
    """Every object of a page's scripts, outer ones first; broken scripts give what they can."""
    found: list[Node] = []
    for script in scripts:
        values = _load(script[:MAX_SCRIPT])
        for value in values:
            found.extend(_walk(value, MAX_NODES - len(found)))
        if len(found) >= MAX_NODES:
            break
    return tuple(found)


def find_article(nodes: Iterable[Node], *, page: str | None, titles: Iterable[str]) -> Node | None:
    """The node that describes this page's report, None where no node describes one.

    Lists of other stories are articles too: the one of this address or title is preferred,
    then one with a date of publication.
    """
    articles = [node for node in nodes if is_article(node)]
    wanted = {_plain(title) for title in titles if title}
    best: tuple[int, int] | None = None
    chosen: Node | None = None
    for number, node in enumerate(articles):
        score = 4 * (page is not None and page in addresses(node))
        score += 2 * (_plain(first_text(node.get("headline"))) in wanted)
        score += 1 * ("datePublished" in node)
        if best is None or (score, -number) > best:
            best, chosen = (score, -number), node
    return chosen


def is_article(node: Node) -> bool:
    """True for a NewsArticle and its kin."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and name.rpartition("/")[2].lower().endswith(_ARTICLES)
        for name in names
    )


def addresses(node: Node) -> set[str]:
    """The addresses that a node gives for itself."""
    given = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    found: set[str] = set()
    for value in given:
        value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
        if isinstance(value, str):
            found.add(value.partition("#")[0])
    return found


def first_text(value: object) -> str:
    """The first text in a string, a list or a node with a name; "" where there is none."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("url") or ""
        else:
            break
    return html.unescape(value).strip() if isinstance(value, str) else ""


def people(value: object, nodes: Iterable[Node] = ()) -> tuple[tuple[str, bool], ...]:
    """Names of an `author` and whether each is an organisation; references are followed."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    found: list[tuple[str, bool]] = []
    for item in (value if isinstance(value, list) else [value])[:50]:
        if isinstance(item, dict) and "name" not in item and isinstance(item.get("@id"), str):
            item = known.get(item["@id"], item)
        names = item.get("name") if isinstance(item, dict) else item
        organisation = isinstance(item, dict) and "rganization" in str(item.get("@type"))
        for name in (names if isinstance(names, list) else [names])[:50]:
            if isinstance(name, str) and name.strip() and not name.startswith(("http:", "https:")):
                found.append((html.unescape(name).strip(), organisation))
    return tuple(dict.fromkeys(found))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _load(script: str) -> list[object]:
    """The values of a script, mended step by step, at last picked out by name."""
    text = _WRAPPING.sub("", script).strip().rstrip(";")
    if not text:
        return []
    for mended in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        values = _decode(mended)
        if values:
            return values
    return [node] if (node := _salvage(text)) else []


def _decode(text: str) -> list[object]:
    """One JSON value after another, control characters allowed; [] where the first is broken."""
    decoder = json.JSONDecoder(strict=False)
    values: list[object] = []
    at = 0
    while at < len(text) and len(values) < 100:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        gap = re.compile(r"[\s,;]*").match(text, at)
        at = gap.end() if gap else at
    return values


def _salvage(text: str) -> Node | None:
    """The few values that matter, out of a script that is no JSON."""
    node: Node = {}
    for name, pattern in _SALVAGE.items():
        found = pattern.search(text)
        if found:
            node[name] = _unquote(found[1])
    for name, pattern in _SALVAGE_NAMED.items():
        found = pattern.search(text)
        if found:
            node[name] = {"name": _unquote(found[1])}
    if not node:
        return None
    node["@type"] = "NewsArticle"
    return node


def _unquote(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text


def _walk(value: object, limit: int) -> Iterator[Node]:
    """The objects inside a value, breadth first, without recursion."""
    queue: list[object] = [value]
    given = 0
    for item in queue:
        if given >= limit or len(queue) > 20 * MAX_NODES:
            return
        if isinstance(item, dict):
            given += 1
            yield item
            queue.extend(part for part in item.values() if isinstance(part, dict | list))
        elif isinstance(item, list):
            queue.extend(part for part in item if isinstance(part, dict | list))
