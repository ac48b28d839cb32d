"""Every mention of a document to participants: names, titles, roles, pronouns, pairs.

1. Names: one answer per chain, from its fullest form, its titles and appositions.
2. In text order, each mention is resolved with what was mentioned before it in mind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from detente.actors import bodies, leaders, plurals, rolenouns, seats
from detente.actors.affiliations import OTHERS, belonging, body_named, host_country, other_one
from detente.actors.anaphora import pronoun
from detente.actors.chains import Chains
from detente.actors.epithets import ARMED, COUNTRY
from detente.actors.identity import government
from detente.actors.memory import Memory, Sighting
from detente.actors.names import normalise
from detente.actors.phrase import read
from detente.actors.registry import Registry
from detente.actors.resolve import NOTHING, Resolution, Setting, resolve_in
from detente.actors.scene import (
    Scene,
    appositions,
    coordinations,
    grammar,
    look,
    told,
)
from detente.actors.speakers import voice_at
from detente.actors.stage import HE, SHE, Found, Stage
from detente.types import Actor, Document, Mention, Participant

_UNSURE = 0.7
_ALLIED = OTHERS | {"ally", "partner", "backer", "patron", "sponsor", "heavyweight", "power"}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who each mention of a document is: a frozen mapping from mentions to participants.

    `countries` are those that the document is about, the weightiest first.
    """

    found: Mapping[int, Found]
    heads: Mapping[int, int]
    countries: tuple[str, ...] = ()

    def of(self, mention: int) -> Found:
        """The participants of a mention, by its index; () where unknown."""
        return self.found.get(mention, ())

    def at(self, token: int) -> Found:
        """The participants of the mention whose head is this token."""
        return self.found.get(self.heads.get(token, -1), ())


def cast(document: Document, registry: Registry) -> Cast:
    """The cast of a document, anaphora included."""
    scene = look(document, registry)
    caster = _Caster(scene)
    for mention in document.mentions:
        caster.visit(mention)
    found = {i: f for i, f in caster.found.items() if f}
    return Cast(found, dict(scene.by_head), scene.setting.countries)


