"""Lines of a page that are no part of the report: sharing, subscribing, cookies, rights."""

from __future__ import annotations

import re

# Short lines that are furniture as a whole.
_WHOLE = re.compile(
    r"(?:advert(?:isement)?s?|sponsored(?: content)?|promoted|share(?: this)?(?: article| story| post| on"
    r" .{2,40})?|tweet(?: this)?|print(?: this)?(?: article| page)?|e-?mail(?: this)?(?: article)?|save"
    r"|copy link|comments?(?: \(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|post a comment"
    r"|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|pocket|messenger|youtube|instagram"
    r"|gallery|slideshow|loading(?:\.{3}|…)?|skip to (?:main )?content|menu|search|sign in|log ?in|register"
    r"|subscribe(?: now| today)?|home|close|open|next|previous|back to top|show more|load more|view all"
    r"|continue reading(?: below| the main story)?|read (?:the )?full (?:story|article)|story continues"
    r" below.*|article continues (?:below|after).*|(?:story|text) size|a\+|a-|font size"
    r"|\d+\s*min(?:ute)?s?(?: read| de lecture)|reading time:?.*|estimated reading time.*"
    r"|\d[\d,.]*k? (?:shares?|views?|reads?|likes?)|breaking(?: news)?|live(?: updates?)?|exclusive"
    r"|play(?: video)?|watch(?: video)?|video|audio|listen(?: to (?:this )?article)?.{0,20}|transcript|photos?"
    r"|follow(?: us)?(?: on .{2,60})?|newsletters?|accept(?: all)?(?: cookies)?|reject all|manage (?:cookies"
    r"|preferences|options)|privacy policy|terms (?:of (?:use|service)|and conditions)|about us|contact us"
    r"|contact|careers|donate(?: now)?|support us|opens in (?:a )?new (?:tab|window)|toggle .{2,30}"
    r"|show caption|hide caption|enlarge(?: this)? image|image|end of .{2,40}|view comments"
    r"|add (?:us )?as (?:a )?preferred source.*|published|updated|by|source|sources|tags?|topics?|more)"
    r"[.:!»>]?",
    re.IGNORECASE,
)
# Openings that tell furniture in lines of any sensible length.
_OPENING = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\d{4}|\(c\))|all rights reserved|sign up (?:for|to|now|here|today)"
    r"|subscribe to |get (?:our|the) (?:latest|free|daily|best|morning)|join (?:our|us on|the conversation)"
    r"|follow (?:us|@|.{2,40} on (?:twitter|x|facebook|telegram|instagram|google news|whatsapp))"
    r"|like us on|click here|tap here|download (?:our|the) .{0,40}app\b|support (?:our|independent"
    r" journalism)|become a (?:member|subscriber|supporter)|we use cookies|this (?:web)?site uses cookies"
    r"|by (?:continuing|clicking|signing|subscribing|using)\b.{0,80}(?:agree|accept|consent|cookies|policy)"
    r"|to (?:continue|keep) reading|already a (?:subscriber|member)|you have (?:\d+|reached|read|used)"
    r".{0,40}(?:free )?articles?|share this|this (?:article|story|piece|post|report) (?:was|is|has been|first"
    r"|originally)\b.{0,60}(?:published|appeared|translated|syndicated|produced|republished|generated|updated"
    r"|edited|corrected|part of)|originally published|(?:first|also) published (?:in|on|by)"
    r"|the views expressed|views expressed|the opinions expressed|opinions expressed|our standards:"
    r"|tags?:|topics?:|filed under|keywords?:|categor(?:y|ies):|hashtags?:|more (?:in|from):"
    r"|read more (?:at|on|in|about|here)\b|for more (?:news|stories|information|on this)|watch (?:the )?video"
    r"|your browser (?:does not|doesn)|please (?:enable|turn on) (?:javascript|cookies)|javascript is"
    r"|enable javascript|no part of this|reproduction (?:in whole|without)|do not reproduce"
    r"|have (?:a|any) (?:tip|comment|question)|contact (?:the )?(?:author|us|reporter)|send (?:us )?(?:your"
    r"|a) tips?|thank you for (?:reading|subscribing)|thanks for (?:reading|subscribing)|e-?mail (?:us|the)"
    r"|(?:skip|jump) to |posted in|listen to this|hear more|download the|get unlimited"
    r"|unlock (?:this|unlimited)|start your|register now|log in to|sign in to|never miss"
    r"|stay (?:up to date|informed|tuned)|get (?:news|alerts|updates)|enter your e-?mail"
    r"|sponsored by|paid for by|promoted by|advertisement\b)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"all rights reserved|terms of (?:use|service) and|privacy policy|cookie policy|may not be (?:published"
    r"|reproduced)|subscribe to (?:our|the) .{0,40}(?:newsletter|channel|podcast)"
    r"|sign up for (?:our|the) .{0,40}(?:newsletter|briefing)",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"[(\[]?(?:(?:additional |with |further )?(?:reporting|writing|editing|compiled|edited|written|translated"
    r"|with (?:additional )?(?:reporting|files|inputs?|material|contributions?)) (?:by|from)\b.{2,300}"
    r"|(?:(?:the )?associated press|ap|reuters|afp|staff|.{2,60}?) (?:writers?|journalists?|reporters?"
    r"|correspondents?|contributors?)\b.{2,250}(?:contributed|reported from).{0,80}"
    r"|.{3,120} contributed (?:to this (?:report|story|article)|reporting).{0,60}"
    r"|(?:source|with inputs? from|inputs? from|agencies)\s*:?\s*(?:agencies|reuters|ap|afp|pti|ani|.{2,40}"
    r"agenc(?:y|ies)))[)\]]?\.?",
    re.IGNORECASE,
)
_HEADING_OF_OTHERS = re.compile(
    r"(?:related.*|read (?:more|next|also)|more (?:from|on|stories|news|coverage).*|comments?|tags?|topics?"
    r"|about (?:the )?(?:author|writer)s?|about us|share.*|sources?|references|notes|footnotes|see also"
    r"|recommended.*|you (?:may|might).*|most (?:read|popular).*|trending.*|latest.*|newsletter.*"
    r"|subscribe.*|sign up.*|support.*|further reading|what to read next|top stories|editors[’'] picks?"
    r"|advertisement|leave a (?:reply|comment)|external links?|popular.*|don[’']t miss.*)",
    re.IGNORECASE,
)
_BIO = re.compile(
    r".{3,60} (?:is|was|has been|writes|covers|reports) (?:an? |the |on |for )?.{0,80}(?:correspondent|reporter"
    r"|editor|journalist|columnist|fellow|writer|contributor|bureau chief|covering|freelancer)\b.{0,200}",
    re.IGNORECASE,
)


