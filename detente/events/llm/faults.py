"""What may be wrong with a model: with its server, with an answer, with a claim in it.

The names are counted and told at the end of a run; the manual explains them from here.
"""

from __future__ import annotations

from collections.abc import Mapping

SERVER: Mapping[str, str] = {
    "unreachable": "nobody takes the connection at the address",
    "time-out": "the answer was not there in full when `llm.timeout` was over",
    "broken off": "the connection ended before the answer did",
    "no HTTP": "what came back is no HTTP",
    "redirect": "the server sends elsewhere; no redirect is followed",
    "endless answer": "more than 4 MB came back",
    "HTTP": "the server refused, with that status; a busy one (429, 500, 502, 503, 504, 529) was "
    "asked up to three times, as late as its Retry-After says unless that is past `llm.timeout`",
    "no completion": "what came back is no chat completion",
    "not asked": "the server had failed five times in a row and was left alone for a minute",
    "stopped": "the run was broken off",
    "our mistake": "our own code failed on the answer",
}
"""Faults that may be gone another time: another run asks again."""

ANSWER: Mapping[str, str] = {
    "refusal": "the model refused, or its content filter did",
    "answer cut short": "the answer was longer than `llm.max_tokens`",
    "empty answer": "the model said nothing",
    "no JSON": "the answer is no JSON",
    "not the form asked for": "the answer is JSON of another form",
    "nothing of the answer could be used": "it told of events, and all of them were left out",
}
"""Faults of the model, which would answer the same question alike: it is not asked again."""

NO_FORM = "not the form asked for"
NO_SENTENCE = "no such sentence"
NO_TYPE = "unknown type"
NO_MODE = "unknown mode"
NO_STATUS = "unknown status"
NOT_THERE = "words that do not stand there"
NOBODY_ACTS = "nobody acts in it"
NOBODY_KNOWN = "nobody known by these words"
MERE = "a mere statement"

EVENTS: Mapping[str, str] = {
    NO_FORM: "an item that is no object with the number of a sentence",
    NO_SENTENCE: "its number is none of those asked about",
    NO_TYPE: "its type is none of the codebook's",
    NOT_THERE: "its trigger does not stand in its sentence",
    NOBODY_ACTS: "no source and no target is left",
    MERE: "a STATE around another act, or one that was not made",
}
"""Why an event of an answer is left out."""

FIELDS: Mapping[str, str] = {
    NOT_THERE: "a participant, content, condition, voice, date or place that is not quoted",
    NOBODY_KNOWN: "a participant whom our tables do not know, and without a country of the model's",
    NO_MODE: "a mode that the type has not",
    NO_STATUS: "a status that is none; our own rules gave one",
}
"""Why a field of an event is left out, and the event kept."""


class Fault(Exception):  # noqa: N818 - of the server or the model, and caught before anybody sees it
    """No usable answer. `cause` is one of the above (or "HTTP" with a status); it is counted.

    `again` is true where the fault may be gone another time.
    """

    def __init__(self, cause: str, detail: str = "") -> None:
        super().__init__(f"{cause}: {detail}" if detail else cause)
        self.cause = cause
        self.again = cause not in ANSWER
