"""What a waterfall says: names of bars, their amounts and shares, and what is to be known of the picture."""

from __future__ import annotations

from decimal import Decimal
from textwrap import shorten
from typing import TYPE_CHECKING

from usage_widgets.answers.explain.amounts import is_nothing, signed
from usage_widgets.answers.explain.words import part_label
from usage_widgets.answers.part import LONGEST_NAME
from usage_widgets.messages.catalogue import text
from usage_widgets.messages.escaping import printable
from usage_widgets.messages.formats import TO_THE_CENT, number
from usage_widgets.messages.names import dimension_label, measure_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from usage_widgets.answers.explain.explanation import Explanation
    from usage_widgets.widgets.change_waterfall.scene import Scene, Subject
    from usage_widgets.widgets.change_waterfall.walk import Bar

ONE = Decimal(1)
CENT = TO_THE_CENT["usd"]


class Words:
    """The words of one explanation, at the end of a path, in one language."""

    def __init__(self, why: Explanation, crumbs: Sequence[str], below: str | None, locale: str) -> None:
        self.why = why
        self.crumbs = crumbs
        self.below = below
        self.locale = locale
        self.measure = why.usage.measure(why.measure)
        self.dimension = dimension_label(why.by, locale)
        self._unknown = [bool(side["rows"].sum() > 0 and side["calls"].sum() == 0) for side in why.drivers]
        self.previous, self.current = why.pair.previous.label(locale), why.pair.current.label(locale)

    @property
    def is_known(self) -> bool:
        """Whether both sides are; else there is no change to speak of."""
        return not any(self._unknown)

    def caption(self, scene: Scene) -> str:
        """What a picture shows, and within what."""
        form = "part" if scene.part else "groups" if scene.by_groups else "parts"
        said = self.say(
            f"caption.{form}",
            measure=measure_label(self.why.measure, self.locale),
            previous=self.previous,
            current=self.current,
            part=self.part(scene.part) if scene.part else "",
            dimension=self.dimension,
        )
        return self.say("caption.within", caption=said, path=" › ".join(self.crumbs)) if self.crumbs else said

    def headline(self, scene: Scene) -> tuple[str, str]:
        """The change, or the part that is split, as the one number, and what it is of."""
        sides = {"previous": self.previous, "current": self.current}
        if scene.part:
            change = self.amount(self.why.change)
            return self.amount(scene.whole), self.say("total.part", part=self.part(scene.part), change=change, **sides)
        if not self.is_known:
            return text("data.unknown", locale=self.locale), self.say("total.plain", **sides)
        if not self.why.previous or is_nothing(self.why.change, self.measure.unit):
            return self.amount(self.why.change), self.say("total.plain", **sides)
        relative = self.share(self.why.change / abs(self.why.previous), is_signed=True)
        return self.amount(self.why.change), self.say("total.label", relative=relative, **sides)

    def label(self, subject: Subject) -> str:
        """What people read for a bar."""
        match subject.kind:
            case "previous":
                return self.previous
            case "current":
                return self.current
            case "group":
                return self.why.label_of(subject.value, self.locale)
            case "other":
                return text("change_waterfall.other", locale=self.locale, count=subject.count)
            case "sum":
                return self.say("sum", part=self.part(subject.name))
        return self.part(subject.name)

    def part(self, name: str) -> str:
        """What people call a part, as the beginning of a line."""
        label = part_label(self.why, name, self.locale)
        return label[:1].upper() + label[1:]

    def value(self, subject: Subject, bar: Bar) -> str:
        """The total, or the change with its sign."""
        if subject.kind in ("previous", "current"):
            return self.side(subject.kind == "current")
        return self.amount(bar.number)

    def side(self, at: int) -> str:
        """The total of the previous side or of the current one, marked where requests are left out of it."""
        total = None if self._unknown[at] else (self.why.previous, self.why.current)[at]
        return self.measure.worded(total, self.why.left_out[at], locale=self.locale)

    def amount(self, value: float) -> str:
        """A change, with its sign."""
        if is_nothing(value, self.measure.unit):
            return number(0.0, self.measure.unit, locale=self.locale)
        return signed(value, self.measure.unit, locale=self.locale)

    def share(self, part: float, *, is_signed: bool = False) -> str:
        """A part of the change in percent; one against it is below zero."""
        shown = round(part, 3)
        if is_signed or shown < 0:
            return signed(shown, "ratio", locale=self.locale)
        return number(shown, "ratio", locale=self.locale)

    def spoken(self, scene: Scene, subject: Subject, bar: Bar, share: str) -> str:
        """What speech says of a bar: the direction as a word."""
        size = self.value(subject, bar) if bar.kind == "total" else self.plain(abs(bar.number))
        said = self.say(f"mark.{bar.kind}", name=self.label(subject), value=size)
        if share:
            said = self.say(f"mark.share{'.part' * bool(scene.part)}", mark=said, share=share)
        tone = self.tone(bar)
        return self.say(f"mark.{tone}", mark=said) if tone else said

    def tone(self, bar: Bar) -> str:
        """Whether a change is "better" or "worse"; nothing where more is neither."""
        if bar.kind not in ("up", "down") or self.measure.polarity == "neither":
            return ""
        return "better" if (bar.kind == "up") == (self.measure.polarity == "good") else "worse"

    def details(self, scene: Scene, subject: Subject, bar: Bar, share: str) -> list[str]:
        """What is to be read of a bar that is pointed at."""
        value = self.value(subject, bar)
        form = f"detail.share{'.part' * bool(scene.part)}"
        told = [self.say(form, change=value, share=share) if share else value]
        if subject.kind in ("group", "other"):
            was, now = (self.plain(side) for side in subject.sides)
            told.append(self.say("detail.sides", previous=was, current=now))
        if subject.kind == "part" and subject.name not in ("new", "gone"):
            told.append(text(f"explanation.meaning.{subject.name}", locale=self.locale, part=self.part(subject.name)))
        return [*told, *([opens] if (opens := self._opens(subject)) else [])]

    def hint(self, scene: Scene) -> str:
        """What a click on a bar does."""
        if not scene.by_groups:
            return self.say("hint.parts")
        if self.below is None:
            return self.say("hint.selects")
        return self.say("hint.opens", dimension=dimension_label(self.below, self.locale))

    def notes(self, scene: Scene) -> list[str]:
        """What must be known to read the picture right."""
        notes = []
        if scene.axis.is_broken:
            notes.append(self.say("note.broken", start=self.plain(scene.axis.low)))
        if not any(bar.number for bar in scene.changes):
            notes.append(self.say("note.same"))
        elif not scene.has_shares and self.is_known:
            notes.append(self.say("note.shares"))
        if difference := self._rounding(scene):
            notes.append(self.say("note.rounding", amount=self.plain(abs(difference))))
        if self.crumbs and (scene.part or not scene.by_groups):
            group = shorten(printable(self.crumbs[-1]), LONGEST_NAME, placeholder="…")
            notes.append(self.say("note.anew", group=group))
        if self.measure.polarity != "neither":
            notes.append(self.say(f"note.{self.measure.polarity}"))
        return notes

    def summary(self) -> str:
        """The change in words with numbers."""
        return self.why.explain(self.locale)

    def story(self) -> tuple[str, str]:
        """The summary in two: what changed, and what the parts are and how they are worked out."""
        said, method = self.why.sentences(self.locale), text("explanation.method", locale=self.locale)
        how = said[said.index(method) - 1 :][:2] if method in said else []
        return " ".join(sentence for sentence in said if sentence not in how), " ".join(how)

    def plain(self, value: float) -> str:
        """An amount without a sign of its own."""
        return number(value, self.measure.unit, locale=self.locale)

    def say(self, key: str, **values: str) -> str:
        """A text of the waterfall's own."""
        return text(f"change_waterfall.{key}", locale=self.locale, count=None, **values)

    def _opens(self, subject: Subject) -> str:
        match subject.kind:
            case "part":
                return self.say("opens.part")
            case "other":
                return self.say("opens.other")
            case "group" if self.below is None:
                return self.say("selects.group")
            case "group":
                return self.say("opens.group", dimension=dimension_label(str(self.below), self.locale))
        return ""

    def _rounding(self, scene: Scene) -> float:
        """By how much the shown amounts, added up, miss the shown total: each is rounded by itself, none is adjusted."""
        totals = [bar.number for bar in scene.bars if bar.kind == "total"]
        missed = (
            self._shown(totals[-1:]) - self._shown([bar.number for bar in scene.changes]) - self._shown(totals[:-1])
        )
        return float(missed.quantize(self._smallest))

    def _shown(self, values: Iterable[float]) -> Decimal:
        """The sum of some numbers as they are printed; money below a cent is printed to two digits."""
        exact = (Decimal(str(value)) for value in values)
        in_full = self.measure.unit == "usd"
        return sum(
            (value if in_full and abs(value) < CENT else value.quantize(self._smallest) for value in exact), Decimal(0)
        )

    @property
    def _smallest(self) -> Decimal:
        return CENT if self.measure.unit == "usd" else ONE
