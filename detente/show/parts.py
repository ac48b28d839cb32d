"""The parts, each alone: one JSON object a line in, one answer a line out, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from detente.actors.resolve import resolve_phrase
from detente.errors import InternalError, ReadError, UserError
from detente.parse import parse_many
from detente.parse.dates import find as find_in
from detente.parse.dates import to_json as dates_json
from detente.parse.quotes import to_json as quotes_json
from detente.pipeline import Pipeline
from detente.read.lines import MAX_LINE, read_lines
from detente.read.times import read_time
from detente.show.inlet import Inlet
from detente.types import Reason, Report, Span

Json = dict[str, Any]
Answer = Callable[[Json, Pipeline], Json]


def classify(asked: Json, pipeline: Pipeline) -> Json:
    """The type of what the source does to the target in a text."""
    text = _text(asked)
    source, target = (_span(asked, name, text) for name in ("source", "target"))
    verdict = pipeline.classify(text, source, target)
    return {
        "type": verdict.type,
        "mode": verdict.mode,
        "scores": verdict.scores,
        "why": _why(verdict.why),
    }


def resolve(asked: Json, pipeline: Pipeline) -> Json:
    """The actor that a phrase names on a day."""
    context = asked.get("context")
    if context is not None and not isinstance(context, str):
        raise UserError("`context` is no string")
    found = resolve_phrase(
        _text(asked), pipeline.actors, on=_day(asked, "date"), context=context or None
    )
    actor = found.actor
    return {
        "name": actor.name if actor else None,
        "actor": (actor.wikidata or actor.id) if actor else None,
        "country": actor.country if actor else None,
        "sector": (actor.sector or None) if actor else None,
        "score": round(found.score, 4) if actor else None,
        "why": _why(found.why or (Reason("actor", found.rule, found.score),)),
    }


def find_dates(asked: Json, pipeline: Pipeline) -> Json:
    """The date expressions of a text."""
    return {"dates": dates_json(find_in(_text(asked), _day(asked, "published")))}


def answers(lines: Inlet, answer: Answer, pipeline: Pipeline) -> Iterator[Json]:
    """One answer for each line that is not blank; where a line is wrong, `error` says why."""
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield _answer(raw, number, answer, pipeline)


def _answer(raw: bytes, number: int, answer: Answer, pipeline: Pipeline) -> Json:
    asked: object = None
    try:
        asked = _parsed(raw)
        if not isinstance(asked, dict):
            raise UserError("not a JSON object")
        return {"id": asked.get("id"), **answer(asked, pipeline)}
    except InternalError:
        raise
    except UserError as error:
        wrong = error.message
    except Exception as error:  # noqa: BLE001 - one line must not stop the rest
        wrong = f"our mistake: {type(error).__name__}: {error}"
    given = asked.get("id") if isinstance(asked, dict) else None
    return {"id": given, "error": f"line {number}: {wrong}"}


def _parsed(raw: bytes) -> object:
    if len(raw) > MAX_LINE:
        raise UserError(f"line longer than {MAX_LINE // 1_000_000} MB")
    try:
        found: object = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(f"not UTF-8 (byte {error.start})") from None
    except json.JSONDecodeError as error:
        raise UserError(f"not JSON: {error.msg} at character {error.pos}") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"not usable JSON: {type(error).__name__}") from None
    return found


def attributions(lines: Inlet, pipeline: Pipeline) -> Iterator[Json]:
    """For each report its attributed words, as the codebook's section 10 writes them."""
    for group in _groups(read_lines(lines, "line"), pipeline.batch, lines.waiting):
        found = iter(_quotes([one for one in group if isinstance(one, Report)], pipeline))
        for one in group:
            yield _unread(one) if isinstance(one, ReadError) else next(found)


def _unread(error: ReadError) -> Json:
    return {"id": None, "error": f"{error.place.replace(':', ' ')}: {error.message}"}


def _quotes(reports: Sequence[Report], pipeline: Pipeline) -> list[Json]:
    try:
        documents = list(parse_many(reports, pipeline.language, max(1, len(reports))))
    except InternalError:
        raise
    except Exception as error:  # noqa: BLE001 - one report must not stop the rest
        if len(reports) > 1:
            return [answer for report in reports for answer in _quotes([report], pipeline)]
        return [{"id": reports[0].id, "error": f"our mistake: {type(error).__name__}: {error}"}]
    return [{"id": d.report.id, "attributions": quotes_json(d.quotes)} for d in documents]


def _groups(
    items: Iterable[Report | ReadError], size: int, more: Callable[[], bool]
) -> Iterator[list[Report | ReadError]]:
    group: list[Report | ReadError] = []
    for item in items:
        group.append(item)
        if len(group) >= size or not more():
            yield group
            group = []
    if group:
        yield group


def _text(asked: Json) -> str:
    text = asked.get("text")
    if not isinstance(text, str):
        raise UserError("`text` is missing or no string")
    return text


def _span(asked: Json, name: str, text: str) -> Span:
    raw = asked.get(name)
    if not isinstance(raw, list) or len(raw) != 2 or not all(type(n) is int for n in raw):
        raise UserError(f"`{name}` must be [start, stop] in characters of `text`")
    span = Span(raw[0], raw[1])
    if not 0 <= span.start < span.stop <= len(text):
        raise UserError(f"`{name}` lies outside `text` or is empty")
    return span


def _day(asked: Json, name: str) -> date | None:
    raw = asked.get(name)
    if raw in (None, ""):
        return None
    moment = read_time(raw) if isinstance(raw, str) else None
    if moment is None:
        raise UserError(f"`{name}` is no day: {raw!r}")
    return moment.day


def _why(reasons: Sequence[Reason]) -> list[Json]:
    return [{"field": r.field, "rule": r.rule, "score": round(r.score, 4)} for r in reasons]
