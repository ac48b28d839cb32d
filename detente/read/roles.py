"""What a line beside the body is: date, byline, credit, caption, related, address, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .address import find_address
from .bylines import find_agency
from .outlets import find_outlet
from .times import Moment, starts_with_time

_PUBLISHED = re.compile(
    r"(?:first |originally )?(?:published|posted|issued|released|publication date|date published"
    r"|pub date|publish date|date|dated|uploaded|created|filed)(?: on| at)?\b[:\s]*",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:last )?(?:updated|modified|edited|revised|update|last update)(?: on| at)?\b[:\s]*",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"(?:related(?: (?:article|story|news|content|coverage|reading|link|topic|post)s?)?|see also"
    r"|also (?:read|see)|read also|read (?:more|next|on)(?: about| on)?|further reading"
    r"|more (?:on this|from|on|about|stories|coverage|news)|in case you missed it|top stories"
    r"|you (?:may|might) (?:also )?(?:like|be interested)|don[’']t miss|editors[’'] picks?"
    r"|recommended(?: for you| reading| stories)?|in pictures|must[- ]reads?|background"
    r"|watch(?: more| live| now)?|listen(?: now)?|most (?:read|popular)|trending(?: now)?"
    r"|what to read next|latest)(?: articles?| stories| news)?",
    re.IGNORECASE,
)
# Common words that are labels of other stories only before a colon.
_COMMON = frozenset({"background", "watch", "listen", "latest", "in pictures"})
_ADDRESS_LABEL = re.compile(
    r"[\W_]*(?:original(?:ly)?(?: (?:url|article|link|source|story|post|text|at|published at))?"
    r"|source(?: url| link)?|article url|url|link|permalink|canonical(?: url)?|via|address|from"
    r"|web(?:site| address)?|retrieved from|archived from|available (?:at|from)"
    r"|read (?:the )?(?:original|full)(?: (?:article|story|text))?(?: here| at| on)?)[\W_]*",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[\W_]*(?:source|publication|publisher|outlet|newspaper|agency|via)\s*:\s*(.{2,60})",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:(?:file |stock )?(?:photo(?:graph(?:s|er|y)?)?s?|image|picture|pic|video|graphic"
    r"|illustration|map|cartoon|art)?\s*(?:credit|courtesy|copyright)s?(?: of)?\s*[:/]\s*"
    r"|(?:photo(?:graph)?|foto|image|picture|pic|illustration)s?(?: source:| by|:| ©| via)\s+"
    r"|photo/)"
    r"(?P<who>.{2,120})",
    re.IGNORECASE,
)
# Who makes pictures; as regular expression, in the spelling of credits.
_MAKERS = "|".join(
    """AP AFP Reuters REUTERS EPA EPA-EFE EFE TASS DPA dpa ANSA PTI ANI Xinhua Kyodo Yonhap
    Shutterstock Getty(?:\\sImages)? Sputnik Anadolu(?:\\sAgency)? UPI PA Alamy Zuma NurPhoto SIPA
    ABACA Bloomberg Pool POOL Ukrinform UNIAN RIA\\sNovosti Keystone IRNA ISNA WANA SANA KCNA
    Press\\sAssociation""".split()
)
_BRACKETED = re.compile(
    rf"\s*[(\[](?P<who>(?:{_MAKERS}) (?:Photo|photo|Images?)\b[^()\[\]]{{0,80}}"
    rf"|(?:{_MAKERS})\s?/[^()\[\]]{{2,80}}"
    rf"|[^()\[\]]{{2,70}}(?:/| via |, )\s?(?:{_MAKERS})\b[^()\[\]]{{0,60}}"
    r"|(?:(?:File )?[Pp]hotos?(?:graph)?|Image|Picture|Credit)(?: by|:| courtesy| credit|/)"
    r"[^()\[\]]{2,90}|[Ff]ile(?: photo)?)[)\]]\.?\s*$"
)
_SLASH_TAIL = re.compile(
    r"(?:^|(?<=[.!?”\"’)\]|]) ?)(?P<who>(?:[A-ZÀ-Þ][\w.'’-]+ ){0,4}[A-ZÀ-Þ][\w.'’-]+\s?/\s?"
    rf"(?:{_MAKERS})(?:\b[^.]{{0,50}})?|REUTERS/[A-Z][\w.' -]{{2,40}}(?:/File Photo)?)\.?\s*$"
)
_LABEL_TAIL = re.compile(
    r"(?:^|(?<=[.!?”\"’)|]) ?\|? ?)(?P<who>(?:Photo(?:graph)?|Image|Picture|Credit|Photo credit"
    r"|Image credit|Foto)\s?(?:by|:|credit:|/)\s?[^.:]{2,80}(?:/[^.]{2,40})?|©\s?[^.]{2,80})\.?\s*$"
)
_EMPHASIS_TAIL = re.compile(r"\s*(?P<mark>\*{1,3}|_{1,3})(?P<who>[^*_\n]{2,100})(?P=mark)[.\s]*$")
_CAPTION_LABEL = re.compile(
    r"(?:(?:image|photo|picture|video) caption|caption|file (?:photo|picture)|file|pictured"
    r"|in this photo)\s*(?::|–|—|-(?= ))\s*|(?:Image|Media|Video) caption,? ",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s*\((?P<name>[A-Z][^()]{1,60})\)|(?<=[.!?”\"’]) ?(?P<dash>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ]"
    r"[\w.'’-]+){1,3}[—–][A-Z][\w /]{1,50}))\.?\s*$"
)
_NAME_WORD = r"(?:[A-ZÀ-Þ][\w.'’-]*|of|the|de|and|via|for|al|el|van|von|bin|[/|,&©-])(?:[\s/]+|$)"
_NAMES = re.compile(rf"(?:{_NAME_WORD}){{1,12}}")
_READING = re.compile(r"\d+\s*min(?:ute)?s?(?: read)?|local time", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture, and who made it; either may be empty."""

    text: str
    credit: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """The moment of a date line and how sure it is: 2 published, 1 bare, 0 updated."""

    moment: Moment
    rank: int


