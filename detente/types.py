"""The frozen core types: what each stage hands to the next.

    bytes -> Report -> Document -> Events -> record

All offsets are half open, in characters of `Report.text` (the clean text).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range `[start, stop)` in a report's clean text."""

    start: int
    stop: int

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.stop]

    def covers(self, other: Span) -> bool:
        """True where `other` lies inside this span."""
        return self.start <= other.start and other.stop <= self.stop

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character."""
        return self.start < other.stop and other.start < self.stop


# --- read: bytes -> Report ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of clean text with one role: title, subtitle, caption or body."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes or supplies reports.

    `kind` is one of newspaper, broadcaster, agency, online, magazine, government, other;
    `control` one of independent, public, state, party, unknown.
    """

    id: str
    name: str
    kind: str
    country: str | None
    control: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One article of one outlet, with its clean text and all that is known of its origin.

    `id` is a hash of the canonical address (of the text where there is none) unless the
    input gave one; `version` is the hash of the clean text.
    """

    id: str
    version: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: Outlet | None = None
    agency: Outlet | None = None
    url: str | None = None
    published: datetime | None = None
    date: date | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    dateline: str | None = None
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    language: str | None = None
    origin: str | None = None


# --- parse: Report -> Document --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse; `head` is the index of its governor (itself at a root).

    `pos` is the universal tag, `tag` the Penn tag, `dep` the ClearNLP label,
    `ent` the name type that the pipeline gave ("" for none).
    """

    i: int
    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its characters, its tokens `[first, last)` and the block it stands in."""

    i: int
    span: Span
    first: int
    last: int
    block: str = "body"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words for a time, resolved to days: `value` is an interval with both ends included.

    `kind` is absolute, relative, duration or set; `timex` a TIMEX3 value where there is one.
    """

    span: Span
    text: str
    value: tuple[date, date] | None
    timex: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words attributed to a voice: content, cue and source spans, each maybe in pieces.

    `kind` is direct, indirect or mixed. `manner` is "said" where the content holds only by
    the source's word, "held" where it is a wish, a stance or an object of one ("wants C").
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: str
    manner: str = "said"


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase, name, pronoun or possessive that may name a participant.

    `head` is the index of its head token; `kind` one of name, nominal, pronoun, possessive,
    adjective; `span` leaves out a leading article and a title ("President").
    `title` holds the words of a title or apposed role beside a name ("Russian Deputy
    Foreign Minister"); `number` is sing or plur; `chain` joins the mentions of one
    participant by their names inside the report (-1: alone).
    """

    i: int
    span: Span
    text: str
    head: int
    kind: str
    title: str = ""
    number: str = "sing"
    chain: int = -1


@dataclass(frozen=True, slots=True)
class Document:
    """A report, parsed. Tokens are indexed over the whole report."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()


# --- actors: mention + date -> Actor --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant, on a date.

    `country` is ISO 3166 alpha-3, or IGO, NGO, MNC, IMG for what has none, or GRP for an
    unnamed group of states; `sector` a PLOVER sector ("" for states' organisations);
    `id` a Wikidata QID for people, a short code for organisations ("NATO"), None where no
    identity is known; `key` is what makes two actors the same in the record.
    """

    key: str
    name: str
    country: str | None
    sector: str
    id: str | None = None
    wikidata: str | None = None
    office: str | None = None
    kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor as words of the text name it; `span` is None where it is understood."""

    actor: Actor
    span: Span | None
    score: float
    rule: str


# --- events: Document -> Events -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """One voice in an attribution chain.

    `kind` is direct, indirect, mixed, reported, agency or outlet.
    """

    name: str
    kind: str
    id: str | None = None
    country: str | None = None
    span: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The days of an event, both ends included; `basis` is stated, relative or report."""

    start: date
    stop: date
    basis: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an act took place."""

    name: str
    span: Span | None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Which rule or model set a field, and how sure it is (0 to 1)."""

    field: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Event:
    """One political act as one report tells it, coded by the codebook."""

    id: str
    report: str
    type: str
    mode: str
    quad: int
    status: str
    confidence: float
    trigger: Span
    sentence: Span
    sources: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    content: Span | None = None
    content_type: str | None = None
    condition: Span | None = None
    attribution: tuple[Link, ...] = ()
    when: When | None = None
    place: Place | None = None
    why: tuple[Reason, ...] = ()
