"""Which phrase fills which slot of a predicate.

`subject` is who acts and `object` what is acted on, whatever the surface; `comp` is the
clause or quotation that a verb of speech takes; a preposition's own name holds the phrase
after it, taken from the predicate or from its object ("imposed sanctions on Russia").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from detente.events.tree import Tree

Slots = dict[str, tuple[int, ...]]

SUBJECT_CONTROL = frozenset(
    "promise threaten vow pledge swear agree refuse decline offer want hope plan decide".split()
)
INTRANSITIVE = frozenset(
    "mass gather assemble arrive deploy camp station gather travel flee march rally base".split()
)
SUPPORT_VERBS = frozenset(
    (
        "consider weigh mull propose debate contemplate avoid "
        "hold make launch issue conduct carry stage give have take voice express raise deliver "
        "send reiterate repeat renew reaffirm restate mount begin start continue resume open pay "
        "place file lodge initiate undertake wage execute do commit suffer face receive get end "
        "complete announce order plan prepare threaten step intensify escalate increase expand "
        "press include extend offer win lead join host attend schedule finish finalize finalise "
        "conclude"
    ).split()
)
TAKES_INFINITIVE = frozenset(
    (
        "threaten agree promise pledge vow refuse decline offer plan decide ask urge call order "
        "warn demand request beg instruct invite press pressure tell swear consent undertake "
        "volunteer propose ready prepare"
    ).split()
)
PAPERS = frozenset(
    "resolution statement letter communique declaration motion petition text note".split()
)
ASSURANCES = frozenset(
    (
        "guarantee assurance promise pledge commitment undertaking claim hope fear sign warning "
        "indication evidence proof belief confirmation pretext suggestion accusation allegation"
    ).split()
)
OF, TO = frozenset({"of"}), frozenset({"to"})
OCCASIONS = frozenset("during at in after before following for on ahead".split())
RELATIVES = frozenset({"who", "whom", "which", "that"})


def verb_slots(tree: Tree, i: int, *, passive: bool) -> Mapping[str, tuple[int, ...]]:
    """The slots of a verb or predicative adjective at `i`."""
    slots: defaultdict[str, list[int]] = defaultdict(list)
    _own_arguments(tree, i, slots, passive=passive)
    if not slots["subject"] and not slots["object" if passive else "subject"]:
        _understood(tree, i, slots, passive=passive)
    _complements(tree, i, slots)
    _prepositions(tree, i, slots)
    for kid in list(slots["object"]):
        _prepositions(tree, kid, slots)
        for inner in tree.after(kid, OF):  # "the town of Sinjar from the militants"
            _prepositions(tree, inner, slots)
    for kid in slots["subject" if not passive else "object"]:
        if tree.tokens[kid].pos == "NOUN":  # "talks between A and B collapsed"
            _prepositions(tree, kid, slots)
    _relative(tree, i, slots)
    _embedded(tree, slots)
    return _spread(tree, slots)


def _own_arguments(
    tree: Tree, i: int, slots: defaultdict[str, list[int]], *, passive: bool
) -> None:
    for kid in tree.children(i):
        dep = tree.tokens[kid].dep
        if dep in {"nsubj", "expl"}:
            slots["subject"].append(kid)
        elif dep == "dobj" or (dep == "nsubjpass" and passive):
            slots["object"].append(kid)
        elif dep == "nsubjpass":
            slots["subject"].append(kid)
        elif dep == "agent":
            slots["subject"].extend(tree.children(kid, "pobj"))
        elif dep == "dative":
            inner = tree.children(kid, "pobj")
            slots["iobj"].extend(inner or [kid])
            slots["to"].extend(inner or [kid])
        elif dep == "prep" and _is_by(tree, kid) and tree.tokens[i].tag == "VBG":
            slots["subject"].extend(tree.children(kid, "pobj"))  # "after shelling by rebels"
        elif dep in {"oprd", "attr"} and not passive:
            slots["attr"].append(kid)
    if not passive and not slots["object"] and tree.children(i, "nsubjpass"):
        slots["object"].extend(tree.after(i, TO))  # "is opposed to X": X is what it opposes
    if passive and not slots["object"] and tree.children(i, "dobj"):
        slots["object"].extend(tree.children(i, "dobj"))


def _is_by(tree: Tree, i: int) -> bool:
    return tree.tokens[i].text.lower() == "by"


def surface_subject(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """The heads of the surface subject of the predicate at `i`, its own or the understood one."""
    if depth > 6:
        return []
    own = tree.children(i, "nsubj", "nsubjpass")
    if own:
        return _antecedents(tree, own, i)
    token = tree.tokens[i]
    if token.head == token.i:
        return []
    up = token.head
    if token.dep == "conj":
        return surface_subject(tree, up, depth + 1)
    if token.dep in {"xcomp", "ccomp", "oprd"} and tree.tokens[up].pos in {"VERB", "AUX", "ADJ"}:
        objects = tree.children(up, "dobj")
        if objects and tree.lemma(up) not in SUBJECT_CONTROL and token.dep == "xcomp":
            return objects
        return surface_subject(tree, up, depth + 1)
    if token.dep == "advcl":
        return surface_subject(tree, up, depth + 1)
    if token.dep in {"acl", "relcl"}:
        if tree.lemma(up) in PAPERS and token.tag == "VBG":  # "adopted a resolution demanding"
            return noun_owner(tree, up) or [up]
        if token.tag in {"VBG", "VBN", "VBD"}:
            return [up]
        return noun_owner(tree, up)
    if token.dep == "pcomp":
        return _subject_of_gerund(tree, up, depth)
    if token.dep == "acomp":
        return surface_subject(tree, up, depth + 1)
    return []


def _subject_of_gerund(tree: Tree, prep: int, depth: int) -> list[int]:
    """Who does it: X in "accuses X of provoking", the subject in "after visiting"."""
    up = tree.tokens[prep].head
    if tree.is_verbal(up):
        objects = tree.children(up, "dobj", "nsubjpass")
        if objects and tree.lemma(prep) in {"of", "from", "for", "against", "into", "with"}:
            return objects
        return surface_subject(tree, up, depth + 1)
    return noun_owner(tree, up)


def noun_owner(tree: Tree, i: int) -> list[int]:
    """Whose the noun is: its possessor, or the subject of the verb that it is the object of."""
    owners = tree.children(i, "poss")
    if owners:
        return owners
    token = tree.tokens[i]
    if token.dep in {"dobj", "attr"} and tree.is_verbal(token.head):
        return surface_subject(tree, token.head, 1)
    return []


def _antecedents(tree: Tree, heads: list[int], verb: int) -> list[int]:
    """Relative pronouns replaced by the noun that the relative clause stands at."""
    out = []
    for head in heads:
        low = tree.tokens[head].text.lower()
        first = tree.first_conjunct(verb)  # "who rule the city and who threatened"
        if low in RELATIVES and tree.tokens[first].dep == "relcl":
            noun = tree.tokens[first].head
            out.extend((noun_owner(tree, noun) if tree.lemma(noun) in PAPERS else []) or [noun])
        else:
            out.append(head)
    return out


def _understood(tree: Tree, i: int, slots: defaultdict[str, list[int]], *, passive: bool) -> None:
    subject = surface_subject(tree, i)
    if not subject:
        return
    token = tree.tokens[i]
    takes_object = passive and token.lemma not in INTRANSITIVE
    slots["object" if takes_object else "subject"].extend(s for s in subject if s != i)


def _complements(tree: Tree, i: int, slots: defaultdict[str, list[int]]) -> None:
    """Clausal complements: `comp` holds all, `inf` the infinitives, `that` the finite ones."""
    found = list(tree.children(i, "ccomp", "xcomp", "acomp", "parataxis"))
    found = [k for k in found if not _is_aside(tree, k)]
    if not found and tree.lemma(i) in TAKES_INFINITIVE:
        found = [k for k in tree.children(i, "advcl") if k > i and has_to(tree, k)]
    for name in ("object", "attr"):
        for kid in slots[name]:
            if tree.tokens[kid].head == i:
                found.extend(k for k in tree.children(kid, "acl") if _is_content(tree, k))
                bare = _bare_clause(tree, kid)
                found.extend([bare] if bare is not None and bare not in found else [])
    slots["comp"].extend(found)
    slots["inf"].extend(k for k in found if has_to(tree, k))
    slots["that"].extend(k for k in found if not has_to(tree, k) and tree.is_verbal(k))


def _bare_clause(tree: Tree, noun: int) -> int | None:
    """The verb of a clause that follows a noun of assurance at once, wherever it was hung.

    "sought assurances the port would stay open".
    """
    if tree.lemma(noun) not in ASSURANCES:
        return None
    start = noun + 1
    while start < len(tree.tokens) and tree.tokens[start].text in {'"', "”", "'", "’", "that"}:
        start += 1
    stop = min(len(tree.tokens), start + 12)
    for at in range(start, stop):
        if tree.tokens[at].sentence != tree.tokens[noun].sentence:
            return None
        if tree.is_verbal(at):
            subjects = tree.children(at, "nsubj", "nsubjpass")
            opens = subjects and min(tree.subtree(subjects[0])) == start
            return at if opens else None
    return None


def has_to(tree: Tree, i: int) -> bool:
    """True for a to-infinitive."""
    return any(tree.tokens[k].text.lower() == "to" for k in tree.children(i, "aux"))


def _is_aside(tree: Tree, i: int) -> bool:
    """A which-clause that the parse took for a complement."""
    return any(tree.tokens[k].tag == "WDT" for k in tree.children(i, "nsubj"))


def _is_content(tree: Tree, i: int) -> bool:
    """An infinitive or a that-clause at a noun ("a request to leave", "hope that ...")."""
    words = {tree.tokens[k].text.lower() for k in tree.children(i, "aux", "mark")}
    return bool(words & {"to", "that", "whether"})


def _prepositions(tree: Tree, i: int, slots: defaultdict[str, list[int]]) -> None:
    for kid in tree.children(i, "prep", "agent", "prt", "dative"):
        name = tree.tokens[kid].text.lower()
        inner = tree.children(kid, "pobj", "pcomp")
        for twin in tree.children(kid, "conj"):  # "for grain and for water"
            if tree.tokens[twin].pos == "ADP":
                inner.extend(tree.children(twin, "pobj", "pcomp"))
        for deeper in tree.children(kid, "prep"):  # "out of", "on to", "because of"
            inner.extend(tree.children(deeper, "pobj", "pcomp"))
            slots[tree.tokens[deeper].text.lower()].extend(tree.children(deeper, "pobj", "pcomp"))
        # a date fills no slot: "set up a post on Sunday" is not "set on"
        slots[name].extend(k for k in inner if k not in slots[name] and k not in tree.points)


def _speaking_for(tree: Tree, noun: int, slot: str) -> int:
    """Who acts in "adopted a resolution which condemns": whoever adopted it."""
    if slot == "subject" and tree.lemma(noun) in PAPERS:
        return (noun_owner(tree, noun) or [noun])[0]
    return noun


def _relative(tree: Tree, i: int, slots: defaultdict[str, list[int]]) -> None:
    """Fill relative pronouns with their antecedent; a clause with a gap takes it as object."""
    first = tree.first_conjunct(i)
    if tree.tokens[first].dep != "relcl":
        return
    antecedent = tree.tokens[first].head
    seen = False
    for name, heads in list(slots.items()):
        for n, head in enumerate(heads):
            if tree.tokens[head].text.lower() in RELATIVES:
                heads[n], seen = _speaking_for(tree, antecedent, name), True
    if not seen and first == i and not slots["object"] and slots["subject"]:
        slots["object"].append(antecedent)


def _embedded(tree: Tree, slots: defaultdict[str, list[int]]) -> None:
    for comp in list(slots["comp"]):
        subjects = tree.children(comp, "nsubj", "nsubjpass")
        slots["comp.subject"].extend(subjects)
        slots["comp.object"].extend(tree.children(comp, "dobj"))
        for prep in tree.children(comp, "prep"):
            name = "comp." + tree.tokens[prep].text.lower()
            slots[name].extend(tree.children(prep, "pobj"))


def _spread(tree: Tree, slots: defaultdict[str, list[int]]) -> Slots:
    """Each filler with what is coordinated with it."""
    out: Slots = {}
    for name, heads in slots.items():
        spread: list[int] = []
        for head in heads:
            spread.extend(k for k in tree.conjuncts(head) if k not in spread)
        if spread:
            out[name] = tuple(spread)
    return out


def noun_slots(tree: Tree, i: int) -> Mapping[str, tuple[int, ...]]:
    """The slots of an event noun: possessors and modifiers act, prepositions say to whom."""
    slots: defaultdict[str, list[int]] = defaultdict(list)
    for kid in tree.children(i):
        dep = tree.tokens[kid].dep
        if dep == "poss":
            slots["poss"].append(kid)
            slots["subject"].append(kid)
        elif dep in {"amod", "compound", "nmod"}:
            slots["adj"].append(kid)
            slots["subject"].append(kid)
            if tree.tokens[kid].pos == "PROPN":  # "the Russia inquiry", but not "Russian"
                slots["name"].append(kid)
        elif dep in {"acl", "relcl"} and _is_content(tree, kid):
            slots["comp"].append(kid)
    _prepositions(tree, i, slots)
    if slots["by"]:
        slots["subject"] = list(slots["by"])
    _support(tree, i, slots)
    _occasion(tree, i, slots)
    _lists(tree, i, slots)
    _embedded(tree, slots)
    return _spread(tree, slots)


def _support(tree: Tree, i: int, slots: defaultdict[str, list[int]]) -> None:
    """A noun under a support verb takes the verb's subject and prepositions."""
    token = tree.tokens[i]
    first = tree.first_conjunct(i)
    head = tree.tokens[first].head
    if tree.tokens[first].dep not in {"dobj", "nsubjpass"} or not tree.is_verbal(head):
        return
    if tree.lemma(head) not in SUPPORT_VERBS or token.pos != "NOUN":
        return
    if not slots["subject"]:
        if tree.tokens[first].dep == "dobj":
            slots["subject"].extend(surface_subject(tree, head))
        else:
            for agent in tree.children(head, "agent"):
                slots["subject"].extend(tree.children(agent, "pobj"))
    _prepositions(tree, head, slots)


