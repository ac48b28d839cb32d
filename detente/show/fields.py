"""What each field of an event's JSON means; the manual is made from this, a test compares it."""

from __future__ import annotations

EVENT: tuple[tuple[str, str], ...] = (
    ("id", "A hash of the report's version, the trigger, the type and the parties."),
    ("report", "The report's id: as given, else a hash of its address or text."),
    ("act", "The act that several reports tell, where they have been joined; else null."),
    ("type", "One of the codebook's types."),
    ("mode", "A closer kind of the type, or empty."),
    (
        "quad",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, "
        "0 none.",
    ),
    ("status", "Did it happen: actual, planned, possible, conditional, negated or denied."),
    ("confidence", "How sure the coder is, 0 to 1."),
    ("trigger", "The words that tell the act: `start`, `stop`, `text`."),
    ("sources", "Who acts: a list of participants."),
    ("targets", "To whom: a list of participants; may be empty."),
    ("content", "What is demanded, threatened, refused, promised or alleged: words, or null."),
    ("content_type", "The type that the content would have as a deed, or null."),
    ("condition", "The words of the if, unless, until or in return for, or null."),
    ("attribution", "Who says so, nearest voice first, the outlet last."),
    ("date", "The days of the act, or null where the report does not say."),
    ("place", "Where it took place, or null."),
    ("sentence", "Where its sentence stands: `start`, `stop`."),
    (
        "why",
        "Which rule, or `llm:` and a model, set a field, with its score: `field`, `rule`, `score`.",
    ),
)

PARTICIPANT: tuple[tuple[str, str], ...] = (
    ("start", "Where its words begin; null where it is only understood."),
    ("stop", "Where they end."),
    ("text", "The words themselves."),
    ("name", "Its usual name."),
    ("id", "A Wikidata QID for people, a short code for organisations, or null."),
    ("country", "ISO 3166 alpha-3; IGO, NGO, MNC, IMG or GRP where there is none."),
    ("sector", "GOV, MIL, LEG, JUD, PTY, OPP, REB, COP, SPY, MED, BUS, CVL and so on."),
    ("wikidata", "The QID, also of states and organisations."),
    ("key", "What makes two participants the same in the record."),
)

VOICE: tuple[tuple[str, str], ...] = (
    ("name", "Who says so; empty for a voice without a name."),
    ("id", "Its identity, or null."),
    ("kind", "direct, indirect, mixed, reported, agency or outlet."),
    ("cue", "The words that say that it speaks, or null."),
    ("country", "Its country, or null."),
    ("start", "Where its words begin, or null."),
    ("stop", "Where they end."),
    ("text", "The words themselves."),
)

DATE: tuple[tuple[str, str], ...] = (
    ("start", "The first day, ISO 8601."),
    ("stop", "The last day, included."),
    ("basis", "stated (the words name the day), relative (counted from the report's) or report."),
    ("text", "The words that say so, or null."),
    ("span", "Where they stand: `start`, `stop`; or null."),
)

PLACE: tuple[tuple[str, str], ...] = (
    ("start", "Where its words begin, or null."),
    ("stop", "Where they end."),
    ("text", "The words themselves."),
    ("name", "The place's name."),
    ("country", "ISO 3166 alpha-3, or null."),
    ("lat", "Degrees north (WGS84), or null."),
    ("lon", "Degrees east (WGS84), or null."),
)

OBJECTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("An event", EVENT),
    ("A participant, in `sources` and `targets`", PARTICIPANT),
    ("A voice, in `attribution`", VOICE),
    ("`date`", DATE),
    ("`place`", PLACE),
)
