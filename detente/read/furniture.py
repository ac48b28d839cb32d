"""Lines of a page that are no part of the report: sharing, subscribing, cookies, rights."""

from __future__ import annotations

import re
from functools import cache

# Each table is a list of patterns, one a line, joined when first asked for.
_WHOLE = r"""
advert(?:isement)?s?|sponsored(?: content)?|promoted
share(?: this)?(?: article| story| post| on .{2,40})?|share via .{2,40}
tweet(?: this)?|print(?: this)?(?: article| page)?|e-?mail(?: this)?(?: article)?|save|copy link
comments?(?: \(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|post a comment|view comments
facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|pocket|messenger|youtube|instagram
gallery|slideshow|loading(?:\.{3}|…)?|skip to (?:main )?content|menu|search|sign in|log ?in
register|subscribe(?: now| today)?|home|close|open|next|previous|back to top|show more
load more|view all|ends?|more to (?:come|follow)|loading .{2,30}
continue reading(?: below| the main story)?|read (?:the )?full (?:story|article)
story continues below.*|article continues (?:below|after).*|(?:story|text) size|a\+|a-|font size
\d+\s*min(?:ute)?s?(?: read| de lecture)|reading time:?.*|estimated reading time.*
\d[\d,.]*k? (?:shares?|views?|reads?|likes?)|breaking(?: news)?|live(?: updates?)?|exclusive
play(?: video)?|watch(?: video)?|video|audio|listen(?: to (?:this )?article)?.{0,20}|transcript
photos?|follow(?: us)?(?: on .{2,60})?|newsletters?|accept(?: all)?(?: cookies)?|reject all
manage (?:cookies|preferences|options)|privacy policy|terms (?:of (?:use|service)|and conditions)
about us|contact us|contact|careers|donate(?: now)?|support us|opens in (?:a )?new (?:tab|window)
toggle .{2,30}|show caption|hide caption|enlarge(?: this)? image|image|end of .{2,40}
add (?:us )?as (?:a )?preferred source.*|published|updated|by|source|sources|tags?|topics?|more
"""
_OPENING = r"""
©|\(c\) ?\d{4}|copyright (?:©|\d{4}|\(c\))|all rights reserved|no part of this
sign up (?:for|to|now|here|today)|sign in to|subscribe to |get (?:our|the) (?:latest|free|daily)
join (?:our (?:channel|newsletter|community|mailing)|us on|the conversation)|like us on
follow (?:us|@|.{2,40} on (?:twitter|x|facebook|telegram|instagram|google news|whatsapp))
click here|tap here|download (?:our|the) .{0,40}app\b|support (?:our|independent) journalism
become a (?:member|subscriber|supporter)|we use cookies|this (?:web)?site uses cookies
by (?:continuing|clicking|signing|subscribing|using)\b.{0,80}(?:agree|accept|consent|cookies|policy)
to (?:continue|keep) reading|already a (?:subscriber|member)
you have (?:\d+|reached|read|used).{0,40}(?:free )?articles?|share this|originally published
this (?:article|story|piece|post|report)\b.{0,60}(?:published|appeared|translated|syndicated)
this (?:article|story|piece|post|report)\b.{0,60}(?:republished|generated|updated|edited|corrected)
(?:first|also) published (?:in|on|by)|(?:the )?(?:views|opinions) expressed|our standards:
tags?:|topics?:|filed under|keywords?:|categor(?:y|ies):|hashtags?:|more (?:in|from):|posted in
read more (?:at|on|in|about|here)\b|for more (?:news|stories|information|on this)
watch (?:the )?video|listen to this (?:article|story)|your browser (?:does not|doesn)
please (?:enable|turn on) (?:javascript|cookies)|javascript is|enable javascript
reproduction (?:in whole|without)|do not reproduce|have (?:a|any) (?:tip|comment|question)
contact (?:the )?(?:author|us|reporter)|(?:write to|contact|e-?mail) .{3,60}\S@\S+\.\w+$
send (?:us )?(?:your|a) tips?|e-?mail (?:us|the author)
(?:thank you|thanks) for (?:reading|subscribing)|(?:skip|jump) to |download the app
get unlimited|unlock (?:this article|unlimited)|register now|log in to|never miss
stay (?:up to date|informed|tuned)|get (?:news|alerts|updates)|enter your e-?mail
sponsored by|paid for by|promoted by|advertisement\b
"""
_ANYWHERE = r"""
all rights reserved|terms of (?:use|service) and|privacy policy|cookie policy
may not be (?:published|reproduced)|subscribe to (?:our|the) .{0,40}(?:newsletter|channel|podcast)
sign up for (?:our|the) .{0,40}(?:newsletter|briefing)
"""
_DESK = r"""
(?:additional |further )?(?:reporting|writing|editing) (?:by|from)\b.+
(?:compiled|edited|written|translated) (?:by|from)\b.+
with (?:additional )?(?:reporting|files|inputs?|material|contributions?) (?:by|from)\b.+
.{2,80}\b(?:writers?|journalists?|reporters?|correspondents?|contributors?)\b.*\bcontributed\b.+
.{2,80}\b(?:writers?|journalists?|reporters?|correspondents?)\b.*\breported from\b.+
.{3,120} contributed (?:to this (?:report|story|article)|reporting).{0,60}
(?:with )?(?:inputs? from )?(?:news )?agencies
"""
_OTHERS = r"""
related.*|read (?:more|next|also)|more (?:from|on|stories|news|coverage).*|tags?|topics?
(?:\d+ )?comments?(?: \(\d+\))?|other (?:news|stories|headlines)
about (?:the )?(?:author|writer)s?|about us|share.{0,20}|sources?|references|see also|notes
recommended.*|you (?:may|might) (?:also )?(?:like|be).*
most (?:read|popular).*|trending.*
latest (?:news|stories|from|on).*|latest|newsletter.*|subscribe.*|sign up.*|support (?:us|our).*
further reading|what to read next|top stories|editors[’'] picks?|advertisement
leave a (?:reply|comment)|external links?|popular.*|don[’']t miss.*
"""
_BIO = (
    r".{3,60} (?:is|was|has been|writes|covers|reports)\b.{0,80}\b(?:correspondent|reporter|editor"
    r"|journalist|columnist|fellow|writer|contributor|bureau chief|covering|freelancer)\b.*"
)


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(table.split(chr(10))[1:-1])})", re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """True for a line that belongs to the page, not to the report.

    >>> is_furniture("Share on Facebook"), is_furniture("Russia shares a border with Ukraine.")
    (True, False)
    """
    if len(text) > 600:
        return False
    bare = text.strip(" *_|·•\t>»→[]()-–—")
    if not re.search(r"[^\W_]", bare):
        return True
    if len(bare) <= 80 and _pattern(_WHOLE).fullmatch(bare.rstrip(".:!»>")):
        return True
    if len(bare) <= 400 and _pattern(_OPENING).match(bare):
        return not _reads_as_news(bare)
    return len(bare) <= 500 and bool(_pattern(_ANYWHERE).search(bare))


def is_desk_line(text: str) -> bool:
    """True for the line under a report that names who wrote, edited or helped."""
    return len(text) <= 400 and bool(_pattern(_DESK).fullmatch(text.strip(" *_()[].")))


def is_biography(text: str) -> bool:
    """True for a line about the author; only to be asked of emphasised last lines."""
    return len(text) <= 400 and bool(re.fullmatch(_BIO, text.strip(" *_"), re.IGNORECASE))


def opens_other_stories(heading: str) -> bool:
    """True for a heading after which no part of the report follows."""
    return len(heading) < 80 and bool(_pattern(_OTHERS).fullmatch(heading.strip(" *_:")))


def _reads_as_news(text: str) -> bool:
    """True where words that open furniture elsewhere open a sentence of somebody's speech."""
    said = re.search(r"\b(?:said|says|told|warned|added|according to|announced)\b", text)
    return bool(said) and not re.search(
        r"newsletter|subscri|cookies|privacy|rights reserved|©", text
    )