def _occasion(tree: Tree, i: int, slots: defaultdict[str, list[int]]) -> None:
    """ "left after talks with the king": who leaves is who talked with him."""
    token = tree.tokens[i]
    prep = token.head
    if slots["subject"] or not slots["with"] or token.dep != "pobj":
        return
    verb = tree.tokens[prep].head
    if tree.tokens[prep].text.lower() in OCCASIONS and tree.is_verbal(verb):
        slots["subject"].extend(s for s in surface_subject(tree, verb) if s != i)


def _lists(tree: Tree, i: int, slots: defaultdict[str, list[int]]) -> None:
    """ "Its terms include leaving A, including ending B, and paying C": all are contents."""
    token = tree.tokens[i]
    if token.dep != "nsubj" or tree.lemma(token.head) not in {"include", "be", "comprise"}:
        return
    verb = token.head
    items = tree.children(verb, "xcomp", "dobj", "attr", "ccomp")
    for item in list(items):
        for including in tree.children(item, "prep"):
            if tree.tokens[including].text.lower() == "including":
                items.extend(tree.children(including, "pobj", "pcomp"))
    for including in tree.children(verb, "prep"):
        if tree.tokens[including].text.lower() == "including":
            items.extend(tree.children(including, "pobj", "pcomp"))
    slots["comp"].extend(k for k in items if k not in slots["comp"])
