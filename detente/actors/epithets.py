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
