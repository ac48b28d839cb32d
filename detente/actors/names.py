"""Names as keys: case, accents, apostrophes, dots, hyphens and spellings made equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "′": "'", "ʿ": "'", "ʾ": "'",
        "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "/": " ", "_": " ",
        "&": " and ", ",": " ", "(": " ", ")": " ", "[": " ", "]": " ", ":": " ", ";": " ",
        '"': " ", "“": " ", "”": " ", "«": " ", "»": " ", "\xa0": " ",
        ".": "", "*": "", "?": " ", "!": " ",
        "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "e", "Ə": "E",
        "þ": "th", "Þ": "Th", "ħ": "h",
    }
)  # fmt: skip

_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\b(al|el|ad|an|ar|as|ash|at|az|ul|bin|ibn|ben)\b", ""),
        (r"^m[ou]?h[ae]?mm?[aeu]d$|\bm[ou]ha?mm?[aeu]d\b", "mhmd"),
        (r"\bm[ou]'?a?mm?[ae]r\b", "mumar"),
        (r"(aleks|alex)(e|ei|ey|ej|ii|i|y)?", "alex"),
        (r"\byevgen", "evgen"),
        (r"\b(gh|q|k|g)ad{1,2}h?af[iy]\b", "gadafi"),
        (r"sch|sh", "s"),
        (r"tch|ch|cz", "c"),
        (r"kh|gh|qu|q|ck", "k"),
        (r"zh|dj|j", "z"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"h", ""),
        (r"ou|oo|w|v", "u"),
        (r"[iy]+[ie]?[ijy]*\b", "i"),
        (r"[iyj]+", "i"),
        (r"ee|ie|ei|ai|ae|e", "e"),
        (r"ts|tz", "z"),
        (r"x", "ks"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """The key of a name: two spellings that differ in marks alone share it.

    >>> normalise("the U.S."), normalise("Côte d’Ivoire"), normalise("al-Qaeda’s")
    ('us', 'cote divoire', 'al qaeda')
    """
    if text.replace(" ", "").isalpha() and text.isascii():
        return " ".join(text.lower().split()).removeprefix("the ")
    plain = text.translate(_MARKS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = " ".join(plain.lower().split())
    if plain.endswith("'s"):
        plain = plain[:-2]
    plain = plain.replace("'", "")
    return plain.removeprefix("the ").strip()


@lru_cache(maxsize=65536)
def skeleton(text: str) -> str:
    """What is left of a name when the ways of writing one sound are made one.

    Two transliterations of a name share it; two names now and then do too, so it is a
    second choice after `normalise`.

    >>> skeleton("Sergey Ryabkov") == skeleton("Sergei Riabkov")
    True
    """
    key = normalise(text)
    for pattern, to in _SPELLINGS:
        key = pattern.sub(to, key)
    return " ".join(key.split())


_MIDDLE = re.compile(r"^(?:[a-z]|[a-z]+(?:vich|vna|ych)|jr|sr|ii|iii|iv)$")


def without_middle(key: str) -> str:
    """A normalised name without initials, patronymics and suffixes after its first word.

    >>> without_middle("vladimir vladimirovich putin"), without_middle("john f kerry")
    ('vladimir putin', 'john kerry')
    """
    return " ".join(w for i, w in enumerate(key.split()) if i == 0 or not _MIDDLE.match(w))


def sound(name: str) -> str:
    """The skeleton of a full name without its middle names."""
    return skeleton(without_middle(normalise(name)))


def slug(text: str) -> str:
    """The name as an identifier: `p:` keys of people without a Wikidata id."""
    return normalise(text).replace(" ", "-")


def is_acronym(name: str) -> bool:
    """True for a name in capitals alone, such as `U.S.` or `NATO`: its case is part of it."""
    letters = name.replace(".", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= 6


def case_fits(name: str, query: str) -> float:
    """How well the capitals of `query` suit those of the table's `name`, 0 to 1.

    A short acronym in small letters is a word ("us", "who"), not a name.
    """
    if query == name:
        return 1.0
    letters = [c for c in query if c.isalpha()]
    small = not any(c.isupper() for c in letters)
    if is_acronym(name):
        if small:
            return 0.0
        upper = all(c.isupper() for c in letters)
        return 1.0 if upper or len(letters) > 3 else 0.0
    if small and any(c.isupper() for c in name):
        return 0.6
    return 1.0


_PARTICLE_WORDS = (
    "al el bin ibn ben abu de da do dos das del della di du la le van von der den ter "
    "ten st saint mac ould ag ait bint af zu y"
)
PARTICLES = frozenset(_PARTICLE_WORDS.split())
FAMILY_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "HKG", "MAC"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SPANISH_STATES = "ESP MEX GTM HND SLV NIC CRI PAN CUB DOM VEN COL ECU PER BOL CHL ARG URY PRY GNQ"
SPANISH = frozenset(_SPANISH_STATES.split())
_SPANISH_GIVEN_NAMES = (
    "adan adelina adolfo adriana alberto alejandra alejandro alejandre alfonso alfredo amadeo "
    "amado amelia ana andrea andres angel angela angeles angelica angels antonia antonieta antonio "
    "araceli arturo augusto auxiliadora barbara bartolome bautista beatriz begona bernardo blanca "
    "bonifacio camila camilo carla carlo carlos carmen carolina cayetana cecilia celestino celia "
    "celso cesar clara claudia clemente consuelo corina cresencio cristina cristobal cristopher "
    "daniel daniela dario david dayamni diana diego dolores domingo edgar edgardo eduardo edwin "
    "elena elias elieser eliseo elio eloisa elsa elvira emilia emilio emma enrique ernesto "
    "esperanza esteban esther eugenia eugenio eva evelyn fabian fabio federico felipe felix "
    "fernanda fernando ferran florencia francisca francisco gabriel gabriela gerardo german "
    "gloria gregorio guadalupe guillermo gustavo hector helena hernan homero horacio hugo "
    "humberto icela ignacia ignacio ignasi ines irene isabel isaias ivan jaime janeth javier jesus "
    "jimena joaquin jorge jose josefina josue juan juana juanita julia julian julio laura leonardo "
    "leonor leopoldo lilia lluis lorena lorenzo lourdes lucia luciano luis luisa luz manuel "
    "manuela marcela marcelo marco marcos margarita mari maria mariana marina mario marta martha "
    "martin mateo mauricio mauro mercedes miguel modesta moises monica montserrat napoleon nestor "
    "nicanor nicolas nuria ofelia olga orlando oscar ovidio pablo pascual pastora patricia "
    "patricio paula paulina paz pedro pilar rafael ramiro ramon raquel raul rebeca rene renee "
    "ricardo roberto rocio rodolfo rodrigo rolando romeo rosa rosario ruben ruth sabina salomon "
    "salvador sandra santiago sara saul sebastian serafin sergio silvia simon sofia soledad sonia "
    "stella susana teresa tomas valentin valeria veronica vicenta vicente victor victoria violeta "
    "virginia walter ximena yadira yolanda"
)
_SPANISH_GIVEN = frozenset(_SPANISH_GIVEN_NAMES.split())


def paternal(name: str, country: str | None) -> str:
    """The first of two surnames of somebody from a state of Spanish tongue, normalised, or "".

    >>> paternal("Carlos Alvarado Quesada", "CRI"), paternal("José Luis Zapatero", "ESP")
    ('alvarado', '')
    """
    words = normalise(name).split()
    if country not in SPANISH or len(words) < 3:
        return ""
    word = words[-2]
    return "" if word in PARTICLES or word in _SPANISH_GIVEN or len(word) < 3 else word


def surnames(name: str, country: str | None) -> tuple[str, ...]:
    """The short forms by which news names a person, as normalised keys, likeliest first.

    >>> surnames("Ursula von der Leyen", "DEU")
    ('leyen', 'von der leyen')
    >>> surnames("Xi Jinping", "CHN"), surnames("Bashar al-Assad", "SYR")
    (('xi',), ('assad', 'al assad'))
    >>> surnames("Carlos Alvarado Quesada", "CRI")
    ('quesada', 'alvarado quesada', 'alvarado')
    """
    words = normalise(name).split()
    while len(words) > 1 and words[-1] in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return tuple(words)
    if country in FAMILY_FIRST and len(words) <= 3 and len(words[0]) <= 5:
        return (words[0],)
    last = words[-1]
    out = [last]
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    if at < len(words) - 1:
        out.append(" ".join(words[at:]))
    elif len(words) >= 3 and words[-2] not in PARTICLES and len(words[-2]) > 2:
        out.append(" ".join(words[-2:]))
        out += filter(None, [paternal(name, country)])
    return tuple(out)
