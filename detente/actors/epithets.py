"""Words for what somebody is, by which a report names its actors again.

`BODIES` says of a common noun which organisations it can stand for ("the lender": the
International Monetary Fund), `STATES` which countries ("the kingdom": Morocco).
"""

from __future__ import annotations

from collections.abc import Callable

from detente.types import Actor

ARMED = frozenset("REB IMG CRM UAF PRM".split())
_ALLIANCES = frozenset({"NATO", "CSTO", "ANZUS"})
_BLOCS = frozenset(
    "EU ASEAN AU ECOWAS CSTO SADC GCC BRICS CIS EAEU G7 G20 OPEC MERCOSUR EAC IGAD CARICOM SAARC "
    "UNASUR ARABLEAGUE OIC PIF AES SCO COMESA ECCAS CELAC OAS".split()
)
_KINGDOMS = frozenset(
    "SAU MAR GBR JOR ESP BEL NLD DNK NOR SWE THA KHM BHR BTN LSO SWZ TON MYS NPL".split()
)
_EMIRATES = frozenset({"QAT", "KWT", "ARE"})
_SULTANATES = frozenset({"OMN", "BRN", "MYS"})
_ISLANDS = frozenset(
    "CUB HTI DOM JAM BHS BRB TTO GRD LCA VCT DMA ATG KNA ISL IRL GBR CYP MLT LKA MDV MDG MUS SYC "
    "COM CPV STP IDN PHL JPN TWN SGP TLS BHR FJI TON WSM VUT SLB KIR TUV NRU PLW FSM MHL NZL PNG "
    "PRI COK BRN".split()
)
_GROUP_WORDS = ("party", "front", "league", "movement", "congress", "union", "alliance")


def _is_org(actor: Actor) -> bool:
    return actor.kind in {"organisation", "group"} and actor.id is not None


def _named(*words: str) -> Callable[[Actor], bool]:
    """An organisation with one of the words in its name."""

    def fits(actor: Actor) -> bool:
        low = f" {actor.name.lower()} "
        return actor.kind in {"organisation", "group"} and any(word in low for word in words)

    return fits


def _business(actor: Actor) -> bool:
    return actor.sector in {"BUS", "MNC"} or actor.country == "MNC"


def _press(actor: Actor) -> bool:
    return actor.sector == "MED"


def _between_states(actor: Actor) -> bool:
    return _is_org(actor) and actor.country in {"IGO", "NGO"}


def _own_group(actor: Actor) -> bool:
    return _is_org(actor) and actor.country != "IGO" and actor.sector not in {"MED", "BUS"}


def _party(actor: Actor) -> bool:
    if actor.sector in {"PTY", "OPP"}:
        return True
    return _own_group(actor) and _named(*_GROUP_WORDS)(actor)


BODIES: dict[str, Callable[[Actor], bool]] = {
    "alliance": lambda a: a.key in _ALLIANCES,
    "bloc": lambda a: a.key in _BLOCS,
    "union": lambda a: a.key in _BLOCS or _named(" union ")(a),
    "community": _named("community"),
    "association": _named("association"),
    "league": _named("league"),
    "organisation": _is_org,
    "organization": _is_org,
    "body": _between_states,
    "watchdog": _between_states,
    "agency": lambda a: _between_states(a) or (_is_org(a) and a.sector in {"MED", "SPY"}),
    "fund": _named(" fund "),
    "lender": _named(" fund ", " bank "),
    "bank": _named(" bank "),
    "cartel": lambda a: a.key == "OPEC" or (_is_org(a) and a.sector == "CRM"),
    "commission": _named("commission"),
    "committee": _named("committee"),
    "tribunal": _named("tribunal", "court"),
    "broadcaster": _press,
    "channel": _press,
    "station": _press,
    "club": lambda a: a.key in _BLOCS,
    "grouping": lambda a: a.key in _BLOCS,
    "pact": lambda a: a.key in _ALLIANCES,
    "newspaper": _press,
    "paper": _press,
    "daily": _press,
    "outlet": _press,
    "council": lambda a: a.key == "UNSC" or "ouncil" in a.name,
    "court": lambda a: a.sector == "JUD" or "ourt" in a.name,
    "group": lambda a: _own_group(a) or a.sector in ARMED,
    "movement": _own_group,
    "charity": lambda a: a.country == "NGO",
    "militia": lambda a: _is_org(a) and a.sector in ARMED,
    "faction": _own_group,
    "network": _own_group,
    "party": _party,
    "front": _named("front"),
    "company": _business,
    "firm": _business,
    "giant": _business,
    "maker": _business,
    "miner": _business,
    "carrier": _business,
    "airline": _business,
    "operator": _business,
    "producer": _business,
    "conglomerate": _business,
}
"""What a definite noun in the singular can stand for."""

