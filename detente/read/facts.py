"""What a page says about itself: JSON-LD first, then meta tags, then marked elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from .address import canonical, is_page
from .bylines import Byline, find_agency, is_person, read_byline
from .clean import one_line
from .jsonld import addresses, find_article, first_text, people
from .roles import read_date_line
from .times import Moment, read_time
from .tree import attribute, elements, inside, marks, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from ..types import Outlet
    from .jsonld import Node

_ASIDE = ("aside", "nav", "footer")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|^\s*url:\s*(https?://\S+)", re.MULTILINE)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "date_published",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_date",
    "publication_date",
    "publication-date",
    "pubdate",
    "originalpublicationdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "displaydate",
    "article_date_original",
    "timestamp",
    "date",
    "pdate",
    "lastmod",
    "article:modified_time",
    "og:updated_time",
)
_AUTHOR = (
    *("author", "article:author", "parsely-author", "sailthru.author", "dc.creator"),
    *("dcterms.creator", "byl", "byline", "cxenseparse:author", "article.author"),
)
_SECTION = (
    "article:section",
    "parsely-section",
    "section",
    "cxenseparse:section",
    "article.section",
)
_SITE = ("og:site_name", "application-name", "twitter:app:name:iphone", "dc.publisher", "publisher")
_SOURCE = ("news_source", "syndication-source", "source", "article:agency", "dc.source", "agency")
_DECK = re.compile(
    r"\b(?:standfirst|dek|deck|sub-?head(?:line|ing)?|sub-?title|article-?summary|article-?intro"
    r"|article__(?:summary|dek|intro|subtitle|standfirst)|strapline|kicker-text)\b|standfirst|__dek\b"
)
_BYLINE = re.compile(r"byline|\bauthor|article-author|contributor|writer|\bcredit-line\b")
_TIME = re.compile(r"publish|posted|timestamp|\bdate|dateline|article-?date|pub-?date|time-?stamp")
_STATED = re.compile(r"publish|posted|pub-?date|article-?date")
_SUPPLIER = re.compile(r"\b(?:source|agency|distributor|news-source|article-source)\b")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about itself; `site` is the name of its outlet, `text` its own body."""

    title: str | None = None
    deck: str | None = None
    url: str | None = None
    site: str | None = None
    moment: Moment | None = None
    authors: tuple[str, ...] = ()
    agency: Outlet | None = None
    section: str | None = None
    language: str | None = None
    text: str = ""


def read_facts(tree: HtmlElement, nodes: Sequence[Node], source: str) -> Facts:
    """The facts of a page, from its tree, the nodes of its JSON-LD and its HTML."""
    meta = _meta(tree)
    url = _address(tree, meta, source)
    titles = (meta.get("og:title", ""), _first(tree, "h1"), _first(tree, "title"))
    article = find_article(nodes, page=url, titles=titles) or {}
    byline = _byline(tree, meta, article, nodes)
    return Facts(
        title=_title(tree, meta, article),
        deck=_deck(tree, article),
        url=url or _own_address(article),
        site=_site(meta, article, nodes),
        moment=_moment(tree, meta, article),
        authors=byline.authors,
        agency=byline.agency or _supplier(tree, meta, article),
        section=_short(first_text(article.get("articleSection"))) or _named(meta, _SECTION),
        language=_language(tree, meta, article),
        text=_article_text(article),
    )


# --- where things stand -----------------------------------------------------------------


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta tags by their lower-case name, property or itemprop; the first of each counts."""
    found: dict[str, str] = {}
    for element in elements(tree, "meta"):
        content = one_line(attribute(element, "content"))[:2000]
        for name in ("property", "name", "itemprop", "http-equiv"):
            key = attribute(element, name).lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _named(meta: dict[str, str], names: Iterable[str]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _short(text: str) -> str | None:
    return one_line(text)[:80] or None


def _first(tree: HtmlElement, tag: str) -> str:
    element = next(tree.iter(tag), None)
    return text_of(element)[:500] if element is not None else ""


def _proper(tree: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
    """Elements that do not stand in navigation, asides and footers."""
    return (element for element in elements(tree, *tags) if not inside(element, *_ASIDE))


# --- address, outlet, language ------------------------------------------------------------


def _address(tree: HtmlElement, meta: dict[str, str], source: str) -> str | None:
    """The page's own address: canonical link, og:url, the note of the browser that saved it."""
    saved = _SAVED_FROM.search(source[:5000])
    origin = (saved[1] or saved[2]) if saved else None
    base = meta.get("og:url") or origin or ""
    links = [
        attribute(element, "href")
        for element in elements(tree, "link")
        if "canonical" in attribute(element, "rel").lower().split()
    ]
    given = [
        *links[:3],
        meta.get("og:url"),
        meta.get("twitter:url"),
        meta.get("parsely-link"),
        origin,
    ]
    whole = [address for value in given if value and (address := _absolute(base, value))]
    return next((address for address in whole if is_page(address)), None)