def is_furniture(text: str) -> bool:
    """True for a line that belongs to the page, not to the report.

    >>> is_furniture("Share on Facebook"), is_furniture("Russia shares a border with Ukraine.")
    (True, False)
    """
    bare = text.strip(" *_|·•\t>»→[]()-–—")
    if not bare or not re.search(r"[^\W_]", bare):
        return True
    if len(bare) <= 80 and _WHOLE.fullmatch(bare):
        return True
    if len(bare) <= 400 and _OPENING.match(bare):
        return not _reads_as_news(bare)
    return len(bare) <= 500 and bool(_ANYWHERE.search(bare))


def is_desk_line(text: str) -> bool:
    """True for the line under a report that names who wrote, edited or helped."""
    return len(text) <= 400 and bool(_DESK.fullmatch(text.strip(" *_")))


def is_biography(text: str) -> bool:
    """True for a line about the author; only to be asked of emphasised last lines."""
    return len(text) <= 400 and bool(_BIO.fullmatch(text.strip(" *_")))


def opens_other_stories(heading: str) -> bool:
    """True for a heading after which no part of the report follows."""
    return bool(_HEADING_OF_OTHERS.fullmatch(heading.strip(" *_:")))


def _reads_as_news(text: str) -> bool:
    """True where an opening that is furniture elsewhere begins a sentence of somebody's speech."""
    said = re.search(r"\b(?:said|says|told|warned|added|according to|announced)\b", text)
    return bool(said) and not re.search(
        r"newsletter|subscri|cookies|privacy|rights reserved|©", text
    )
