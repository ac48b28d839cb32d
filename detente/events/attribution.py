"""Who says so: the chain of voices around an event, nearest first, the outlet last."""

from __future__ import annotations

from collections.abc import Sequence

from detente.events.classify import Reading, Scene
from detente.parse.quotes import chain
from detente.types import Document, Link, Outlet, Participant, Quote, Span

SPEECH_ACTS = frozenset("REQUEST THREATEN ACCUSE REJECT AGREE SUPPORT CONCEDE STATE".split())
ALONE = frozenset({"title", "subtitle", "caption"})
HEARSAY = frozenset("reportedly allegedly supposedly purportedly apparently".split())


def of(reading: Reading, trigger: Span, document: Document, scene: Scene) -> tuple[Link, ...]:
    """The attribution of the event that `reading` tells, ending with agency and outlet."""
    links: list[Link] = []
    sentence = document.sentences[scene.tree.tokens[reading.clause.head].sentence]
    hearsay = _hearsay(reading.clause.head, scene)
    if hearsay is not None:
        links.append(hearsay)
    for quote in chain(document.quotes, trigger):
        if any(cue.overlaps(trigger) for cue in quote.cue):
            continue
        if sentence.block in ALONE and not all(sentence.span.covers(s) for s in quote.source):
            continue  # ruling 13: a headline takes no voice from the body
        links.extend(_link(quote, reading, document, scene))
    return tuple(_distinct(links)) + origin(document)


def origin(document: Document) -> tuple[Link, ...]:
    """The agency and the outlet of a report as the last links of every chain."""
    report = document.report
    out = []
    if report.agency is not None and report.agency != report.outlet:
        out.append(_outlet_link(report.agency, "agency"))
    if report.outlet is not None:
        out.append(_outlet_link(report.outlet, "outlet"))
    return tuple(out)


def _outlet_link(outlet: Outlet, kind: str) -> Link:
    return Link(outlet.name, kind, outlet.wikidata or outlet.id, outlet.country)


def _hearsay(head: int, scene: Scene) -> Link | None:
    for kid in scene.tree.children(head, "advmod"):
        token = scene.tree.tokens[kid]
        if token.lemma in HEARSAY:
            return Link("", "reported", cue=token.span)
    return None


def _link(quote: Quote, reading: Reading, document: Document, scene: Scene) -> list[Link]:
    cue = quote.cue[0] if quote.cue else None
    if not quote.source:
        return [Link("", "reported", cue=cue)] if cue is not None else []
    span = quote.source[0]
    found = speakers(span, document, scene)
    if _is_own_voice(found, reading):
        return []
    if not found:
        return [Link(span.of(document.report.text), quote.kind, None, None, span, cue)]
    first = found[0]
    named = first.actor.id is not None
    name = first.actor.name if named else span.of(document.report.text)
    link = Link(name, quote.kind, first.actor.id, first.actor.country, span, cue)
    return [link, *_told_to(cue, scene)]


def _told_to(cue: Span | None, scene: Scene) -> list[Link]:
    """The outlet or agency that the speaker told it to ("told Interfax that")."""
    if cue is None:
        return []
    for token in scene.tree.tokens:
        if token.span.overlaps(cue) and token.lemma in {"tell", "inform"}:
            for kid in scene.tree.children(token.i, "dobj", "dative"):
                for heard in scene.cast.at(kid):
                    if heard.actor.sector == "MED" and heard.actor.id is not None:
                        actor = heard.actor
                        return [Link(actor.name, "reported", actor.id, actor.country, heard.span)]
    return []


def speakers(span: Span, document: Document, scene: Scene) -> Sequence[Participant]:
    """Participants of the head of the speaker's phrase: the token governed from outside it."""
    for mention in document.mentions:
        token = document.tokens[mention.head]
        if not span.covers(token.span):
            continue
        governor = document.tokens[token.head]
        if token.head == token.i or not span.covers(governor.span):
            found = scene.cast.at(mention.head)
            if found:
                return found
    for mention in document.mentions:
        if span.covers(mention.span) and scene.cast.at(mention.head):
            return scene.cast.at(mention.head)
    return ()


def _is_own_voice(voices: Sequence[Participant], reading: Reading) -> bool:
    """The source of a speech act is not its own attribution."""
    if reading.group.type not in SPEECH_ACTS or not reading.sources:
        return False
    source = reading.sources[0]
    if any(s.actor.key == source.actor.key for s in voices):
        return True
    return source.rule.startswith("speaker")  # "we", "our": the anaphora of the first person


def _distinct(links: Sequence[Link]) -> list[Link]:
    out: list[Link] = []
    for link in links:
        same = [o for o in out if (o.id and o.id == link.id) or (o.name == link.name)]
        if not same:
            out.append(link)
    return out
