"""Gold files: sentences coded by hand, loaded, validated, frozen and rebuilt into reports.

One sentence a line, as JSON: `doc`, `i`, `text`, `events`, and where known `date` and `outlet`
of the report (`date` null: it has no date line). A `report.json` beside the file gives date and
outlet of the document that it names. Any coded value may be `A|B`: either is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

from detente.errors import GoldError
from detente.evaluate.words import COUNTRY, MODES, STATUSES, TYPES
from detente.types import Span

_SENTENCE = {"doc", "i", "text", "events", "date", "outlet"}
_EVENT = {"trigger", "type", "status", "source", "target"}
_EVENT_MAY = {"mode", "content", "condition", "attribution", "date", "place", "act", "optional"}
_EVENT_MAY |= {"why", "content_type"}
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class GoldActor:
    """One source or target: the words, the country code, the sector, and the identity."""

    text: str
    country: str
    sector: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event that a coder must find; `attribution` is nearest voice first, no outlet.

    `date` None is not asked; `optional` events are neither asked for nor punished.
    """

    trigger: str
    type: str
    status: str
    mode: str = ""
    source: tuple[GoldActor, ...] = ()
    target: tuple[GoldActor, ...] = ()
    content: str = ""
    condition: str = ""
    attribution: tuple[str, ...] = ()
    date: tuple[date, date] | None = None
    place: str = ""
    act: str = ""
    optional: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence with its events; `span` is its range in the report's text.

    `why` says what a sentence without events is there for.
    """

    doc: str
    i: int
    text: str
    events: tuple[GoldEvent, ...]
    span: Span = _NOWHERE
    why: str = ""


@dataclass(frozen=True, slots=True)
class GoldReport:
    """The sentences of one `doc`, and the text that their spans point into."""

    id: str
    text: str
    sentences: tuple[GoldSentence, ...]
    date: date | None = None
    outlet: str | None = None
    why: str = ""

    def as_line(self) -> dict[str, str]:
        """The report as JSON Lines input of a coder, with unknown fields left out."""
        line = {"id": self.id, "text": self.text}
        if self.outlet:
            line["outlet"] = self.outlet
        if self.date:
            line["published"] = self.date.isoformat()
        return line


def either(value: str) -> tuple[str, ...]:
    """The alternatives of a gold value: `either("A|B") == ("A", "B")`."""
    return tuple(part.strip() for part in value.split("|"))


def load(path: Path) -> tuple[GoldReport, ...]:
    """Read a gold file into reports, in the order of the file; any fault is a GoldError."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", str(path)) from error
    rows = [_row(line, f"{path}:{n}") for n, line in enumerate(lines, 1) if line.strip()]
    if not rows:
        raise GoldError("holds no sentence", str(path))
    beside = _beside(path)
    return tuple(_report(group, beside, str(path)) for group in _grouped(rows, str(path)))


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a gold file, still with its report's date and outlet and its place."""

    sentence: GoldSentence
    date: date | None
    outlet: str | None
    place: str


def _grouped(rows: Iterable[_Row], place: str) -> Iterator[list[_Row]]:
    seen: set[str] = set()
    for doc, group in groupby(rows, key=lambda row: row.sentence.doc):
        found = list(group)
        if doc in seen:
            raise GoldError(f"doc: {doc!r} is broken up by another document", found[0].place)
        seen.add(doc)
        yield found


def _report(rows: list[_Row], beside: Mapping[str, str], place: str) -> GoldReport:
    first = rows[0]
    for before, row in pairwise(rows):
        if row.sentence.i <= before.sentence.i:
            raise GoldError(f"i: {row.sentence.i} after {before.sentence.i}", row.place)
        if (row.date, row.outlet) != (first.date, first.outlet):
            raise GoldError("date, outlet: differ inside one document", row.place)
    published, outlet = first.date, first.outlet
    if beside.get("doc") == first.sentence.doc:
        published = published or day(beside.get("date"), "date", f"{place} (report.json)")
        outlet = outlet or beside.get("outlet")
    return rebuild(first.sentence.doc, (row.sentence for row in rows), day=published, outlet=outlet)


def rebuild(
    doc: str, sentences: Iterable[GoldSentence], *, day: date | None, outlet: str | None
) -> GoldReport:
    """Join sentences with newlines into a report's text, each with its range in it."""
    placed, start = [], 0
    for sentence in sentences:
        stop = start + len(sentence.text)
        placed.append(replace(sentence, span=Span(start, stop)))
        start = stop + 1
    text = "\n".join(sentence.text for sentence in placed)
    return GoldReport(doc, text, tuple(placed), day, outlet)


def _beside(path: Path) -> dict[str, str]:
    """What a `report.json` in the same folder says of a document; empty without one."""
    file = path.with_name("report.json")
    if not file.is_file():
        return {}
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(f"is not JSON: {error}", str(file)) from error
    if not isinstance(found, dict):
        raise GoldError("is not an object", str(file))
    return {key: value for key, value in found.items() if isinstance(value, str)}


# --- one line -------------------------------------------------------------------------


