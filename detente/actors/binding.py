"""What the sentence allows a pronoun to mean: co-arguments, governing clauses, empty "it"."""

from __future__ import annotations

from detente.actors.memory import Sighting
from detente.actors.scene import OBJECT, SPEECH, SUBJECT, Scene
from detente.types import Mention, Token


def barred(scene: Scene, mention: Mention, sighting: Sighting) -> bool:
    """Binding: a pronoun is none of the other arguments of its own verb, and "his superior,
    Smith" is not Smith's own superior."""
    token = scene.head(mention)
    if sighting.sentence != token.sentence or sighting.token == token.i:
        return False
    if mention.kind == "possessive":
        other, owned = scene.tokens[sighting.token], scene.tokens[token.head]
        beside = (other.dep == "appos" and other.head == owned.i) or (
            owned.dep == "appos" and owned.head == other.i
        )
        return beside or owned.i == other.i
    if sighting.role == "possessor":
        return False
    return sighting.verb == scene.verb_of(token.i) or _understood(scene, token, sighting)


def _understood(scene: Scene, token: Token, sighting: Sighting) -> bool:
    """True where the sighting is the unsaid subject of the pronoun's verb ("Putin wants to meet
    him", "Putin stood up and thanked him")."""
    verb = scene.tokens[scene.verb_of(token.i)]
    for _ in range(4):
        if verb.dep not in {"conj", "xcomp", "advcl"} or verb.head == verb.i:
            return False
        if any(scene.tokens[c].dep in SUBJECT for c in scene.children[verb.i]):
            return False
        controlled = verb.dep == "xcomp" and any(
            scene.tokens[c].dep in OBJECT for c in scene.children[verb.head]
        )
        verb = scene.tokens[verb.head]
        if sighting.verb == verb.i:
            return sighting.role == ("object" if controlled else "subject")
    return False


def above(scene: Scene, sighting: Sighting, token: Token) -> float:
    """For what stands in the clause around the pronoun's own: its subject as a rule ("Putin
    said he"), its object where that acts in the clause ("urged Moscow to withdraw its
    troops", "told Kyiv that it must")."""
    path = _path(scene, token, sighting.verb)
    if path is None:
        return 0.0
    below = path[-1] if path else None
    owed = below is not None and below.dep == "ccomp" and _must(scene, below)
    if sighting.role == "subject":
        if owed and _has_object(scene, sighting.verb):
            return -0.1
        between = sum(_has_subject(scene, t, token.i) for t in path if t.i != token.i)
        return max(0.05, 0.35 - 0.15 * between)
    controls = below is not None and below.dep == "xcomp"
    return 0.45 if sighting.role != "possessor" and (controls or owed) else 0.0


def trailing(scene: Scene, mention: Mention, sighting: Sighting) -> float:
    """ "Qatar will not act against the states that ..., its minister said": the subject of what
    is said before the speaker is named."""
    if mention.kind != "possessive":
        return 0.0
    owned = scene.tokens[scene.head(mention).head]
    verb = scene.tokens[owned.head]
    if owned.dep != "nsubj" or verb.lemma not in SPEECH:
        return 0.0
    said = [c for c in scene.children[verb.i] if c < owned.i and scene.tokens[c].dep == "ccomp"]
    main = bool(said) and sighting.verb == said[0] and sighting.role == "subject"
    return 0.6 if main else 0.0


def _path(scene: Scene, token: Token, verb: int) -> list[Token] | None:
    """The tokens from a pronoun up to below `verb`; None where the verb is not above it."""
    path: list[Token] = []
    for _ in range(20):
        if token.i == verb:
            return path
        if token.head == token.i:
            return None
        path.append(token)
        token = scene.tokens[token.head]
    return None


def _has_subject(scene: Scene, verb: Token, pronoun: int) -> bool:
    """True for a clause with a subject of its own between a pronoun and a verb above it."""
    subjects = {"nsubj", "nsubjpass"}
    return any(scene.tokens[c].dep in subjects for c in scene.children[verb.i] if c != pronoun)


def _must(scene: Scene, verb: Token) -> bool:
    return any(scene.tokens[c].lemma in {"should", "must", "need"} for c in scene.children[verb.i])


def _has_object(scene: Scene, verb: int) -> bool:
    return any(scene.tokens[c].dep in OBJECT | {"prep"} for c in scene.children[verb])


_MINDED = frozenset(  # what only somebody can be: "it is willing to", "it was forced to"
    (
        "willing unwilling ready prepared prepare able unable determined determine keen eager "
        "reluctant committed commit confident concerned concern worried worry open opposed oppose "
        "sure afraid glad happy angry due set about likely unlikely free bound force oblige allow "
        "permit ask urge invite order"
    ).split()
)


_DOING = frozenset({"do", "mean", "say", "happen", "repeat"})
_NAMING = frozenset("call describe label dub term deem consider find make see be".split())
_SOMEBODY = frozenset(  # what a country or body can be said to be
    "member ally party victim power target state country nation leader guarantor mediator partner "
    "rival enemy friend neighbour neighbor signatory group organisation organization movement "
    "company republic government sponsor supporter bloc alliance democracy threat pariah hostage "
    "host buyer seller supplier donor broker player force colony base haven puppet "
    "instrument".split()
)


def _is_a_thing(scene: Scene, token: Token, verb: Token) -> bool:
    """ "it was a first step", "called it a mistake", "did it": a deed, not a doer."""
    if verb.lemma in _DOING and token.dep == "dobj":
        return True
    if verb.lemma not in _NAMING or (verb.lemma == "be") != (token.dep == "nsubj"):
        return False
    said = [
        scene.tokens[c]
        for c in scene.children[verb.i]
        if scene.tokens[c].dep in {"attr", "oprd"} and c > token.i
    ]
    nouns = [t for t in said if t.pos == "NOUN"]
    return bool(nouns) and not any(t.lemma in _SOMEBODY for t in nouns)


def pleonastic(scene: Scene, mention: Mention) -> bool:
    """ "it is clear that ...", "it seems": nobody."""
    token = scene.head(mention)
    if token.text.lower() != "it":
        return False
    if token.dep == "dobj" and scene.tokens[token.head].lemma in _DOING | _NAMING:
        return _is_a_thing(scene, token, scene.tokens[token.head])
    if token.dep not in {"nsubj", "nsubjpass", "expl"}:
        return False
    verb = scene.tokens[token.head]
    if _is_a_thing(scene, token, verb):
        return True
    if verb.lemma in {"seem", "appear", "rain", "snow", "happen", "turn"}:
        return True
    below = [scene.tokens[c] for c in scene.children[verb.i]]
    said = [t for t in below if t.dep in {"acomp", "attr"} and t.i > token.i]
    if any(t.lemma in _MINDED for t in said) or verb.lemma in _MINDED:
        return False
    below += [scene.tokens[c] for t in said for c in scene.children[t.i]]
    clause = any(t.dep in {"ccomp", "csubj", "xcomp", "advcl", "acl", "relcl"} for t in below)
    return clause and (token.dep == "nsubjpass" or (verb.lemma == "be" and bool(said)))
