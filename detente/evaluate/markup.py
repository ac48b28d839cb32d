"""Gold as marked-up text that a person can read in a diff: a sentence a line, its events below it.

    doc: harbour
    outlet: The Strait Gazette
    date: 2016-03-02
    why: a threat with its condition

    Oslo warned it would close the port unless the fleet left.
      THREATEN/restrict actual | warned | Oslo=NOR/GOV -> | content: close the port

One file holds one report. `corpus/README.md` describes every field; any fault is a GoldError
that names file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from detente.errors import GoldError
from detente.evaluate import gold
from detente.evaluate.gold import GoldActor, GoldEvent, GoldReport, GoldSentence, either

CORPUS = Path(__file__).parent / "corpus"
"""The project's own gold: reports of our own writing."""
SUFFIX = ".gold"

_HEADER = ("doc", "outlet", "date", "why")
_WORDS = {"content": "content", "if": "condition", "place": "place", "act": "act", "why": "why"}
_KEYS = ("content", "if", "by", "date", "place", "act", "why")
_INDENT = "  "
_BAR, _ARROW, _VOICE, _ACTOR = " | ", "->", " <- ", ";"
_GAP = "..."
_NONE = "none"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file, with its place for errors."""

    text: str
    place: str


# --- reading --------------------------------------------------------------------------


def load(path: Path) -> tuple[GoldReport, ...]:
    """Gold in any form: a folder of `.gold` files (sorted by name), one of them, or JSON Lines."""
    if path.is_dir():
        files = sorted(path.glob(f"*{SUFFIX}"))
        if not files:
            raise GoldError(f"holds no {SUFFIX} file", str(path))
        return tuple(load_file(file) for file in files)
    return (load_file(path),) if path.suffix == SUFFIX else gold.load(path)


def load_file(path: Path) -> GoldReport:
    """One marked-up report; its `doc` must be the name of the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"cannot be read: {error}", str(path)) from error
    report = parse(text, str(path))
    if report.id != path.stem:
        raise GoldError(f"doc: {report.id!r} is not the name of the file", f"{path}:1")
    return report


def parse(text: str, name: str) -> GoldReport:
    """The report that a marked-up text holds; `name` is what errors call the file."""
    lines = [_Line(line.rstrip(), f"{name}:{n}") for n, line in enumerate(text.split("\n"), 1)]
    blank = next((n for n, line in enumerate(lines) if not line.text), len(lines))
    header = _header(lines[:blank], name)
    sentences = tuple(_sentences(header["doc"], lines[blank:]))
    if not sentences:
        raise GoldError("holds no sentence", name)
    day = gold.day(header.get("date"), "date", name)
    built = gold.rebuild(header["doc"], sentences, day=day, outlet=header.get("outlet"))
    return replace(built, why=header.get("why", ""))


