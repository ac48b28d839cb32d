"""JSON Lines: one report a line, its text kept unchanged, because offsets point into it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import ReadError
from ..types import Block, Report, Span
from .address import canonical
from .clean import encodable
from .draft import MAX_TEXT, digest, first_dateline, identity
from .furniture import is_furniture
from .outlets import make_outlet
from .roles import read_address_line, read_caption, read_date_line, read_related
from .times import Moment, day_in_address, read_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_LINE = 20_000_000
_TERMINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Record:
    """The known fields of a line, checked."""

    text: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    moment: Moment | None = None


def read_lines(lines: Iterable[bytes], name: str) -> Iterator[Report | ReadError]:
    """One answer for each line that is not blank: its Report, or a ReadError naming the line."""
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            yield _report(_load(line, place), place)
        except ReadError as error:
            yield error


def read_objects(raw: bytes, name: str) -> Iterator[Report | ReadError] | None:
    """Answers for a file that is one JSON array or one object over several lines, else None."""
    if raw.lstrip()[:1] not in (b"[", b"{"):
        return None
    try:
        whole = _parse(raw, name)
    except ReadError:
        return None
    items = whole if isinstance(whole, list) else [whole]
    return _items(items, name)


def _items(items: list[object], name: str) -> Iterator[Report | ReadError]:
    for number, item in enumerate(items, start=1):
        place = f"{name}#{number}"
        try:
            yield _report(item, place)
        except ReadError as error:
            yield error


def _load(line: bytes, place: str) -> object:
    if len(line) > MAX_LINE:
        raise ReadError(f"line longer than {MAX_LINE // 1_000_000} MB", place)
    return _parse(line, place)


def _parse(raw: bytes, place: str) -> object:
    """The JSON value of `raw`; raises ReadError where it is none or nested too deep."""
    try:
        value: object = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8 (byte {error.start})", place) from None
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} at character {error.pos}", place) from None
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not usable JSON: {type(error).__name__}", place) from None
    return value


def _report(value: object, place: str) -> Report:
    """The Report of a decoded line; raises ReadError where a field is wrong."""
    record = _check(value, place)
    text = record.text
    blocks = find_blocks(text, record.title)
    url = (canonical(record.url) or record.url) if record.url else None
    dateline = first_dateline(text, blocks)
    outlet = make_outlet(url=url, name=record.outlet)
    agency = dateline[1] if dateline else None
    moment = record.moment
    if moment is None and url and (day := day_in_address(url)):
        moment = Moment(day)
    return Report(
        id=record.id or identity(url, text),
        version=digest(text),
        text=text,
        blocks=blocks,
        title=record.title or _title_of(text, blocks),
        outlet=outlet,
        agency=None if agency == outlet else agency,
        url=url,
        published=moment.at if moment else None,
        date=moment.day if moment else None,
        dateline=dateline[0] if dateline else None,
        captions=tuple(block.span.of(text) for block in blocks if block.kind == "caption"),
        origin=place,
    )


def _check(value: object, place: str) -> _Record:
    if not isinstance(value, dict):
        raise ReadError("not a JSON object", place)
    text = value.get("text")
    if not isinstance(text, str):
        raise ReadError("`text` is missing or no string", place)
    if not text.strip():
        raise ReadError("`text` is empty", place)
    if len(text) > MAX_TEXT:
        raise ReadError(f"`text` is longer than {MAX_TEXT:,} characters", place)
    given = value.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int)):
        raise ReadError("`id` is neither string nor integer", place)
    url = _string(value, "url", place)
    title = _string(value, "title", place)
    return _Record(
        text=encodable(text),
        id=encodable(str(given)) if given not in (None, "") else None,
        url=url,
        outlet=_string(value, "outlet", place),
        title=" ".join(title.split()) if title else None,
        moment=_moment(value, place),
    )


def _string(value: dict[str, object], field: str, place: str) -> str | None:
    """A field that may be missing, null or empty but else must be a string."""
    given = value.get(field)
    if given is None:
        return None
    if not isinstance(given, str):
        raise ReadError(f"`{field}` is no string", place)
    return encodable(given).strip() or None


def _moment(value: dict[str, object], place: str) -> Moment | None:
    given = _string(value, "published", place)
    if given is None:
        return None
    moment = read_time(given)
    if moment is None:
        raise ReadError(f"`published` is no date that can be read: {given[:60]}", place)
    return moment


# --- blocks inside a text that may not be touched ---------------------------------------


def find_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """Title, captions and body paragraphs as spans of `text`.

    Lines that are surely no part of the report (addresses, date lines, related stories,
    buttons) are in no block. A text always has at least one block.
    """
    blocks: list[Block] = []
    start = _title_end(text, title)
    if start:
        blocks.append(Block("title", _trim(text, 0, start)))
    spans = list(_paragraph_spans(text, start))
    if not start and not title and _opens_with_title(text, spans):
        blocks.append(Block("title", spans.pop(0)))
    for span in spans:
        kind = _kind(span.of(text))
        if kind:
            blocks.append(Block(kind, span))
    if not blocks:
        blocks.append(Block("body", _trim(text, 0, len(text))))
    return tuple(blocks)


def _title_end(text: str, title: str | None) -> int:
    """Where the title at the start of `text` ends, 0 where it does not begin with it."""
    words = title.split() if title else []
    if not words or len(words) > 80:
        return 0
    pattern = r"\s*(?:#+\s*)?" + r"\s+".join(re.escape(word) for word in words)
    found = re.match(pattern, text, re.IGNORECASE)
    if not found:
        return 0
    closed = re.match(r"[^\S\n]*(?:\n|$)", text[found.end() :])
    return found.end() if closed else 0


def _opens_with_title(text: str, spans: list[Span]) -> bool:
    """True where the first paragraph is short, unfinished and longer ones follow."""
    if len(spans) < 2:
        return False
    first, second = spans[0].of(text), spans[1].of(text)
    short = 3 <= len(first.split()) <= 25 and "\n" not in first
    return short and not _TERMINAL.search(first) and len(second) > len(first) and not _aside(first)


def _paragraph_spans(text: str, start: int) -> Iterator[Span]:
    """Spans between blank lines; between single line breaks where lines are no hard wraps."""
    single = not _hard_wrapped(text)
    pattern = r"\n" if single else r"\n[^\S\n]*\n"
    last = start
    for found in re.finditer(pattern, text[start:]):
        yield from _span(text, last, start + found.start())
        last = start + found.end()
    yield from _span(text, last, len(text))


def _span(text: str, start: int, stop: int) -> Iterator[Span]:
    span = _trim(text, start, stop)
    if span.start < span.stop:
        yield span


def _hard_wrapped(text: str) -> bool:
    """True where most line breaks fall inside sentences."""
    breaks = re.findall(r"(\S)[^\S\n]*\n[^\S\n]*(?=(\S))", text)
    inside = [pair for pair in breaks if pair[0] not in ".!?:…\"”’')" and pair[1].islower()]
    return len(inside) * 4 > len(breaks) if breaks else False


def _trim(text: str, start: int, stop: int) -> Span:
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def _aside(text: str) -> bool:
    return bool(
        read_address_line(text) is not None
        or read_date_line(text)
        or read_related(text) is not None
        or is_furniture(text)
    )


def _kind(text: str) -> str | None:
    """The role of a paragraph, None for what is no part of the report."""
    if len(text) <= 400 and _aside(text):
        return None
    caption = read_caption(text)
    if caption is None:
        return "body"
    return "caption" if caption.text else None


def _title_of(text: str, blocks: tuple[Block, ...]) -> str | None:
    titles = [block for block in blocks if block.kind == "title"]
    return " ".join(titles[0].span.of(text).split()) if titles else None