def _absolute(base: str, value: str) -> str | None:
    try:
        return canonical(urljoin(base, value[:2000]))
    except ValueError:
        return None


def _own_address(article: Node) -> str | None:
    found = sorted(a for value in addresses(article) if (a := canonical(value)) and is_page(a))
    return found[0] if found else None


def _site(meta: dict[str, str], article: Node, nodes: Iterable[Node]) -> str | None:
    publisher = people(article.get("publisher"), nodes)
    name = publisher[0][0] if publisher else _named(meta, _SITE)
    return _short(name) if name and not name.startswith("@") else None


def _language(tree: HtmlElement, meta: dict[str, str], article: Node) -> str | None:
    root = tree.getroottree().getroot()
    given = (
        attribute(root, "lang"),
        first_text(article.get("inLanguage")),
        meta.get("og:locale", ""),
        meta.get("content-language", ""),
        meta.get("language", ""),
    )
    codes = (re.match(r"[A-Za-z]{2}(?=[-_]|$)", value.strip()) for value in given)
    return next((code[0].lower() for code in codes if code), None)


# --- title and deck ------------------------------------------------------------------------


def _title(tree: HtmlElement, meta: dict[str, str], article: Node) -> str | None:
    """The headline as the page shows it, else as it tells it to others."""
    told = [
        first_text(article.get("headline")),
        meta.get("og:title", ""),
        meta.get("twitter:title", ""),
        _first(tree, "title"),
    ]
    told = [one_line(re.sub(r"<[^<>]{0,200}>", "", text))[:500] for text in told if text]
    shown = [text_of(element)[:500] for element in _proper(tree, "h1")]
    shown = [text for text in shown if len(text.split()) >= 2]
    if told and not shown:
        second = (text_of(element)[:500] for element in _proper(tree, "h2", "h3"))
        shown = [text for text in second if len(text) >= 20 and told[0].startswith(text)]
    words = {word for text in told for word in re.findall(r"\w{3,}", text.lower())}
    for text in shown:
        own = set(re.findall(r"\w{3,}", text.lower()))
        if own and len(own & words) * 2 >= len(own):
            return text
    if told:
        return told[0]
    return shown[0] if shown else None


def _deck(tree: HtmlElement, article: Node) -> str | None:
    """The lines under the headline: by their marks, or the second headline of the JSON-LD."""
    for element in _proper(tree, "p", "h2", "h3", "div"):
        known = f"{attribute(element, 'itemprop')} {marks(element)}"
        if "alternativeheadline" not in known.lower() and not _DECK.search(known):
            continue
        text = text_of(element)
        if 4 <= len(text.split()) <= 80 and len(element.findall(".//p")) <= 2:
            return text
    second = one_line(first_text(article.get("alternativeHeadline")))
    return second if 4 <= len(second.split()) <= 60 else None


def _article_text(article: Node) -> str:
    """The body inside the JSON-LD, without tags; "" where there is none."""
    body = article.get("articleBody")
    if not isinstance(body, str):
        return ""
    broken = re.sub(r"(?i)<(?:br|/p|/div|/h\d)\b[^<>]{0,200}>", "\n", body[:1_000_000])
    return re.sub(r"<[^<>]{0,500}>", "", broken)


# --- time ------------------------------------------------------------------------------------


def _moment(tree: HtmlElement, meta: dict[str, str], article: Node) -> Moment | None:
    """The time of publication: the first place that tells it, in the fullest form of that day."""
    best: Moment | None = None
    for text in _times(tree, meta, article):
        moment = _read_any(text)
        if moment is None:
            continue
        if best is None or (moment.detail > best.detail and abs((moment.day - best.day).days) <= 1):
            best = moment
        if best.detail == 2:
            break
    return best


