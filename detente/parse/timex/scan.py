"""Finds the words that may start a time, tries the rules around them, and keeps the longest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from detente.parse.timex import (
    absolute,
    counted,
    days,
    feasts,
    numeric,
    periods,
    units,
    vague,
    within,
)
from detente.parse.timex.rule import Parts, Rule
from detente.parse.timex.words import (
    DAY_PARTS,
    MONTHS,
    SEASON_CODES,
    TENS,
    UNITS,
    WEEKDAYS,
)

RULES: tuple[Rule, ...] = (
    *feasts.RULES,
    *numeric.RULES,
    *absolute.RULES,
    *periods.RULES,
    *days.RULES,
    *units.RULES,
    *counted.RULES,
    *within.RULES,
    *vague.RULES,
)
"""All rules of the grammar; among equally long matches the earlier rule holds."""

_WORD = re.compile(r"\d+|[A-Za-z]+")
_BEFORE, _AFTER = 64, 64


@cache
def word_classes() -> dict[str, str]:
    """Which class of time words each word belongs to."""
    classes = dict.fromkeys(UNITS, "unit") | {f"{u}s": "unit" for u in UNITS}
    classes |= dict.fromkeys(DAY_PARTS, "day_part") | {f"{p}s": "day_part" for p in DAY_PARTS}
    classes |= {"weekend": "unit", "weekends": "unit", "date": "unit"}
    classes |= dict.fromkeys(SEASON_CODES, "season") | {f"{s}s": "season" for s in SEASON_CODES}
    classes |= dict.fromkeys(MONTHS, "month") | dict.fromkeys(WEEKDAYS, "weekday")
    classes |= {f"{w}s": "weekday" for w in WEEKDAYS}
    classes |= dict.fromkeys((w[:-1] + "ies" for w in TENS), "decade")
    classes |= dict.fromkeys(("today", "tonight", "yesterday", "tomorrow"), "deictic")
    classes |= dict.fromkeys(
        ("daily", "weekly", "monthly", "yearly", "annual", "annually"), "habit"
    )
    classes |= dict.fromkeys(("nightly", "hourly"), "habit")
    classes |= dict.fromkeys(("now", "currently", "presently", "present", "nowadays"), "ref")
    classes |= dict.fromkeys(("moment", "recently", "lately", "previously", "past"), "ref")
    classes |= dict.fromkeys(("recent", "soon", "future", "coming", "these"), "ref")
    classes |= dict.fromkeys(("bc", "bce", "b", "ad"), "bc") | {"eve": "feast", "ago": "ago"}
    classes |= dict.fromkeys(("once", "twice", "times"), "times")
    classes |= dict.fromkeys(("weekday", "weekdays"), "unit")
    classes |= dict.fromkeys(("gmt", "utc", "bst", "cet", "cest", "est", "edt", "et"), "clock")
    classes |= dict.fromkeys(("msk", "pm", "am", "p", "a", "local"), "clock")
    classes |= dict.fromkeys(
        ("christmas", "easter", "halloween", "thanksgiving", "epiphany"), "feast"
    )
    classes |= dict.fromkeys(
        ("pentecost", "d", "ve", "bastille", "patrick", "valentine", "juneteenth"), "feast"
    )
    return classes


def _class_of(word: str, following: str) -> str | None:
    """The class of one word or number; `following` is the character after it."""
    if not word[0].isdigit():
        low = word.lower()
        if low in ("a", "p", "b") and following not in (".", "m"):
            return None
        if (len(low) == 2 and low[0] == "q") or (len(low) == 1 and low in "qh" and word.isupper()):
            return "quarter"
        return word_classes().get(low)
    if len(word) == 4:
        return "decade" if following in "s'’" and word[3] == "0" else "year"
    if len(word) <= 2:
        return "decade" if following in "s'’" and word[-1] == "0" else "number"
    return None


def windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """For each class, the stretches of text around its words, merged and in order."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        start, stop = match.span()
        word = _class_of(match.group(), text[stop : stop + 1] or " ")
        if word is None:
            continue
        _add(found, word, text, start, stop)
        if word in ("year", "decade"):
            _add(found, "number", text, start, stop)
        elif word == "unit" and match.group()[:6].lower() == "centur":
            _add(found, "century", text, start, stop)
    return found


def _add(
    found: dict[str, list[tuple[int, int]]], word: str, text: str, start: int, stop: int
) -> None:
    """Widens a word to a window that ends at blanks, and joins it to the one before."""
    begin, end = max(0, start - _BEFORE), min(len(text), stop + _AFTER)
    while begin and not text[begin - 1].isspace() and start - begin < 2 * _BEFORE:
        begin -= 1
    while end < len(text) and not text[end].isspace() and end - stop < 2 * _AFTER:
        end += 1
    areas = found.setdefault(word, [])
    if areas and begin <= areas[-1][1]:
        areas[-1] = (areas[-1][0], max(end, areas[-1][1]))
    else:
        areas.append((begin, end))


def _merge(areas: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(areas):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def candidates(text: str) -> list[tuple[int, int, int, Parts]]:
    """Every accepted match as (first start, last stop, rule's place, parts)."""
    around = windows(text)
    found = []
    for place, each in enumerate(RULES):
        near = [area for word in each.near for area in around.get(word, ())]
        for begin, end in _merge(near) if len(each.near) > 1 else near:
            for match in each.pattern.finditer(text, begin, end):
                parts = each.parts(match)
                if parts:
                    found.append((parts[0].start, parts[-1].stop, place, parts))
    return found


def scan(text: str) -> list[Parts]:
    """The matches to keep, in text order: the longest first, none over another."""
    taken = bytearray(len(text))
    kept = []
    for start, stop, place, parts in sorted(
        candidates(text), key=lambda c: (c[0] - c[1], c[2], c[0])
    ):
        if any(taken[start:stop]):
            continue
        taken[start:stop] = b"\x01" * (stop - start)
        kept.append((start, place, parts))
    kept.sort(key=lambda k: k[0])
    return [parts for _, _, parts in kept]