def read_date_line(text: str) -> DateLine | None:
    """The date line that a short paragraph is, its surest part first; None where it is none.

    >>> read_date_line("Published: Dec 15, 2021 | Updated: Dec 16, 2021").moment.day
    datetime.date(2021, 12, 15)
    """
    if len(text) > 200 or not re.search(r"\d", text):
        return None
    best: DateLine | None = None
    rest = text.strip(" *_()|–—-")
    for _ in range(4):
        rank, bare = 1, rest
        if label := _UPDATED.match(rest):
            rank, bare = 0, rest[label.end() :]
        elif label := _PUBLISHED.match(rest):
            rank, bare = 2, rest[label.end() :]
        found = starts_with_time(bare)
        if not found:
            return None
        if best is None or rank > best.rank:
            best = DateLine(found[0], rank)
        rest = found[1].strip(" ,;|•·–—-/()[].*_")
        if not rest or _READING.fullmatch(rest):
            return best
    return None


def read_related(text: str, *, link: bool = False, colon: bool = True) -> str | None:
    """The title of another story that a paragraph points to; "" for a bare label; else None.

    >>> read_related("Related article: Putin wants talks")
    'Putin wants talks'
    >>> read_related("Related leaders met.") is None
    True
    """
    bare = text.strip(" *_>»→▶|[]•-–—")
    found = _RELATED.match(bare)
    if not found or len(bare) > 300:
        return None
    rest = bare[found.end() :]
    if not rest.strip(" :…."):
        return "" if found[0].lower() not in _COMMON or rest.strip(" .") == ":" else None
    if rest.lstrip().startswith((":", "|", "»", ">")) or (link and not colon):
        if found[0].lower() == "background" and not link:
            return None
        return rest.strip(" :|»>*_-–—")
    return None