def _row(line: str, place: str) -> _Row:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise GoldError(f"is not JSON: {error}", place) from error
    row = _mapping(raw, "line", place)
    _known(row, _SENTENCE, "", place)
    doc, text = _string(row, "doc", place), _string(row, "text", place)
    number = row.get("i")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise GoldError(f"i: not a whole number: {number!r}", place)
    events = row.get("events")
    if not isinstance(events, list):
        raise GoldError("events: not a list", place)
    coded = tuple(event(raw, text, f"events[{n}]", place) for n, raw in enumerate(events))
    outlet = row.get("outlet")
    if outlet is not None and not isinstance(outlet, str):
        raise GoldError("outlet: not a string", place)
    published = day(row.get("date"), "date", place)
    return _Row(GoldSentence(doc, number, text, coded), published, outlet, place)


def event(raw: object, text: str, field: str, place: str) -> GoldEvent:
    """Validate one event of a sentence; a GoldError names `place` and the field."""
    row = _mapping(raw, field, place)
    _known(row, _EVENT | _EVENT_MAY, field, place)
    for name in sorted(_EVENT - row.keys()):
        raise GoldError(f"{field}.{name}: missing", place)
    at = f"{field}."
    trigger = _string(row, "trigger", place, at)
    if not any(part in text for part in either(trigger)):
        raise GoldError(f"{at}trigger: {trigger!r} is not in the sentence", place)
    kind = _of(row, "type", TYPES, place, at)
    optional = row.get("optional", False)
    if not isinstance(optional, bool):
        raise GoldError(f"{at}optional: not true or false", place)
    return GoldEvent(
        trigger=trigger,
        type=kind,
        status=_of(row, "status", STATUSES, place, at),
        mode=_mode(row, kind, place, at),
        source=_actors(row, "source", place, at),
        target=_actors(row, "target", place, at),
        content=_string(row, "content", place, at, empty=True),
        condition=_string(row, "condition", place, at, empty=True),
        attribution=_voices(row, place, at),
        date=_interval(row.get("date"), f"{at}date", place),
        place=_string(row, "place", place, at, empty=True),
        act=_string(row, "act", place, at, empty=True),
        optional=optional,
        why=_string(row, "why", place, at, empty=True),
    )


def _mapping(raw: object, field: str, place: str) -> dict[str, object]:
    if not isinstance(raw, dict):
        raise GoldError(f"{field}: not an object", place)
    return raw


def _known(row: Mapping[str, object], names: set[str], field: str, place: str) -> None:
    for name in sorted(row.keys() - names):
        raise GoldError(f"{field + '.' if field else ''}{name}: unknown field", place)


def _string(
    row: Mapping[str, object], name: str, place: str, at: str = "", *, empty: bool = False
) -> str:
    value = row.get(name, "" if empty else None)
    if not isinstance(value, str) or not (value.strip() or empty):
        raise GoldError(f"{at}{name}: not a string with words in it", place)
    return value


def _of(row: Mapping[str, object], name: str, allowed: Iterable[str], place: str, at: str) -> str:
    value = _string(row, name, place, at)
    for part in either(value):
        if part not in allowed:
            raise GoldError(f"{at}{name}: unknown {part!r}", place)
    return value


def _mode(row: Mapping[str, object], kind: str, place: str, at: str) -> str:
    value = _string(row, "mode", place, at, empty=True)
    allowed = {mode for part in either(kind) for mode in MODES[part]} | {""}
    for part in either(value):
        if part not in allowed:
            raise GoldError(f"{at}mode: {part!r} is no mode of {kind}", place)
    return value


def _actors(row: Mapping[str, object], name: str, place: str, at: str) -> tuple[GoldActor, ...]:
    value = row[name]
    if not isinstance(value, list):
        raise GoldError(f"{at}{name}: not a list", place)
    return tuple(_actor(raw, f"{at}{name}[{n}]", place) for n, raw in enumerate(value))


def _actor(raw: object, field: str, place: str) -> GoldActor:
    row = _mapping(raw, field, place)
    _known(row, {"text", "country", "sector", "id"}, field, place)
    country = _string(row, "country", place, f"{field}.")
    for part in either(country):
        if not COUNTRY.fullmatch(part):
            raise GoldError(f"{field}.country: {part!r} is no code of three letters", place)
    identity = row.get("id")
    if identity is not None and not (isinstance(identity, str) and identity):
        raise GoldError(f"{field}.id: not a string", place)
    text = _string(row, "text", place, f"{field}.", empty=True)
    return GoldActor(
        text, country, _string(row, "sector", place, f"{field}.", empty=True), identity
    )


def _voices(row: Mapping[str, object], place: str, at: str) -> tuple[str, ...]:
    value = row.get("attribution", [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        raise GoldError(f"{at}attribution: not a list of names", place)
    return tuple(value)


def _interval(raw: object, field: str, place: str) -> tuple[date, date] | None:
    if raw is None:
        return None
    if not isinstance(raw, list) or len(raw) != 2:
        raise GoldError(f"{field}: neither null nor [first day, last day]", place)
    start, stop = day(raw[0], field, place), day(raw[1], field, place)
    if start is None or stop is None or start > stop:
        raise GoldError(f"{field}: not an interval: {raw!r}", place)
    return start, stop


def day(raw: object, field: str, place: str) -> date | None:
    """An ISO day, or None where there is none; a GoldError names `place` and the field."""
    if raw is None:
        return None
    try:
        return date.fromisoformat(str(raw))
    except ValueError as error:
        raise GoldError(f"{field}: not a day: {raw!r}", place) from error
