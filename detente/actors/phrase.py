"""The parts of a phrase that names an actor: names, role, owner, place, flags.

Reading is by words alone, so that a phrase needs no parse: "the former Russian deputy
foreign minister of ..." is cut at its joints and each part is looked up in the registry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from detente.actors.names import normalise
from detente.actors.registry import Match, Registry, Role

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\s,;:()\[\]“”\"—–]+|[,;:()—–]")
_OWNED = re.compile(r"^(.+?)(?:['’]s|(?<=s)['’])$")
_TIED = re.compile(
    r"^(.+?)-(led|backed|supported|allied|run|controlled|ruled|based|aligned|linked|affiliated|"
    r"funded|sponsored|held|occupied|administered|installed|appointed|owned|dominated|trained|"
    r"brokered|mediated|born|armed|friendly|style|imposed|made|supplied|drafted)$",
    re.I,
)
_LEANING = re.compile(r"^(pro|anti)-?(.+)$", re.I)
_JOINTS = frozenset(
    "of in from at near for to on with by against inside around across outside into over "
    "about between among under representing".split()
)
_CLAUSE = frozenset(
    "speaking working wearing carrying living serving acting belonging based accused suspected "
    "killed wounded jailed detained trying fleeing protesting demanding calling familiar loyal "
    "opposed seeking who whom which whose that where when while as after before amid said says "
    "told is was are were has have had".split()
)
_LEADING = frozenset(
    "the a an this that these those some any all both several many few other another each every "
    "more most at least about around nearly almost over under roughly only also even no its "
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "hundred thousand million billion mr mrs ms messrs his her their our my your".split()
)
_QUANTITIES = frozenset(
    "dozens hundreds thousands scores tens millions handful number group groups crowd crowds "
    "majority couple pair team teams member members rest part remnants columns waves "
    "representatives convoy band gang bands gangs lots plenty some one two many most all "
    "several each".split()
)
_COUNTS = (
    _QUANTITIES | {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
) - {"member", "members", "all", "both", "most", "rest", "representatives"}
_FORMER = frozenset("former ex-president retired ousted deposed late onetime one-time ex".split())
_FORMER_TIED = re.compile(r"^ex-(.+)$", re.I)
_LESSER = frozenset(
    "deputy vice assistant under undersecretary junior shadow future next would-be self-declared "
    "self-proclaimed candidate acting-deputy first-deputy sub associate principal honorary "
    "presidential vice-presidential aspiring potential possible regional local provincial state "
    "district municipal".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A known name inside a phrase: words `[start, stop)` of the core, and its readings."""

    start: int
    stop: int
    matches: tuple[Match, ...]

    @property
    def best(self) -> Match:
        """The likeliest reading."""
        return self.matches[0]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in parts: `core` the words of the noun phrase proper, without its joints.

    `owner` is a possessor or the words after "of", `place` the words after "in", "from" and
    the like, `apposed` what stands beside it between commas, `tied` pairs such as
    ("led", "U.S."), `rest` the unnamed words of the core.
    """

    text: str
    core: tuple[str, ...]
    names: tuple[Piece, ...] = ()
    rest: tuple[str, ...] = ()
    role: Role | None = None
    owner: str = ""
    possessed: bool = False
    place: str = ""
    apposed: tuple[str, ...] = ()
    tied: tuple[tuple[str, str], ...] = ()
    former: bool = False
    lesser: bool = False
    definite: bool = False
    plural: bool = False
    counted: bool = False
    joint: str = ""


@lru_cache(maxsize=20_000)
def read(text: str, registry: Registry) -> Phrase:
    """The parts of a phrase; a part that is missing is empty."""
    parts = _parts(_tokens(text))
    if not parts:
        return Phrase(text, ())
    words, apposed = parts[0], tuple(" ".join(p) for p in parts[1:])
    phrase = Phrase(text, (), apposed=apposed, definite=words[0].lower() in {"the", "this"})
    lead = _without_quantity(_without_lead(words), registry)
    counted = any(w[0].isdigit() or w.lower() in _COUNTS for w in words[: len(words) - len(lead)])
    phrase, words = replace(phrase, counted=counted), lead
    owner, words = _owner(words)
    words = _without_lead(words)
    if owner:
        phrase = replace(phrase, owner=owner, possessed=True)
    pieces = _pieces(words, registry)
    cut = _joint(words, pieces, registry)
    if cut is not None:
        phrase = _joined(phrase, words, cut)
        words, pieces = words[:cut], tuple(p for p in pieces if p.stop <= cut)
    return _core(phrase, words, pieces, registry)


def _tokens(text: str) -> list[str]:
    out: list[str] = []
    for word in _TOKEN.findall(text):
        bare = word.strip(".…!?") if not re.match(r"^(?:\w\.)+$", word) else word
        owned = _OWNED.match(bare or word)
        if owned and "." not in bare[-2:]:
            out += [owned.group(1), "'s"]
        elif bare:
            out.append(bare)
    return out


def _parts(tokens: Sequence[str]) -> list[list[str]]:
    """The stretches between commas and brackets; a clause ends its stretch."""
    parts: list[list[str]] = [[]]
    open_clause = False
    for word in tokens:
        if word in ",;:()—–":
            parts.append([])
            open_clause = False
        elif open_clause or (word.lower() in _CLAUSE and parts[-1]):
            open_clause = True
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _without_lead(words: list[str]) -> list[str]:
    at = 0
    while at < len(words) - 1 and (words[at].lower() in _LEADING or words[at][0].isdigit()):
        if words[at] in {"No", "One", "May"} and at == 0 and words[at + 1][:1].isupper():
            break
        at += 1
    return words[at:]


def _without_quantity(words: list[str], registry: Registry) -> list[str]:
    """ "dozens of protesters" -> "protesters"; "members of the Taliban" -> "Taliban"."""
    while len(words) > 2 and words[0].lower() in _QUANTITIES and words[1].lower() == "of":
        name = registry.longest(words, 0)
        if name is not None and name[0] > 2:
            break
        words = _without_lead(words[2:])
    return words


def _owner(words: list[str]) -> tuple[str, list[str]]:
    """The possessor before the last possessive ending, and the words behind it."""
    if "'s" not in words[:-1]:
        return "", [w for w in words if w != "'s"]
    at = len(words) - 1 - words[::-1].index("'s")
    joint = next((n for n, w in enumerate(words[:at]) if w.lower() in _JOINTS and n), None)
    if joint is not None or at == len(words) - 1:
        return "", words
    return " ".join(words[:at]), words[at + 1 :]


def _pieces(words: Sequence[str], registry: Registry) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = 0
    while at < len(words):
        hit = registry.longest(words, at) if _may_name(words[at]) else None
        if hit is None:
            at += 1
        else:
            found.append(Piece(at, at + hit[0], hit[1]))
            at += hit[0]
    return tuple(found)


def _may_name(word: str) -> bool:
    return word != "'s" and word.lower() not in _JOINTS


def _joint(words: Sequence[str], pieces: Sequence[Piece], registry: Registry) -> int | None:
    """The first preposition that stands in no name and in no role ("secretary of state")."""
    covered = {n for p in pieces for n in range(p.start, p.stop)}
    for n, word in enumerate(words):
        if n == 0 or n in covered or word.lower() not in _JOINTS:
            continue
        if word.lower() in {"of", "for", "to", "in"} and _role_over(words, n, registry):
            continue
        return n
    return None


def _role_over(words: Sequence[str], n: int, registry: Registry) -> bool:
    for m in (3, 2, 1):
        stretch = words[max(0, n - 4) : n + 1 + m]
        if len(stretch) < 3 or n + m >= len(words):
            continue
        role = registry.role(" ".join(stretch))
        if role is None:
            continue
        spoken = f" {normalise(' '.join(stretch))} "
        joint = f" {words[n].lower()} "
        if joint in role.words and spoken.rstrip().endswith(role.words.split()[-1]):
            return True
    return False


def _joined(phrase: Phrase, words: Sequence[str], cut: int) -> Phrase:
    after = " ".join(w if w != "'s" else "'s" for w in words[cut + 1 :]).replace(" 's", "'s")
    joint = words[cut].lower()
    phrase = replace(phrase, joint=joint)
    if joint in {"of", "for", "to", "representing"} and not phrase.owner:
        return replace(phrase, owner=after)
    if joint in {"in", "from", "with", "at", "near", "inside", "around", "across", "outside", "of"}:
        return replace(phrase, place=after)
    return phrase


def _core(
    phrase: Phrase, words: Sequence[str], pieces: tuple[Piece, ...], registry: Registry
) -> Phrase:
    covered = {n for p in pieces for n in range(p.start, p.stop)}
    rest: list[str] = []
    tied: list[tuple[str, str]] = []
    former = phrase.former
    for n, word in enumerate(words):
        low = word.lower()
        tie, lean, was = _TIED.match(word), _LEANING.match(word), _FORMER_TIED.match(word)
        if n in covered and not (tie or was):
            continue
        if low in _FORMER or was:
            former = True
            if was:
                rest.append(was.group(1))
        elif tie and registry.find(tie.group(1)):
            tied.append((tie.group(2).lower(), tie.group(1)))
        elif lean and "-" in word and registry.find(lean.group(2)):
            tied.append((lean.group(1).lower(), lean.group(2)))
        else:
            rest.append(word)
    tied_at = [p for p in pieces if any(_TIED.match(w) for w in words[p.start : p.stop])]
    names = tuple(p for p in pieces if p not in tied_at)
    tied_to_was = bool(words) and _FORMER_TIED.match(words[-1]) is not None
    whole = words[-1:] and words[-1].islower() and words[-1] not in rest and not tied_to_was
    spoken = list(words) if whole else rest
    role = role_named(" ".join(spoken), registry) if spoken else None
    return replace(
        phrase,
        core=tuple(words),
        names=names,
        rest=tuple(rest),
        role=role,
        tied=tuple(tied),
        former=former,
        lesser=_is_lesser(rest, role),
        plural=is_plural(words[-1]) if words else False,
    )


_OWN_ROLES = {
    "secretary general": Role("secretary general", "", "IO-HEAD", True),
    "director general": Role("director general", "", "IO-HEAD", True),
    "managing director": Role("managing director", "", "IO-HEAD", True),
    "high representative": Role("high representative", "", "IO-FM", True),
    "foreign policy chief": Role("foreign policy chief", "", "IO-FM", True),
    "head": Role("head", "GOV", "CHIEF", True),
    "chief": Role("chief", "GOV", "CHIEF", True),
    "boss": Role("boss", "GOV", "CHIEF", True),
    "member": Role("member", "GOV", None, True),
    "figure": Role("figure", "GOV", None, True),
    "inspector": Role("inspector", "GOV", None, True),
    "national": Role("national", "CVL", None, True),
    "citizen": Role("citizen", "CVL", None, True),
    "counterpart": Role("counterpart", "GOV", None, True),
    "junta": Role("junta", "GOV", None, False),
    "warplane": Role("warplane", "MIL", None, False),
}
"""Heads of bodies, and nouns so general that what stands before them decides the sector."""


SHORT = dict(
    pair.split("=")
    for pair in (
        "gen=general lt=lieutenant col=colonel maj=major sen=senator gov=governor adm=admiral "
        "sgt=sergeant cpl=corporal capt=captain brig=brigadier cmdr=commander rep=congressman "
        "sens=senators reps=lawmakers dep=deputy min=minister pres=president amb=ambassador "
        "rev=reverend supt=superintendent det=detective insp=inspector"
    ).split()
)


def role_named(words: str, registry: Registry) -> Role | None:
    """The role that ends these words, ours where it is the longer one."""
    spoken = " ".join(SHORT.get(word, word) for word in normalise(words).split())
    known = registry.role(spoken)
    parts = spoken.removesuffix("s").split()
    for size in (3, 2, 1):
        own = _OWN_ROLES.get(" ".join(parts[-size:])) if len(parts) >= size else None
        if own is not None and (known is None or len(known.words.split()) < size):
            return own
    return known


def _is_lesser(rest: Sequence[str], role: Role | None) -> bool:
    """True where an unread word lowers the office ("deputy", "shadow")."""
    if role is None:
        return False
    before = normalise(" ".join(rest)).replace(role.words, " ").split()
    return any(word in _LESSER for word in before)


_PLURALS = frozenset("people police troops men women children personnel media authorities".split())


def is_plural(word: str) -> bool:
    """A guess by its form at whether a noun is plural.

    >>> is_plural("officials"), is_plural("chairmen"), is_plural("boss")
    (True, True, False)
    """
    low = word.lower()
    if low in _PLURALS or low.endswith("men"):
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is"))
