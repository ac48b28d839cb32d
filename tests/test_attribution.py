"""Who says so: for each text the chain of the event whose trigger stands in braces."""

from __future__ import annotations

import re

import pytest
from coding_samples import COURIER, WIRE, Coded, coded, coded_report, report

from detente.types import Event, Link

CASES = """
Turkish jets {struck} the camp. =
Kenya {demanded} that Uganda leave. =
Putin {threatened} to bomb Poland. =
Kenya said it {condemned} Somalia. =
“I {condemn} Somalia,” Kenyan President Uhuru Kenyatta said. =
Kenyan jets {bombed} a camp in Somalia, Uganda said. = Uganda indirect
Turkey said it had {bombed} the camp in Iraq. = Turkey indirect
Putin said that Russia had {shelled} the town. = Vladimir Putin indirect
“Russia {shelled} the town,” Putin said. = Vladimir Putin direct
Witnesses said Kenyan troops had {arrested} two Somalis. = Witnesses indirect
According to Ukrainian officials, Russia {shelled} Kharkiv. = Ukrainian officials indirect
Kenya denied that its troops had {killed} two Somalis. = Kenya indirect
Russia reportedly {shelled} Kharkiv. = - reported
North Korea is said to have {sent} troops to Russia. = - reported
Report: Turkey {bombs} Iraq = - reported
The aide said Turkey had {attacked} Iraq, Reuters reported. = The aide indirect / Reuters indirect
"""


def marked(line: str) -> tuple[Coded, Event]:
    """A text, coded, and its event whose trigger stands in braces."""
    text = re.sub(r"[{}]", "", line)
    found = coded(text)
    at = line.index("{")
    return found, next(e for e in found.events if e.trigger.start == at)


def written(links: tuple[Link, ...]) -> str:
    """Names and kinds, nearest first; `-` for no name."""
    return " / ".join(f"{link.name or '-'} {link.kind}" for link in links)


@pytest.mark.parametrize("line", CASES.strip().split("\n"))
def test_voices(line: str) -> None:
    text, _, want = line.partition(" =")
    _, event = marked(text)
    assert written(event.attribution) == want.strip()


def test_a_voice_has_its_identity_words_and_cue() -> None:
    found, event = marked("Russian President Vladimir Putin said Turkey had {bombed} Iraq.")
    voice = event.attribution[0]
    assert (voice.name, voice.id, voice.country) == ("Vladimir Putin", "Q7747", "RUS")
    assert found.words(voice.cue) == "said"
    assert "Putin" in (found.words(voice.span) or "")


def test_hearsay_has_its_word_as_cue_and_nobody_as_voice() -> None:
    found, event = marked("Russia reportedly {shelled} Kharkiv.")
    assert found.words(event.attribution[0].cue) == "reportedly"
    assert event.attribution[0].span is None


def test_agency_and_outlet_end_every_chain() -> None:
    given = report(
        "Turkey bombed Iraq. Iraq said Turkey had shelled a village.", outlet=COURIER, agency=WIRE
    )
    own, told = coded_report(given).events
    ends = "Northern Wire agency / Baltic Courier outlet"
    assert written(own.attribution) == ends
    assert written(told.attribution) == f"Iraq indirect / {ends}"


def test_an_outlet_that_is_its_own_agency_stands_once() -> None:
    found = coded_report(report("Turkey bombed Iraq.", outlet=WIRE, agency=WIRE))
    assert written(found.events[0].attribution) == "Northern Wire outlet"


def test_a_quotation_over_sentences_keeps_its_speaker() -> None:
    text = "“It was no accident,” Putin said. “Turkey bombed Iraq. Then Turkey shelled Syria.”"
    found = coded(text)
    told = {found.words(e.trigger): written(e.attribution) for e in found.events}
    assert told["bombed"] == told["shelled"] == "Vladimir Putin direct"


def test_who_is_told_is_a_voice_where_it_is_an_outlet() -> None:
    _, told = marked("Peskov told Interfax that Russia had {withdrawn} its troops from Syria.")
    assert written(told.attribution) == "Dmitry Peskov indirect / Interfax reported"
    _, other = marked("Peskov told Macron that Russia had {withdrawn} its troops from Syria.")
    assert written(other.attribution) == "Dmitry Peskov indirect"


def test_we_speak_for_ourselves() -> None:
    found = coded("“We demand that NATO leave Syria,” Turkish President Recep Tayyip Erdogan said.")
    assert found.one("REQUEST").attribution == ()


def test_one_voice_stands_once() -> None:
    _, event = marked("Uganda said, according to Uganda, that Kenya had {bombed} Somalia.")
    assert written(event.attribution).count("Uganda") == 1
