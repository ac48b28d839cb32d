"""What the class names and ids of an element tell: machinery, beside a body, or a body."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .tree import attribute

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Each table is a list of patterns, one or more a line, joined when first asked for.
_MACHINERY = r"""
comments?|commentlist|disqus\w*|respond|replies|discussion|forum\w*|kommentare?|commentaires?
breadcrumbs?|pagination|pager|toc|infobox|fact-?box|key-events|pull-?quote
gallery|slideshow|slider|carousel|playlist|rich-?link|next-article|up-?next
related\w*|recommend\w*|most-?(?:read|viewed|popular)\w*|trending|outbrain|taboola
more-(?:on|from|stories|news|links)|read-?(?:more|next|also)|see-?also|also-?read
share-?(?:bar|buttons?|links?|tools?)|sharedaddy|shariff|addthis
social-?(?:share|links?|media|bar|buttons?)
newsletters?|subscri(?:be|ption)\w*|sign-?up|paywall|membership|donat\w*|support-(?:box|us|banner)
cookies?|consent|gdpr|onetrust|advert\w*|ad-?slot|sponsor\w*|copyright|disclaimer
screen-reader|sr-only|visually-hidden|print-only
author-?(?:box|bio|info|card|description)|bio
"""
_BESIDE = r"""
nav|navigation|navbar|menu|footer|masthead|side-?bar|rail|widget|toolbar|topbar|banner
ads?|adv|promos?|teasers?|shar(?:e|es|ing)|social|follow|tags?|taglist|keywords|topics|authors?|byline
overlay|modal|popup|popover|dialog|legal|more|links|partners?|betting|feed|stream|latest|popular
products?|archive|actions?|tools?|meta|info|caption|credits?|photo|picture|image|img|pic-?box
thumb\w*|video|player|media
"""
_BODY = re.compile(
    r"(?:article|story)-?_*(?:body|text|content|copy)|body-?text|main-?content|full-?text"
    r"|(?:entry|post|page|main|text|news|body)[-_]*(?:content|text|body|copy)"
    r"|rich-?text|wysiwyg|content[-_]*body"
)
# Names that a site's theme gives to whole pages and columns.
_THEME = re.compile(
    r"^(?:category|tag|post|type|status|format|has|no|is|with|js|hide|single|tpl|theme|not|u)-"
    r"|^(?:fa|col)-|elementor"
)


def is_machinery(element: HtmlElement) -> bool:
    """True where a name tells that an element is no part of a body, however long it is."""
    return any(_pattern(_MACHINERY).search(word) for word in _words(_names(element)))


def is_beside(element: HtmlElement) -> bool:
    """True where a name tells that an element stands beside a body, unless it is large."""
    return any(_pattern(_BESIDE).search(word) for word in _words(_names(element)))


def is_small_print(element: HtmlElement) -> bool:
    """True where a whole name of a paragraph is one of those for machinery or things beside."""
    tables = (_MACHINERY, _BESIDE)
    return any(_pattern(t).fullmatch(word) for word in _words(_names(element)) for t in tables)


def is_body(element: HtmlElement) -> bool:
    """True where a name tells that an element holds the body of an article.

    >>> from lxml.html import fromstring
    >>> is_body(fromstring('<div class="story-body__inner">x</div>'))
    True
    """
    if attribute(element, "itemprop").lower() == "articlebody":
        return True
    return any(_BODY.search(word) for word in _words(_names(element)))


def _names(element: HtmlElement) -> str:
    kinds = ("class", "id", "data-component", "data-testid", "role")
    return " ".join(name for kind in kinds if (name := attribute(element, kind)))[:200]


@lru_cache(maxsize=4096)
def _words(names: str) -> tuple[str, ...]:
    """The names in lower case, camelCase divided by hyphens, those of the theme left out."""
    lower = re.sub(r"([a-z])([A-Z])", r"\1-\2", names).lower()
    return tuple(word for word in lower.split() if not _THEME.search(word))


@cache
def _pattern(table: str) -> re.Pattern[str]:
    return re.compile(f"(?:^|[_-])(?:{'|'.join(table.split())})(?:$|[_-])")