def read_address_line(text: str) -> str | None:
    """The address of a line that is nothing but an address and maybe its label; "" for a label.

    >>> read_address_line("Original url:")
    ''
    """
    if len(text) > 2300:
        return None
    address = find_address(text)
    if address is None:
        label = text.strip(" *_")
        return "" if label.endswith(":") and _ADDRESS_LABEL.fullmatch(label) else None
    around = text.replace(address, " ").strip(" <>()[]*_.,;|\t")
    if not around or _ADDRESS_LABEL.fullmatch(around):
        return address
    return None


def read_source_line(text: str) -> str | None:
    """The name in `Source: Reuters`, None for other lines."""
    found = _SOURCE.fullmatch(text.strip(" *_"))
    name = found[1].strip(" .*_") if found else ""
    return name if find_outlet(name=name) else None


def read_caption(text: str, raw: str = "", *, head: bool = False) -> Caption | None:
    """The caption and credit that a paragraph is, None where it is neither.

    `raw` has its Markdown; `head` is true before the body, where less proof is needed.
    """
    if len(text) > 900:
        return None
    label = _CAPTION_LABEL.match(text)
    words = text[label.end() :] if label else text
    whole = _CREDIT.fullmatch(words.strip("()[] "))
    if whole and not label:
        return Caption("", whole["who"].strip(" .)]"))
    found = _BRACKETED.search(words) or _SLASH_TAIL.search(words) or _LABEL_TAIL.search(words)
    if found:
        return Caption(words[: found.start()].strip(" |"), _strip_label(found["who"]))
    tail = _EMPHASIS_TAIL.search(raw) if raw else None
    if tail and raw[: tail.start()].strip() and _is_credit(tail["who"], loose=head):
        credit = " ".join(tail["who"].split())
        if words.endswith(credit):
            return Caption(words[: -len(credit)].strip(" |/–—-"), _strip_label(credit))
    if label and (head or len(words) < 400) and words.strip():
        return Caption(words.strip(), "")
    return None


def split_credit(words: str, credit: str = "") -> Caption:
    """What is known to be a caption, as its words and its credit.

    >>> split_credit("You are what you search. (The Associated Press)")
    Caption(text='You are what you search.', credit='The Associated Press')
    """
    if credit:
        return Caption(words.strip(), _strip_label(credit))
    if re.fullmatch(r"(?:©|\(c\)).{2,80}", words) or _is_credit(words, loose=False, whole=True):
        return Caption("", _strip_label(words))
    told = read_caption(words, head=True)
    if told:
        return told
    tail = _TAIL.search(words)
    if tail and (tail["dash"] or find_outlet(name=tail["name"])):
        return Caption(words[: tail.start()].strip(), _strip_label(tail["dash"] or tail["name"]))
    return Caption(words.strip(), "")


def _strip_label(credit: str) -> str:
    """`Photo: Jane Doe` as `Jane Doe`."""
    found = _CREDIT.fullmatch(credit.strip())
    return (found["who"] if found else credit).strip(" .|©")


def _is_credit(words: str, *, loose: bool, whole: bool = False) -> bool:
    """True for `Name / AGENCY`, a known agency, or (loose) a run of names."""
    if whole:
        made = re.search(rf"(?:/\s?|^|via )(?:{_MAKERS})\b", words)
        return bool(made and _NAMES.fullmatch(words.strip())) and len(words.split()) <= 8
    if _CREDIT.fullmatch(words.strip()) or re.search(rf"\b(?:{_MAKERS})\b", words):
        return True
    if find_agency(words) or (find_outlet(name=words) and loose):
        return True
    named = _NAMES.fullmatch(words.strip())
    return bool(named) and (loose or "/" in words) and len(words.split()) <= 8