def _read_any(text: str) -> Moment | None:
    moment = read_time(text)
    if moment:
        return moment
    line = read_date_line(text)
    return line.moment if line else None


def _times(tree: HtmlElement, meta: dict[str, str], article: Node) -> Iterator[str]:
    yield first_text(article.get("datePublished"))
    for name in _PUBLISHED[:-3]:
        yield meta.get(name, "")
    yield from _shown_times(tree)
    for name in ("dateCreated", "uploadDate", "dateModified"):
        yield first_text(article.get(name))
    for name in _PUBLISHED[-3:]:
        yield meta.get(name, "")


def _shown_times(tree: HtmlElement) -> Iterator[str]:
    """`<time>` elements, those marked as publication first, then short texts marked as dates.

    A date above the headline is today's, unless it stands in the article or says more.
    """
    title = next(tree.iter("h1"), None)
    places = {element: place for place, element in enumerate(tree.iter())}
    start = places[title] if title is not None else 0

    def belongs(element: HtmlElement) -> bool:
        return places[element] >= start or inside(element, "article", "main")

    times = [element for element in _proper(tree, "time") if belongs(element)][:20]
    told = [element for element in times if _is_publication(element)]
    for element in (*told, *times):
        yield attribute(element, "datetime")
        yield text_of(element)[:200]
    for element in _proper(tree, "span", "div", "p", "li", "abbr"):
        known = f"{attribute(element, 'itemprop')} {marks(element)}".lower()
        if len(element) > 6 or not _TIME.search(known):
            continue
        if belongs(element) if title is not None else _STATED.search(known):
            yield attribute(element, "content") or attribute(element, "title")
            yield text_of(element)[:120]


def _is_publication(element: HtmlElement) -> bool:
    itemprop = attribute(element, "itemprop").lower()
    told = element.get("pubdate") is not None or itemprop == "datepublished"
    return told or "publish" in marks(element)


# --- authors and agency --------------------------------------------------------------------


def _byline(
    tree: HtmlElement, meta: dict[str, str], article: Node, nodes: Iterable[Node]
) -> Byline:
    """Authors and agency of the first place that names either."""
    named: list[Byline] = []
    authors = people(article.get("author"), nodes) or people(article.get("creator"), nodes)
    for name, organisation in authors:
        agency = find_agency(name)
        if agency or not organisation:
            named.append(Byline((), agency) if agency else _told(name))
    for key in _AUTHOR:
        value = meta.get(key, "")
        if value and not value.startswith(("http:", "https:", "@", "/")):
            named.append(_told(value))
    if not any(byline.authors for byline in named):
        named.extend(_shown_bylines(tree))
    people_named = next((byline.authors for byline in named if byline.authors), ())
    if authors and named[: len(authors)]:
        joined = tuple(n for byline in named[: len(authors)] for n in byline.authors)
        people_named = tuple(dict.fromkeys(joined)) or people_named
    agency = next((byline.agency for byline in named if byline.agency), None)
    return Byline(people_named, agency)


def _told(value: str) -> Byline:
    return read_byline(one_line(value), marked=True) or Byline()


def _shown_bylines(tree: HtmlElement) -> Iterator[Byline]:
    """Short texts that are marked as byline."""
    for element in _proper(tree, "a", "span", "p", "div", "address"):
        known = (
            f"{attribute(element, 'rel')} {attribute(element, 'itemprop')} {marks(element)}".lower()
        )
        if not _BYLINE.search(known) or len(element) > 12:
            continue
        text = text_of(element)
        found = read_byline(text, marked=is_person(text)) if 2 < len(text) <= 160 else None
        if found and (found.authors or found.agency):
            yield found
            return


def _supplier(tree: HtmlElement, meta: dict[str, str], article: Node) -> Outlet | None:
    """The agency that a page names as the source of its text."""
    told = [
        first_text(article.get(name)) for name in ("sourceOrganization", "provider", "creditText")
    ]
    told.extend(meta.get(name, "") for name in _SOURCE)
    for name in told:
        agency = find_agency(name) if name else None
        if agency:
            return agency
    for element in _proper(tree, "span", "div", "p", "a"):
        text = text_of(element) if _SUPPLIER.search(marks(element)) else ""
        if 2 <= len(text) <= 60:
            agency = find_agency(re.sub(r"^(?i:source|agency|by|via)\s*:?\s*", "", text))
            if agency:
                return agency
    return None
