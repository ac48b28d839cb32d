"""An event as JSON, as the codebook writes it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from record_samples import BODY, LEAD, NATO, blame, report, threat

from detente.record.codec import pack, unpack
from detente.record.shape import event_json, json_line
from detente.types import Event, Participant

ONE = report()


def words(start: int, text: str) -> dict[str, object]:
    return {"start": start, "stop": start + len(text), "text": text}


def test_every_field_of_section_10() -> None:
    found = event_json(threat(ONE), ONE)
    assert (
        list(found)[:19]
        == (
            "id report act type mode quad status confidence trigger sources targets content "
            "content_type condition attribution date place sentence why"
        ).split()
    )
    assert found["act"] is None
    assert (found["type"], found["mode"], found["quad"]) == ("THREATEN", "violence", 3)
    assert (found["status"], found["confidence"]) == ("actual", 0.91)
    assert found["trigger"] == words(6, "warned")
    assert found["sources"] == [
        {
            **words(0, "Putin"),
            "name": "Vladimir Putin",
            "id": "Q7747",
            "country": "RUS",
            "sector": "GOV",
            "wikidata": "Q7747",
            "key": "Q7747",
        }
    ]
    assert found["content"] == words(LEAD.index("act"), "act")
    assert found["condition"] == words(LEAD.index("if"), "if the talks fail")
    assert found["date"] == {
        "start": "2021-12-13",
        "stop": "2021-12-13",
        "basis": "relative",
        "text": "Monday",
        "span": {"start": LEAD.index("Monday"), "stop": LEAD.index("Monday") + 6},
    }
    assert found["place"] == {
        **words(LEAD.index("Kyiv"), "Kyiv"),
        "name": "Kyiv",
        "country": "UKR",
        "lat": 50.45,
        "lon": 30.52,
    }
    assert found["sentence"] == {"start": 0, "stop": len(LEAD)}
    assert found["why"][0] == {"field": "type", "rule": "lexicon:warn", "score": 0.91}  # type: ignore[index]


def test_an_attribution_names_the_voice_and_its_cue() -> None:
    agency, outlet = event_json(threat(ONE), ONE)["attribution"]  # type: ignore[misc]
    assert agency["name"] == "Harbour Wire"  # type: ignore[index]
    assert agency["cue"]["text"] == "said"  # type: ignore[index]
    assert outlet["kind"] == "outlet"  # type: ignore[index]
    assert outlet["cue"] is None and outlet["start"] is None  # type: ignore[index]


def test_what_is_not_said_is_null() -> None:
    found = event_json(blame(ONE), ONE)
    for name in ("act", "content", "content_type", "condition", "date", "place"):
        assert found[name] is None
    assert found["targets"] == []


def test_an_understood_participant_has_no_words() -> None:
    event = blame(ONE, targets=(Participant(NATO, None, 0.4, "anaphora"),))
    (target,) = event_json(event, ONE)["targets"]  # type: ignore[misc]
    assert (target["start"], target["stop"], target["text"]) == (None, None, None)  # type: ignore[index]
    assert target["name"] == "NATO"  # type: ignore[index]


def test_every_text_is_cut_where_the_offsets_say() -> None:
    found = json.loads(json_line(event_json(threat(ONE), ONE)))
    seen = list(_spans(found))
    assert len(seen) > 7
    for span in seen:
        assert span["text"] == BODY[span["start"] : span["stop"]]


def _spans(found: object) -> list[dict[str, object]]:
    if isinstance(found, list):
        return [span for one in found for span in _spans(one)]
    if not isinstance(found, dict):
        return []
    mine = [found] if isinstance(found.get("start"), int) and found.get("text") else []
    return mine + [span for one in found.values() for span in _spans(one)]


@pytest.mark.parametrize("mark", ["\n", "\r", "\x85", "\u2028", "\u2029"])
def test_one_event_is_one_line(mark: str) -> None:
    line = json_line({"text": f"a{mark}b"})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": f"a{mark}b"}


@pytest.mark.parametrize("event", [threat(ONE), blame(ONE), replace(blame(ONE), targets=())])
def test_packing_keeps_all(event: Event) -> None:
    assert unpack(pack(event)) == event