class _Caster:
    """One pass over a document; `found` grows mention by mention."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: dict[int, Found] = {}
        self.open: set[int] = set()
        self.memory = Memory()
        self.stage = Stage(scene, self.memory, self.of)
        self.apposed = appositions(scene)
        self.chains = Chains(scene, self.apposed)
        self.together = coordinations(scene)

    def of(self, i: int) -> Found:
        """The participants of a mention, resolved now if not yet."""
        if i not in self.found:
            if i in self.open:
                return ()
            self.open.add(i)
            self.found[i] = self._resolve(self.scene.mentions[i])
            self.open.discard(i)
        return self.found[i]

    def visit(self, mention: Mention) -> None:
        """Resolve a mention in its place in the text, and remember it."""
        found = self.of(mention.i)
        self._remember(mention, found)
        self._hear(mention, found)
        members = self.together.get(mention.i)
        if members is not None:
            self._remember_together(mention, members)

    # --- by kind ---

    def _resolve(self, mention: Mention) -> Found:
        if mention.kind in {"pronoun", "possessive"}:
            return pronoun(self.stage, mention)
        if mention.kind == "adjective":
            return self._adjective(mention)
        if mention.kind == "name":
            return self._name(mention)
        return self._nominal(mention)

    def _adjective(self, mention: Mention) -> Found:
        if self._inside_name(mention) or self.scene.full.get(mention.head) == "":
            return ()
        phrase = read(mention.text, self.scene.registry)
        text = phrase.tied[0][1] if phrase.tied and not phrase.names else mention.text
        answer = resolve_in(text, self.scene.registry, self.scene.setting)
        if answer.actor is None and mention.chain >= 0:
            answer = self.chains.of(mention)
        return _one(answer, mention)

    def _inside_name(self, mention: Mention) -> bool:
        """True for a given name, and for "South" in "South Africa"."""
        at = self.scene.by_head.get(self.scene.head(mention).head)
        whole = self.scene.mentions[at] if at is not None else None
        if whole is None or whole.kind != "name" or not whole.span.covers(mention.span):
            return False
        if self.scene.head(whole).ent == "PERSON":
            return True
        found = self.of(whole.i)
        return bool(found) and found[0].rule in {"name:name", "name:alias"}

    def _name(self, mention: Mention) -> Found:
        if self._in_title(mention) or self._in_name(mention):
            return ()
        if self.scene.head(mention).ent in {"DATE", "TIME"}:
            return ()
        whole = self.scene.full.get(mention.head)
        if whole is not None:
            answer = resolve_in(whole, self.scene.registry, self.scene.setting)
            return _one(answer, mention) if whole else ()
        answer = self.chains.of(mention)
        answer = leaders.of_that_name(mention, answer, self.scene) or answer
        answer = seats.acting(mention, self.scene) or answer
        if (
            answer.rule in {"name:demonym", "name:adjective"}
            and self.scene.definite(mention)
            and answer.actor is not None
        ):
            found = rolenouns.person_of(self.stage, mention, answer.actor.country)
            if found:
                return found
            entry = self.scene.registry.country(answer.actor.country or "")
            answer = replace(answer, actor=government(entry)) if entry is not None else answer
        found = _one(answer, mention)
        if answer.score < _UNSURE and self.scene.definite(mention):
            found = bodies.short_of_body(self.stage, mention) or found
        if found:
            self._affiliate(mention, found[0].actor)
            return found
        return self._common(mention) if not mention.title else ()

    def _affiliate(self, mention: Mention, actor: Actor) -> None:
        """Note the body that a title or an apposition puts beside the name."""
        if actor.kind != "person" or actor.key in self.stage.sides:
            return
        other = self.apposed.get(mention.i)
        beside = self.scene.mentions[other] if other is not None else None
        body = body_named(self.stage, mention, beside)
        if body is not None:
            self.stage.sides[actor.key] = body

    def _in_name(self, mention: Mention) -> bool:
        """ "People" in "People's Liberation Army" is no participant."""
        for at in range(max(0, mention.i - 2), mention.i):
            before = self.scene.mentions[at]
            longer = len(before.text) > len(mention.text)
            if before.kind == "name" and before.span.start == mention.span.start and longer:
                return bool(self.of(at)) and self.of(at)[0].rule.startswith("name:")
        return False

    def _in_title(self, mention: Mention) -> bool:
        """ "State" in "Assistant Secretary of State Karen Donfried" is no participant."""
        for at in range(mention.i + 1, min(mention.i + 4, len(self.scene.mentions))):
            after = self.scene.mentions[at]
            if after.title and after.title.endswith(mention.text):
                return 0 <= after.span.start - mention.span.stop <= 2
        return False

    # --- common nouns ---

    def _nominal(self, mention: Mention) -> Found:
        other = self.apposed.get(mention.i)
        if other is not None and self.scene.mentions[other].kind == "name":
            found = self.of(other)
            role = read(mention.text, self.scene.registry).role
            one = found[0].actor.kind if found else ""
            allied = one == "country" and self.scene.head(mention).lemma in _ALLIED
            body = one == "organisation" and not (role and role.person)
            if one == "person" or body or allied:
                return _spanned(found, mention, "apposition")
        return self._common(mention)

    def _common(self, mention: Mention) -> Found:
        scene, stage = self.scene, self.stage
        together = plurals.pair_noun(stage, mention)
        if not together and scene.definite(mention):
            together = plurals.somebody(stage, mention)
            together = together or bodies.body_of_country(stage, mention)
            together = together or bodies.of_region(stage, mention)
        if together:
            return together
        owner = self._owner(mention)
        if scene.head(mention).lemma in {"counterpart", "opposite"}:
            return rolenouns.counterpart(stage, mention, owner)
        if owner is None and self.scene.definite(mention) and bodies.is_plain(mention):
            found = bodies.noun(stage, mention)
            if found:
                return found
        if owner is not None:
            found = belonging(stage, mention, owner) or other_one(stage, mention, owner)
            if found:
                return found
        owners = scene.owner(mention)
        if owners is not None and owners.i != mention.i:
            found = host_country(stage, mention, self.of(owners.i))
            if found:
                return found
        if owner is not None and scene.head(mention).lemma in COUNTRY:
            own = rolenouns.own_side(stage, owner)
            if own.kind == "country":
                return (Participant(own, mention.span, 0.8, "own-country"),)
        several = plurals.named_before(stage, mention) or plurals.from_sides(stage, mention)
        if several:
            return several
        text = self.scene.spoken(mention)
        around = scene.setting_at(mention)
        if owner is not None:
            around = Setting(around.on, around.countries, owner)
        answer = resolve_in(text, scene.registry, around)
        if answer.rule == "name:metonym" and mention.text.islower() and self._unheard(answer):
            answer = NOTHING
        if answer.rule.endswith(":context") or answer.actor is None:
            return self._bare(mention, answer)
        role = read(text, scene.registry).role
        if answer.actor.id is None and role is not None and self.scene.definite(mention):
            former = read(text, scene.registry).former
            found = rolenouns.known_person(stage, mention, answer.actor, role, former=former)
            if found:
                return found
        return _one(answer, mention)

    def _unheard(self, answer: Resolution) -> bool:
        """True for an epithet ("the bloc") of an organisation that the report has not named."""
        actor = answer.actor
        return actor is not None and actor.country == "IGO" and actor.key not in self.memory.counts

    def _of_subject(self, mention: Mention, answer: Resolution) -> Resolution:
        """ "Erdogan ordered the army": the army of the subject's country."""
        bare = answer.actor is not None and answer.actor.id is None
        if not bare or self.scene.quotation(mention.span.start) is not None:
            return answer
        if mention.number == "plur" and not self.scene.definite(mention):
            return answer
        if rolenouns.is_addressed(self.stage, mention):
            return answer
        country = rolenouns.subject_of_sentence(self.stage, mention)
        if country is None or (answer.actor is not None and answer.actor.country == country):
            return answer
        around = Setting(self.scene.setting.on, (country,))
        return resolve_in(mention.text, self.scene.registry, around)

    def _bare(self, mention: Mention, answer: Resolution) -> Found:
        """A noun without country or owner: what the report last called so."""
        if answer.actor is not None and answer.actor.sector in ARMED:
            found = bodies.armed(self.stage, mention, answer.actor.sector)
            if found:
                return found
        if self.scene.head(mention).dep in {"attr", "oprd"}:
            return ()
        answer = self._of_subject(mention, answer)
        if self.scene.definite(mention):
            found = bodies.noun(self.stage, mention)
            if found:
                return found
            phrase = read(mention.text, self.scene.registry)
            if answer.actor is not None and phrase.role is not None:
                return rolenouns.role(
                    self.stage, mention, answer, phrase.role, former=phrase.former
                )
        elif self._bare_plural(mention) and answer.actor is not None:
            found = bodies.same_body(self.stage, mention, answer.actor.sector)
            if found:
                return found
        return _one(answer, mention)

    def _bare_plural(self, mention: Mention) -> bool:
        """True for "troops" with no number, article or place of its own in the sentence."""
        counted = any(
            self.scene.tokens[c].dep in {"nummod", "det"} for c in self.scene.children[mention.head]
        )
        here = self.scene.places.get(self.scene.head(mention).sentence)
        return mention.number == "plur" and not counted and not here

    def _owner(self, mention: Mention) -> Actor | None:
        """The possessor of a noun as an actor, and of "an aide to X" the X."""
        owner = self.scene.owner(mention)
        if owner is None:
            owner = self.scene.relative_owner(mention)
        if owner is None or owner.i == mention.i:
            return None
        found = self.of(owner.i)
        return found[0].actor if len(found) == 1 else None

    # --- memory ---

    def _remember(self, mention: Mention, found: Found) -> None:
        scene = self.scene
        token = scene.head(mention)
        if mention.kind == "pronoun" and not found:
            return
        actors = tuple(p.actor for p in found)
        if mention.kind == "name" and not found and token.ent in {"DATE", "TIME"}:
            return
        words = normalise(f"{mention.title} {mention.text}")
        verb = scene.verb_of(token.i)
        self.memory.see(
            Sighting(
                actors=actors,
                token=token.i,
                sentence=token.sentence,
                role=grammar(scene, token.i),
                verb=verb,
                quoted=scene.quotation(mention.span.start) is not None,
                plural=len(actors) > 1 or (mention.number == "plur" and not _is_somebody(actors)),
                name=mention.text,
                main=scene.tokens[verb].dep == "ROOT",
                words=words,
                human=self._human(mention, actors),
                kind=mention.kind,
            )
        )

    def _human(self, mention: Mention, actors: tuple[Actor, ...]) -> bool:
        """True for one unnamed person ("a senior official")."""
        if mention.text.lower() in HE | SHE:
            return True
        if len(actors) != 1 or actors[0].kind != "group" or mention.number == "plur":
            return False
        role = read(mention.text, self.scene.registry).role
        return role is not None and role.person

    def _remember_together(self, last: Mention, members: tuple[int, ...]) -> None:
        """Keep "Putin and Biden" in mind as one plural participant."""
        actors = tuple(p.actor for i in members for p in self.of(i))
        bodies = {"country", "organisation", "group"}
        kinds = {"body" if a.kind in bodies else a.kind for a in actors}
        if len({a.key for a in actors}) < 2 or len(kinds) > 1 or len(actors) != len(members):
            return
        self.memory.see(replace(self.memory.sightings[-1], actors=actors, plural=True, words=""))

    def _hear(self, mention: Mention, found: Found) -> None:
        """Keep the last speaker of the report's own sentences in mind."""
        scene = self.scene
        verb = scene.tokens[scene.head(mention).head]
        if not found or scene.quotation(mention.span.start) is not None:
            return
        voice = voice_at(scene, verb)
        if voice is not None and voice.i == mention.i and not told(scene, verb.i):
            self.memory.speaker = found[0]


def _is_somebody(actors: tuple[Actor, ...]) -> bool:
    """True for one named person, whose surname may look like a plural ("Sanders")."""
    return len(actors) == 1 and actors[0].kind == "person"


def _one(answer: Resolution, mention: Mention) -> Found:
    if answer.actor is None:
        return ()
    return (Participant(answer.actor, mention.span, answer.score, answer.rule),)


def _spanned(found: Found, mention: Mention, rule: str) -> Found:
    return tuple(replace(p, span=mention.span, rule=rule) for p in found)
