"""The class of a lesser office (MIN, REGION-HEAD, COURT, ...), its sector and its weight.

Weight 1 is what news names most, 3 what is left out first where the table grows too long.
"""

# ruff: noqa: E501
from __future__ import annotations

import re

from actor_offices import office_of

_LEFT_OUT = re.compile(
    r"spouse|first lady|crown prince|archivist|\bwhip\b|lords? of the treasury|lieutenant|clerk\b"
    r"|knesset ceo|president-elect|episcopal|emeritus|parliament of catalonia|balearic islands parliament"
    r"|secretary of the parliament|^secretary of state of (?!israel)[A-Z]|(district|rural) (executive|council)|landtag|lantråd"
    r"|cashier|paymaster|county|deputy governor|vice[- ]governor|deputy chief minister|intendant"
    r"|^prefect|lord mayor|provincial executive|president of the province|^(information|privacy) commissioner"
    r"|receiver|accountant|auditor|treasurer general|^head of (chelyabinsk|izhevsk)|tynwald|sami parliament"
    r"|caixa|institute of sports|ways and means|home civil service|delegate treasurer"
    r"|inspector|comptroller|controller|political director|military cabinet|cabinet whip|high court\b"
    r"|archive|counsel general|lord advocate of|deputy ruler|acting member|alternate member",
    re.I,
)
_MANY_SEATS = re.compile(
    r"^((first |second |senior )?(deputy |vice[- ]?|under[- ]?)*(minister|secretary|speaker|president)"
    r"|state secretary|secretary of state|minister (of state|without portfolio|delegate)|state minister"
    r"|(parliamentary )?under[- ]?secretary( of state)?|advis[eo]r|ambassador|state counsell?or"
    r"|.*\b(justice|judge|member|vice chair|vice[- ]presidents?|deputy (speaker|marshal))\b.*)$",
    re.I,
)

