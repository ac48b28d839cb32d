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
     r"|security service|state security|secret service|minister of public security$|shin bet"
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
    (r"^(federal )?(minister|secretary|cabinet secretary|union minister)( of state)? (of|for) (the )?"
     r"(interior|internal affairs|home affairs|home department|internal security|public security"
     r"|homeland security)|home secretary|^minister of (the )?interior", "IM", "GOV"),
    (r"chancellor of the exchequer|secretary of the treasury$|^(federal )?(minister|secretary)"
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
_NOT_FOREIGN = re.compile(r"la francophonie|cook islands|^secretary of foreign affairs of|foreign (trade|commerce|action)|industr|state minister|second minister"
                          r"|under-?secretary|secretary of state$", re.I)  # fmt: skip
_NOT_DEFENCE = re.compile(
    r"materiel|equipment|science|personnel|space|industry|civil def|home front|production"
    r"|logistics and|people|procurement|second minister|state minister|gendarmerie|cabinet",
    re.I,
)
_FORCES = re.compile(r"commander|head of the (armed|joint|defence force)", re.I)


def office_of(row: dict[str, str]) -> tuple[str, str]:
    """Office class and sector of a source row; ("", "") for what is left out."""
    position, given = row["position"], row["office_class"]
    if given == "FM" and not (_NOT_FOREIGN.search(position) and row["country_iso3"] != "USA"):
        return "FM", "GOV"
    if given == "DM" and _FORCES.search(position):
        return "CHIEF", "MIL"
    if given == "DM" and not _NOT_DEFENCE.search(position) and "Council" not in position:
        return "DM", "GOV"
    if given in ("HOS", "HOG"):
        return given, "GOV"
    for pattern, code, sector in _COMPILED:
        if pattern.search(position):
            return code, sector
    return "", ""
