"""What the heads of the model answer, in the order of their outputs."""

from __future__ import annotations

TYPES = (
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "MOBILIZE SANCTION COERCE ASSAULT STATE"
).split()
STATUSES = "actual planned possible conditional negated denied".split()
ROLES = "source target content condition".split()
MODES = (
    "CONSULT/visit CONSULT/third-party CONSULT/multilateral CONSULT/phone RETREAT/withdraw "
    "RETREAT/release RETREAT/disarm RETREAT/ceasefire RETREAT/access RETREAT/resign "
    "REQUEST/assist REQUEST/change REQUEST/yield REQUEST/meet ACCUSE/disapprove "
    "ACCUSE/investigate ACCUSE/allege REJECT/assist REJECT/change REJECT/yield REJECT/meet "
    "THREATEN/restrict THREATEN/arrest THREATEN/relations THREATEN/expel THREATEN/territory "
    "THREATEN/violence PROTEST/demo PROTEST/riot PROTEST/strike PROTEST/hunger PROTEST/boycott "
    "PROTEST/obstruct PROTEST/vandalize SANCTION/convict SANCTION/expel SANCTION/withdraw "
    "SANCTION/discontinue MOBILIZE/troops MOBILIZE/weapons MOBILIZE/police MOBILIZE/militia "
    "COERCE/seize COERCE/restrict COERCE/censor COERCE/curfew COERCE/martial-law COERCE/arrest "
    "COERCE/deport COERCE/withhold COERCE/misinformation COERCE/cyber ASSAULT/abduct "
    "ASSAULT/beat ASSAULT/torture ASSAULT/sexual ASSAULT/targeted ASSAULT/destroy "
    "ASSAULT/primitive ASSAULT/firearms ASSAULT/explosives ASSAULT/suicide-attack "
    "ASSAULT/aerial ASSAULT/drone ASSAULT/heavy-weapons ASSAULT/crowd-control "
    "ASSAULT/unconventional STATE/deny STATE/confirm STATE/comment STATE/decline"
).split()
