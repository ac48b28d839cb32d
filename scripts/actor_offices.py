"""The class of an office (HOS, FM, SPOKES, ...) and its sector, from the words for it."""

# ruff: noqa: E501
from __future__ import annotations

import re

# Office classes by the words of the position; the first that fits holds.
OFFICES: tuple[tuple[str, str, str], ...] = (
    (r"^(attorney general|secretary of state) of (?!israel)|^police|secretary of the interior$"
     r"|governor of (?!the (central|national|reserve|people)|.*\bbank)|lieutenant|mayor|oblast"
     r"|krai|shadow|parliamentary secretary|of (georgia|texas|ohio|maine|nevada|arizona"
     r"|maryland|oregon|oklahoma|arkansas|delaware|alabama|florida|kentucky|california)\b",
     "", ""),
    (r"ambassador|permanent representative|high commissioner to", "AMB", "GOV"),
    (r"^(acting )?(deputy|vice|first deputy|assistant|state|under)[- ]?(state )?(secretary|minister"
     r"|foreign minister)( of state)? (of|for|in|at) (the )?(ministry of )?(foreign|external)"
     r"|vice-?minister of the foreign|deputy secretary of state$|under ?-?secretary of state for "
     r"(political|arms|public diplomacy|democracy|global|civilian)|assistant secretary of state for"
     r"|undersecretary of foreign|minister of state for (foreign|asia|europe|africa|middle east)"
     r"|minister for africa$|second minister of foreign|state minister of foreign"
     r"|under-secretary of state for foreign",
     "DEPUTY-FM", "GOV"),
    (r"^(deputy|vice|assistant|under|first deputy|state|second)[- ]?(secretary|minister)"
     r"( of state)? (of|for) (national )?defen[cs]e|minister of state for (the armed forces|defence)"
     r"|under secretary of defen[cs]e", "DEPUTY-DM", "GOV"),
    (r"foreign ministry spoke|ministry of foreign affairs spoke|spokes|press secretary", "SPOKES",
     "GOV"),
    (r"national security (advis[eo]r|council)|national security and defen[cs]e council"
     r"|secretary of the (supreme |national )*security council|chief national security"
     r"|secretary of the council of security", "NSA", "GOV"),
    (r"intelligence|central intelligence|director of the (cia|fbi|mossad|federal security)"
     r"|security service|state security|secret service|shin bet"
     r"|mi5|mi6", "INTEL", "SPY"),
    (r"chief of (the )?(general|defen[cs]e|joint|army|air|naval|navy|staff of the (armed|army|air"
     r"|navy|defen)|the defen|defense|combined)|joint chiefs of staff"
     r"|(supreme )?commander(-| )in(-| )chief|commander of the (armed|navy|army|air|national armed"
     r"|defen|ground)|supreme commander of the armed|head of the (armed|defence force"
     r"|joint chiefs)|chief of defen[cs]e|commander of the revolutionary"
     r"|revolutionary guard|chief of army staff|chief of air staff|chief of naval", "CHIEF", "MIL"),
    (r"deputy (prime minister|premier)|vice[- ](prime minister|premier)|tánaiste"
     r"|first deputy (prime|chairman of the government)|deputy chancellor|vice[- ]chancellor",
     "DEPUTY-HOG", "GOV"),
    (r"^(acting |first |second |executive )*vice[- ]president( of the republic)?$", "VP", "GOV"),
    (r"^(minister|secretary) of state (of|for) (the )?(interior|internal|home affairs|financ"
     r"|treasury|econom)|^minister of finance ii$", "MIN", "GOV"),
    (r"^(federal )?(minister|secretary|cabinet secretary|union minister)( of state)? (of|for) (the )?"
     r"(interior|internal affairs|home affairs|home and cultural affairs|home department"
     r"|internal security|internal administration|homeland security)|^minister of (the )?interior", "IM", "GOV"),
    (r"^minister of (public|national) security|^minister of territorial administration"
     r"|^minister of security", "SECURITY", "GOV"),
    (r"chancellor of the exchequer|^secretary of the treasury$|^(federal )?(minister|secretary)"
     r"( of state)? (of|for) (the )?(finance|treasury|economy and finance|economic affairs and fin"
     r"|economy|economic)", "FIN", "GOV"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(foreign trade"
     r"|international trade|trade|commerce|foreign commerce|foreign economic)"
     r"|trade representative$|minister of state for trade", "TRADE", "GOV"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?(energy|oil|petroleum"
     r"|fuel|power|natural gas)", "ENERGY", "GOV"),
    (r"^(federal )?(minister|secretary)( of state)? (of|for) (the )?justice|^attorney[- ]general"
     r"|^prosecutor[- ]general|^procurator", "JUSTICE", "GOV"),
    (r"^(minister) (of|for) (emergenc|reintegration|temporarily occupied|unification|strategic)"
     r"|^head of the state emergency", "MIN", "GOV"),
    (r"^(speaker|president|chairman|chairperson) of (the )?(parliament|senate|national assembly"
     r"|house|chamber|state duma|federation council|verkhovna|knesset|assembly|grand national"
     r"|supreme people's assembly|council of (the )?(states|federation)|majlis|islamic consult"
     r"|congress|bundestag|national council|people's|seimas|saeima|riigikogu|sejm|riksdag"
     r"|storting|npc|national people|standing|legislat|lok sabha|rajya|federal council"
     r"|supreme council)|speaker$", "SPEAKER", "LEG"),
    (r"chief of staff|presidential (administration|executive office)|office of the president"
     r"|head of the office|office of the supreme leader", "STAFF", "GOV"),
    (r"^(senior |special |chief |state )*(advis[eo]r|assistant|counsell?or) to the (president|prime"
     r"|presidency|supreme)|^presidential (advis|aide)", "AIDE", "GOV"),
    (r"special (envoy|representative|presidential envoy)|^envoy|plenipotentiary envoy", "ENVOY",
     "GOV"),
    (r"atomic energy|^state councill?or", "MIN", "GOV"),
    (r"^general secretary of the (chinese )?communist|^first lady$", "OTHER", "GOV"),
    (r"^head of the (chechen republic|republic of crimea)|^chief executive of (hong|macau)",
     "REGION-HEAD", "GOV"),
)  # fmt: skip
_COMPILED = tuple((re.compile(p, re.I), code, sector) for p, code, sector in OFFICES)
_NOT_FOREIGN = re.compile(
    r"international relations and la francophonie|cook islands|^secretary of foreign affairs of"
    r"|^minister (of|for) foreign (trade|commerce|action)|industr|state minister|second minister"
    r"|under-?secretary|secretary of state$|^foreign secretary$",
    re.I,
)
_FOREIGN = re.compile(
    r"^(federal )?minister (of|for) (the )?(foreign|external) (affairs|relations)\b"
    r"|european and international affairs$|^secretary for foreign and political affairs$",
    re.I,
)
_DEFENCE = re.compile(
    r"^minister delegate (at the presidency )?in charge of "
    r"(defence|the administration of national defense)$",
    re.I,
)
_HEADS = re.compile(r"^(beretitenti|druk gyalpo) \(|^president of montenegro$", re.I)
_GOVERNMENTS = re.compile(r"^prime minister of montenegro$", re.I)
_NOT_DEFENCE = re.compile(
    r"materiel|equipment|science|personnel|space|industry|civil def|home front|production"
    r"|logistics and|people|procurement|second minister|state minister|gendarmerie|cabinet",
    re.I,
)
_FORCES = re.compile(r"commander|head of the (armed|joint|defence force)", re.I)


_INTERIOR_ELSEWHERE = frozenset(
    "CHN VNM LAO CRI PAN BHS BRB JAM TTO DMA VCT CMR TGO BFA MDG BIH CAF GIN TCD KEN".split()
)
"""States whose minister of security or of the provinces is the interior minister by another name."""


_REGIONAL = {
    "ESP": r"home affairs|economy and treasury|economic model|finance and public administration$"
    r"|finance and budgets|finance, budgets|finance and employment|tourism and employment"
    r"|economy, trade and industry$|foreign action",
    "AUS": r"^minister for finance, services|^minister for economic development$",
    "CAN": r"^minister for the economy, innovation|international relations and la francophonie",
}
"""Titles that only the ministers of regions bear, whom the source files under the state."""


def of_a_region(row: dict[str, str]) -> bool:
    """True for the minister of a region that the source files under the state."""
    pattern = _REGIONAL.get(row["country_iso3"])
    return pattern is not None and re.search(pattern, row["position"], re.I) is not None


def office_of(row: dict[str, str]) -> tuple[str, str]:
    """Office class and sector of a source row; ("", "") for what is left out."""
    position, country = row["position"], row["country_iso3"]
    office = _high_office(row["office_class"], position, country)
    if office:
        return office, "MIL" if office == "CHIEF" else "GOV"
    for pattern, code, sector in _COMPILED:
        if pattern.search(position):
            if code == "SECURITY":
                return ("IM" if country in _INTERIOR_ELSEWHERE else "MIN"), sector
            return code, sector
    return "", ""


def _high_office(given: str, position: str, country: str) -> str:
    """HOS, HOG, FM or DM as the source or the words say; CHIEF for forces filed under DM."""
    if given == "FM" and not (_NOT_FOREIGN.search(position) and country != "USA"):
        return "FM"
    if position == "Foreign Secretary" and country in ("IND", "PAK", "GUY"):
        return "DEPUTY-FM"
    if given == "DM" and _FORCES.search(position):
        return "CHIEF"
    if given == "DM" and not _NOT_DEFENCE.search(position) and "Council" not in position:
        return "DM"
    if given in ("HOS", "HOG"):
        return given
    for pattern, office in _BY_WORDS:
        if given == "other" and pattern.search(position):
            return office
    return ""


_BY_WORDS = ((_FOREIGN, "FM"), (_DEFENCE, "DM"), (_HEADS, "HOS"), (_GOVERNMENTS, "HOG"))

PORTFOLIO_NAMES = {"FM": "Minister of Foreign Affairs", "DM": "Minister of Defence"}
HELD_WITH = (
    ("BGD", "DM", "HOG", "1996-06-23", "2006-10-29"),  # caretakers leave it to the president
    ("BGD", "DM", "HOG", "2009-01-06", ""),
    ("DZA", "DM", "HOS", "2003-05-05", "2019-04-02"),
    ("DZA", "DM", "HOS", "2019-12-19", ""),
    ("GMB", "DM", "HOS", "1997", "2017-01-18"),
    ("JAM", "DM", "HOG", "1992-03-30", ""),
    ("JOR", "DM", "HOG", "1995", ""),
    ("KIR", "FM", "HOS", "1994-10-01", ""),
    ("LKA", "DM", "HOS", "2024-09-23", ""),
    ("MUS", "DM", "HOG", "1995", "2017-01-23"),
    ("NRU", "FM", "HOS", "2013-06-11", "2022-09-28"),
    ("WSM", "FM", "HOG", "1998-11-23", "2025-09-16"),
)
"""Ministries that the president or the premier of a state holds by custom: state, ministry, who
holds it, from when, until when."""