# (pattern, office, sector, weight); the first that fits holds
_WORDS: tuple[tuple[str, str, str, int], ...] = (
    (r"european commissioner|^commissioner for .*|vice-president of the european commission", "IO-DEPUTY", "", 1),
    (r"kuomintang", "PARTY-HEAD", "PTY", 1),
    (r"leader of the opposition", "OPP-HEAD", "OPP", 1),
    (r"first vice premier|deputy chairman of the cabinet|deputy first minister|deputy president$"
     r"|vice[- ]president \(|vice[- ]presidents? for|^vicepresident", "DEPUTY-HOG", "GOV", 1),
    (r"prosecut|procurator|advocate general|attorney[- ]general|solicitor[- ]general", "PROSECUTOR", "JUD", 2),
    (r"\bjustice (of|at)\b|^(senior |associate )?judge|court justice|chief justice"
     r"|(president|chairman|chair) of the (supreme|constitutional|federal) [a-z' ]*court"
     r"|(president|chief) of the (supreme|constitutional) court|court of audit", "COURT", "JUD", 2),
    (r"(central|national|reserve|state|people's|federal|royal) bank|(?<!west )\bbank\b|banque|banco|riksbank|bundesbank|nationalbank"
     r"|monetary authority|federal reserve", "BANK", "GOV", 1),
    (r"^(acting )?(speaker|marshal|ceann comhairle|cathaoirleach|presiding officer)"
     r"|^(president|chair\w*) of (the )?(bundesrat|.*\bsenate|.*parliament|national council|federal national council"
     r"|council of states|.*\bcongress|.*assembly|chamber|house|dewan|council of representatives|council of the (republic|national))",
     "SPEAKER", "LEG", 1),
    (r"^(first |second |third )?(deputy|vice)[- ]?(speaker|marshal|presidents?|chair\w*) of .*(parliament|senate|assembly"
     r"|sejm|house|chamber|congress|council|conference|duma|rada)|^(second|third) president of the national council"
     r"|(deputy )?leader of (the )?(house|senate|government)|majority leader|minority leader|^deputy speaker|leas-",
     "LEGISLATOR", "LEG", 2),
    (r"^(?!minister).*(police|gendarm|carabinieri)", "CHIEF", "COP", 2),
    (r"commander|commanding general|commandant|chief of .*(staff|army|navy|force)|chairman of the (joint|general)"
     r"|chair of the chiefs|joint chiefs|general staff", "CHIEF", "MIL", 2),
    (r"^(acting )?governor-general|co-prince|sovereignty council|transitional (presidential|military) council"
     r"|member of the presidency|^deputy chairman of the|governing council|expediency", "OTHER", "GOV", 1),
    (r"^(acting |interim )?(governor|premier|chief minister|minister[- ]president|governing mayor|first minister"
     r"|prime minister of|regional governor|province governor|provincial governor|plenipotentiary repr|emir of"
     r"|ruler of|sultan of|chief executive of the|chief administrator|administrator of (?!the (env|small))"
     r"|menteri besar|yang di-pertua|äkim|first mayor|mayor-president|lehendakari)"
     r"|^president of (?!the (republic|central|treasury|privy|council|national|economic|control|executive|high|state|eu|united"
     r"|international|caribbean|parl))|^head of (the )?(respu|republic|.*republic|kalmykia|.*(oblast|region|krai)\b|kherson|kyiv|mexico city"
     r"|government of buenos)|chairman of .*(regional|oblast) (state|executive)|chairman of the minsk city"
     r"|regional government|presidential representative in|supreme assembly of nakh", "REGION-HEAD", "GOV", 1),
    (r"\bmayor\b", "REGION-HEAD", "GOV", 2),
    (r"ambassador|permanent representative|peremanent|permament|high commissioner to", "AMB", "GOV", 3),
    (r"^(first |second |senior )?(deputy|vice|assistant|junior|associate|under|parliamentary)[- ]*(minister|secretary|under)"
     r"|^state secretary|^secretary of state$|under-?sec|^minister of state\b|^(federal )?state minister|minister[- ]delegate"
     r"|^(financial|economic|commercial|exchequer) secretary|^chief secretary to|^deputy head|assistant treasurer"
     r"|minister of state (in|for|at)", "DEPUTY-MIN", "GOV", 3),
    (r"advis[eo]r|^assistant to the|special assistant|presidential (secretary|assistant)", "AIDE", "GOV", 2),
    (r"secretary[- ]general|general secretary|chief of (the cabinet|the chancellery|cabinet)|^cabinet secretary$"
     r"|private secretary|white house|presidential affairs|president's office|prime minister's office|principal secretary"
     r"|director of the civil cabinet|chancellery minister|head of the chancellery|office of the prime",
     "STAFF", "GOV", 2),
    (r"\bm(inister|insiter|initer)\b|^secretary (of|for)\b|^cabinet secretary for|secretary of state (for|of)"
     r"|chancellor of|lord (chancellor|president|privy)|^(flemish|federal) minister|state counsell?or|^treasurer$"
     r"|^president of the (treasury board|privy council)|member of the federal council|first secretary of state"
     r"|national public safety commission|cabinet secretary|secretary without", "MIN", "GOV", 1),
    (r"^(director|administrator|head|chief|chair\w*|commissioner|president|executive|high commissioner|director[- ]general"
     r"|deputy (director|secretary|attorney)|coordinator|presidential science|homeland security|chief election)\b.* "
     r"(of|for|on|advis|commissioner)\b", "OTHER", "GOV", 2),
)  # fmt: skip
_COMPILED = tuple((re.compile(p, re.I), code, sector, n) for p, code, sector, n in _WORDS)
_AMBASSADORS_TO = re.compile(
    r"United Nations|NATO|North Atlantic|European Union|African Union|Organization for Security|Russia|United States"
    r"|Ukrain|China|Iran|Israel|Turkey|Germany|France|United Kingdom|Syria|Iraq|Afghan|Korea|Poland|Saudi|Venezuela|India$"
    r"|Belarus|Pakistan|Japan|Lebanon|Egypt|Yemen|Sudan|Libya|Taiwan|Georgia|Armenia|Azerbaijan|Serbia|Palest"
)
_MINOR = re.compile(
    r"sport|youth|tourism|culture|fish|sugar|lands?\b|housing|veteran|women|livestock|forest|heritage|arts\b|cooperatives"
    r"|public works|small business|posts|rural|nordic|civil service|water|public service",
    re.I,
)


def lesser_office(row: dict[str, str]) -> tuple[str, str, int]:
    """Office class, sector and weight of a source row; ("", "", 0) for what is left out."""
    position = row["position"]
    office, sector = office_of(row)
    if not office and _LEFT_OUT.search(position):
        return "", "", 0
    if office == "OTHER" and "irst lady" in position.lower():
        return "", "", 0
    if office == "AMB":
        return (office, sector, 3) if _AMBASSADORS_TO.search(position) else ("", "", 0)
    if office == "JUSTICE" and re.search(r"prosecutor|procurator", position, re.I):
        return "PROSECUTOR", "JUD", 1
    if office:
        return office, sector, 1
    for pattern, code, given, weight in _COMPILED:
        if pattern.search(position):
            if code == "AMB" and not _AMBASSADORS_TO.search(position):
                return "", "", 0
            lesser = weight == 1 and code == "MIN" and _MINOR.search(position)
            return code, given, 2 if lesser else weight
    return "", "", 0


def seats_many(position: str) -> bool:
    """True for an office that several people hold at once, so that none succeeds another."""
    return bool(_MANY_SEATS.match(position))