REGIONS: dict[str, frozenset[str]] = {
    words: frozenset(codes.split())
    for words, codes in {
        "west african": "BEN BFA CIV CPV GHA GIN GMB GNB LBR MLI MRT NER NGA SEN SLE TGO",
        "east african": "BDI COM DJI ERI ETH KEN MDG MUS RWA SOM SSD SYC TZA UGA",
        "central african": "AGO CAF CMR COD COG GAB GNQ STP TCD",
        "southern african": "AGO BWA LSO MOZ MWI NAM SWZ ZAF ZMB ZWE",
        "north african": "DZA EGY LBY MAR SDN TUN",
        "horn of africa": "DJI ERI ETH SOM",
        "sahel": "BFA MLI MRT NER TCD",
        "great lakes": "BDI COD RWA UGA",
        "middle eastern": "ARE BHR EGY IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM",
        "gulf": "ARE BHR IRN IRQ KWT OMN QAT SAU",
        "arab": (
            "ARE BHR DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM"
        ),
        "central asian": "KAZ KGZ TJK TKM UZB",
        "south asian": "AFG BGD BTN IND LKA MDV NPL PAK",
        "southeast asian": "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM",
        "east asian": "CHN JPN KOR MNG PRK TWN",
        "himalayan": "BTN NPL",
        "pacific": "COK FJI FSM KIR MHL NIU NRU NZL PLW PNG SLB TON TUV VUT WSM",
        "caribbean": "ATG BHS BLZ BRB CUB DMA DOM GRD GUY HTI JAM KNA LCA SUR TTO VCT",
        "central american": "BLZ CRI GTM HND NIC PAN SLV",
        "south american": "ARG BOL BRA CHL COL ECU GUY PER PRY SUR URY VEN",
        "andean": "BOL CHL COL ECU PER VEN",
        "latin american": (
            "ARG BOL BRA CHL COL CRI CUB DOM ECU GTM HND HTI MEX NIC PAN PER PRY SLV URY VEN"
        ),
        "baltic": "EST LTU LVA",
        "nordic": "DNK FIN ISL NOR SWE",
        "scandinavian": "DNK NOR SWE",
        "balkan": "ALB BGR BIH GRC HRV MKD MNE SRB SVN XKX",
        "caucasus": "ARM AZE GEO",
        "alpine": "AUT CHE LIE",
        "iberian": "ESP PRT",
        "mediterranean": "CYP DZA EGY ESP FRA GRC ISR ITA LBN LBY MAR MLT SYR TUN TUR",
        "ex-soviet": "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB",
    }.items()
}
"""Which countries a region's adjective can stand for ("the West African nation")."""

STATES: dict[str, frozenset[str]] = {
    "kingdom": _KINGDOMS,
    "monarchy": _KINGDOMS,
    "emirate": _EMIRATES,
    "sultanate": _SULTANATES,
    "island": _ISLANDS,
    "archipelago": _ISLANDS,
}
"""Which countries a word for a state can stand for; "country", "nation" and the like: any."""
COUNTRY = frozenset(
    "country nation state republic kingdom homeland island regime capital emirate sultanate "
    "monarchy archipelago government".split()
)
NATION_NOUNS = frozenset("island desert gulf landlocked tiny host neighbouring".split())
"""Words that may stand before "nation" and the like without naming another one."""