def _header(lines: Sequence[_Line], name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        key, colon, value = (part.strip() for part in line.text.partition(":"))
        if not colon or key not in _HEADER or not value:
            raise GoldError(f"header: {line.text!r} is none of {', '.join(_HEADER)}", line.place)
        if key in found:
            raise GoldError(f"header: {key} twice", line.place)
        found[key] = value
    if "doc" not in found:
        raise GoldError("header: doc: missing", f"{name}:1")
    return found


def _sentences(doc: str, lines: Iterable[_Line]) -> Iterator[GoldSentence]:
    """Each sentence with the events of the indented lines below it."""
    text, below, number = "", list[_Line](), 0
    for line in lines:
        if line.text.startswith(_INDENT):
            if not text:
                raise GoldError("an event before the first sentence", line.place)
            below.append(line)
        elif line.text:
            if line.text[0].isspace():
                raise GoldError("indented by one space: neither sentence nor event", line.place)
            if text:
                yield _sentence(doc, number, text, below)
                number += 1
            text, below = line.text, []
    if text:
        yield _sentence(doc, number, text, below)


def _sentence(doc: str, number: int, text: str, lines: Sequence[_Line]) -> GoldSentence:
    why, events = "", []
    for line in lines:
        head, _, rest = line.text.strip().partition(_BAR)
        if head != _NONE:
            events.append(_event(line, text))
        elif len(lines) > 1 or not rest.strip():
            raise GoldError("none: alone, with its reason", line.place)
        else:
            why = rest.strip()
    return GoldSentence(doc, number, text, tuple(events), why=why)


def _event(line: _Line, sentence: str) -> GoldEvent:
    """One event; what the JSON form checks is checked by its validator."""
    fields = [part.strip() for part in line.text.strip().split(_BAR)]
    if len(fields) < 3:
        raise GoldError("event: not `TYPE status | trigger | source -> target`", line.place)
    raw = _head(fields[0], line.place)
    raw["trigger"] = fields[1]
    source, arrow, target = fields[2].partition(_ARROW)
    if not arrow:
        raise GoldError(f"{fields[2]!r}: no `->` between source and target", line.place)
    raw["source"] = _actors(source, "source", line.place)
    raw["target"] = _actors(target, "target", line.place)
    for field in fields[3:]:
        _named(field, raw, line.place)
    found = gold.event(raw, sentence, "event", line.place)
    for name, words in spans(found):
        if not occurs(words, sentence):
            raise GoldError(f"{name}: {words!r} is not in the sentence", line.place)
    return found


def _head(field: str, place: str) -> dict[str, object]:
    words = field.split()
    if len(words) not in (2, 3) or (len(words) == 3 and words[2] != "optional"):
        raise GoldError(f"{field!r}: not `TYPE[/mode] status [optional]`", place)
    kind, _, mode = words[0].partition("/")
    return {"type": kind, "mode": mode, "status": words[1], "optional": len(words) == 3}


def _actors(field: str, side: str, place: str) -> list[dict[str, object]]:
    return [_actor(part.strip(), side, place) for part in field.split(_ACTOR) if part.strip()]


def _actor(part: str, side: str, place: str) -> dict[str, object]:
    """`words=COUNTRY/SECTOR:id`, where words, sector and id may be missing."""
    words, equals, codes = part.rpartition("=")
    if not equals:
        raise GoldError(f"{side}: {part!r} has no `=COUNTRY`", place)
    code, _, identity = codes.partition(":")
    country, _, sector = code.partition("/")
    actor: dict[str, object] = {"text": words.strip(), "country": country, "sector": sector}
    return actor | ({"id": identity} if identity else {})


def _named(field: str, raw: dict[str, object], place: str) -> None:
    key, colon, value = (part.strip() for part in field.partition(":"))
    if not colon or key not in _KEYS or not value:
        raise GoldError(f"{field!r}: is none of {', '.join(_KEYS)}", place)
    name = {"by": "attribution", "if": "condition"}.get(key, key)
    if name in raw:
        raise GoldError(f"{key}: twice", place)
    if key == "by":
        raw[name] = [voice.strip() for voice in value.split(_VOICE)]
    elif key == "date":
        first, _, last = value.partition("/")
        raw[name] = [first, last or first]
    else:
        raw[name] = value


def spans(event: GoldEvent) -> Iterator[tuple[str, str]]:
    """The values of an event that must be words of its sentence, with their fields' names."""
    yield "trigger", event.trigger
    for side, actors in (("source", event.source), ("target", event.target)):
        for actor in actors:
            yield side, actor.text
    yield "content", event.content
    yield "condition", event.condition
    yield "place", event.place


def occurs(words: str, sentence: str) -> bool:
    """True where each alternative stands in the sentence, piece by piece at `...`."""
    return all(piece.strip() in sentence for part in either(words) for piece in part.split(_GAP))


# --- writing --------------------------------------------------------------------------


def write(report: GoldReport) -> str:
    """The marked-up text of a report, which `parse` reads back to an equal one."""
    header = {
        "doc": report.id,
        "outlet": report.outlet or "",
        "date": report.date.isoformat() if report.date else "",
        "why": report.why,
    }
    lines = [f"{key}: {_plain(value)}" for key, value in header.items() if value]
    for sentence in report.sentences:
        lines += ["", *_written(sentence)]
    return "\n".join(lines) + "\n"


def _written(sentence: GoldSentence) -> Iterator[str]:
    text = sentence.text
    if not text or text != text.strip() or "\n" in text:
        raise GoldError(f"no sentence for a line: {text!r}", f"{sentence.doc}:{sentence.i}")
    yield text
    if sentence.why and not sentence.events:
        yield f"{_INDENT}{_NONE}{_BAR}{_plain(sentence.why)}"
    for event in sentence.events:
        yield _INDENT + line(event)


def line(event: GoldEvent) -> str:
    """One event as its line of the marked-up form, without the indent."""
    mode = f"/{_tight(event.mode)}" if event.mode else ""
    head = f"{_tight(event.type)}{mode} {_tight(event.status)}"
    sides = f"{_side(event.source)} {_ARROW} {_side(event.target)}".strip()
    fields = [head + (" optional" if event.optional else ""), _tight(event.trigger), sides]
    values = {
        **{key: getattr(event, name) for key, name in _WORDS.items()},
        "by": _VOICE.join(_tight(voice) for voice in event.attribution),
        "date": _days(event.date),
    }
    fields += [f"{key}: {_tight(values[key])}" for key in _KEYS if values[key]]
    return _BAR.join(fields)


def _side(actors: Iterable[GoldActor]) -> str:
    return f"{_ACTOR} ".join(map(_coded, actors))


def _coded(actor: GoldActor) -> str:
    words = _tight(actor.text)
    if _ACTOR in words or _ARROW in words:
        raise GoldError(f"{words!r} holds a mark of the form")
    sector = f"/{actor.sector}" if actor.sector else ""
    identity = f":{_tight(actor.id)}" if actor.id else ""
    return f"{words}={_tight(actor.country)}{sector}{identity}"


def _days(interval: tuple[date, date] | None) -> str:
    if interval is None:
        return ""
    first, last = (day.isoformat() for day in interval)
    return first if first == last else f"{first}/{last}"


def _tight(value: str) -> str:
    """A value on one line, its alternatives joined by a bar without spaces."""
    return "|".join(either(_plain(value)))


def _plain(value: str) -> str:
    if "\n" in value or value != value.strip():
        raise GoldError(f"{value!r} does not fit into a line")
    return value
