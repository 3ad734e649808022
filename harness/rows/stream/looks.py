"""Values that look like their column: names, mail addresses and prose from Mimesis, numbers and times of a usual size.

All is drawn once from a seed, a few thousand values for each column, and gone through in a circle.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import cached_property
from random import Random

from mimesis import Address, Code, Finance, Internet, Person, Text
from mimesis.locales import Locale

from harness.rows import values
from harness.rows.kind import Kind, Value

LAST = dt.datetime(2025, 12, 31, 12, tzinfo=dt.UTC)  # fixed, so that the same seed gives the same rows in any year
_YEAR = 365 * 24 * 3600
_DOMAINS = ("example.com", "example.org", "example.net")  # reserved by RFC 2606: no mail reaches anyone
_PEOPLE = re.compile(
    r"user|person|people|contact|customer|employee|member|author|patient|student|owner|admin|agent|driver"
)
PHONE = re.compile(r"phone|mobile|msisdn|(^|_)(tel|fax)(_|$)|(inbound|outbound|caller)_number")
_FIRMS = re.compile(r"compan|organi|firm|vendor|supplier|merchant|tenant|account|publisher|brand|provider")


class Looks:
    """Draws values by a column's name and type; the same seed draws the same."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)  # noqa: S311 - nothing here is secret
        self._number = self.random.getrandbits(60)

    @cached_property
    def _person(self) -> Person:
        return Person(Locale.EN, seed=self._number)

    @cached_property
    def _text(self) -> Text:
        return Text(Locale.EN, seed=self._number)

    @cached_property
    def _address(self) -> Address:
        return Address(Locale.EN, seed=self._number)

    @cached_property
    def _finance(self) -> Finance:
        return Finance(Locale.EN, seed=self._number)

    @cached_property
    def _internet(self) -> Internet:
        return Internet(seed=self._number)

    @cached_property
    def _code(self) -> Code:
        return Code(seed=self._number)

    def maker(self, table: str, column: str, kind: Kind) -> Callable[[], Value]:
        """Return what draws a value of a column; it may give None where no value of the type is known."""
        made: Callable[[], Value] | None = None
        if kind.array:
            inner = self.maker(table, column, kind.element)
            made = lambda: values.array([inner() for _ in range(self.random.randrange(1, 4))])  # noqa: E731
        elif kind.labels:
            made = lambda: self.random.choice(kind.labels)  # noqa: E731
        elif values.is_text(kind):
            made = self._cut(self._texts(table.lower(), column.lower(), kind), kind)
        elif values.is_number(kind):
            made = self._numbers(column.lower(), kind)
        elif values.is_time(kind):
            made = lambda: self.moment(kind, self.random.randrange(_YEAR))  # noqa: E731
        return made or self._others().get(kind.base) or self._known(kind)

    def _known(self, kind: Kind) -> Callable[[], Value]:
        """Return what draws from the first plain values of a type, where there are any."""
        known = [each for number in range(40) if (each := values.nth(kind, number)) is not None]
        return lambda: self.random.choice(known) if known else None

    def moment(self, kind: Kind, seconds: int) -> str:
        """Return the date or time that lies so many seconds after the beginning of the last year."""
        at = LAST + dt.timedelta(seconds=seconds - _YEAR)
        if kind.base == "date":
            return at.date().isoformat()
        return f"{at:%Y-%m-%d %H:%M:%S}" + ("+00" if kind.base.endswith("with time zone") else "")

    def moments(self, kinds: list[Kind]) -> list[str]:
        """Return dates and times of the last year that follow one another."""
        at, found = self.random.randrange(_YEAR * 9 // 10), []
        for kind in kinds:
            found.append(self.moment(kind, at))
            at = min(at + self.random.choice((5, 60, 3600, 86400, 600_000)) * self.random.randrange(1, 10), _YEAR)
        return found

    def address(self, number: int | None = None) -> str:
        """Return a mail address that reaches nobody; with a number, one of its own."""
        first, last = self._person.first_name(), self._person.last_name()
        name = re.sub(r"[^a-z.]", "", f"{first}.{last}".lower())
        return f"{name}{'' if number is None else number}@{self.random.choice(_DOMAINS)}"

    def phone(self) -> str:
        """Return a telephone number of those kept for films, as E.164 writes it."""
        return f"+1{self.random.randrange(201, 990)}55501{self.random.randrange(100):02d}"

    def _cut(self, made: Callable[[], str], kind: Kind) -> Callable[[], str]:
        most = kind.length
        return made if most is None else lambda: made()[:most].rstrip(" ,.-") or "x"

    def _texts(self, table: str, column: str, kind: Kind) -> Callable[[], str]:
        for pattern, made in self._by_name(table):
            if pattern.search(column):
                return made
        return self._text.word if kind.length and kind.length <= _SHORT else self._words

    def _by_name(self, table: str) -> list[tuple[re.Pattern[str], Callable[[], str]]]:
        person, text, address = self._person, self._text, self._address
        name = self._words
        if _PEOPLE.search(table):
            name = person.full_name
        elif _FIRMS.search(table):
            name = self._finance.company
        hexadecimal = self.random.getrandbits
        found: list[tuple[str, Callable[[], str]]] = [
            (r"e_?mail(?!.*(subject|body|text|name|status))", self.address),
            (PHONE.pattern, self.phone),
            (r"(first|given|fore)_?name", person.first_name),
            (r"(last|family|sur)_?name", person.last_name),
            (r"full_?name|contact_?name|display_?name|author|customer_name", person.full_name),
            (r"user_?name|login|nick|handle", lambda: person.username(mask="l_d")),
            (r"compan|organi[sz]ation|employer|vendor|supplier|brand", self._finance.company),
            (r"job|occupation|profession|position_title", person.occupation),
            (r"user_?agent", self._internet.user_agent),
            (r"(^|_)ip(_|$)|ip_?addr", self._internet.ip_v4),
            (r"url|(^|_)(link|website|uri|href)(_|$)", lambda: f"https://example.com/{self._slug()}"),
            (r"slug|permalink", self._slug),
            (r"html", lambda: f"<p>{text.sentence()}</p>"),
            (r"country_?code|(^|_)country$", self._country),
            (r"city|town", address.city),
            (r"(^|_)(state|province|region)(_|$)", address.state),
            (r"street|address", address.address),
            (r"zip|post(al)?_?code", address.postal_code),
            (r"currency", self._finance.currency_iso_code),
            (r"locale|(^|_)lang(uage)?", lambda: self.random.choice(("en", "it", "de", "fr", "es"))),
            (r"time_?zone|(^|_)tz(_|$)", lambda: self.random.choice(("UTC", "Europe/Rome", "America/New_York"))),
            (r"colou?r", lambda: f"#{hexadecimal(24):06x}"),
            (r"isbn|(^|_)ean(_|$)", self._code.isbn),
            (r"token|hash|digest|checksum|secret|password|signature", lambda: f"{hexadecimal(128):032x}"),
            (
                r"(^|_)(id|uid|key|ref|reference|sub|sku|code|number|external_id)$",
                lambda: f"{column_code(self.random)}",
            ),
            (r"description|body|text|comment|note|reason|message|content|script|answer|bio|summary", text.sentence),
            (r"title|subject|headline|question", lambda: text.sentence().rstrip(".")),
            (r"(^|_)name$", name),
        ]
        return [(re.compile(pattern), made) for pattern, made in found]

    def _words(self) -> str:
        return f"{self._text.word()} {self._text.word()}".capitalize()

    def _slug(self) -> str:
        return f"{self._text.word()}-{self._text.word()}".lower().replace(" ", "-")

    def _country(self) -> str:
        return self._address.country_code()

    def _numbers(self, column: str, kind: Kind) -> Callable[[], str]:
        least, most, places = 0.0, 1000.0, 2
        for pattern, low, high, digits in _SIZES:
            if re.search(pattern, column):
                least, most, places = low, high, digits
                break
        if values.is_integer(kind) or kind.base == "oid":
            return lambda: str(self.random.randint(int(least), max(int(most), int(least) + 1)))
        if kind.base == "numeric" and kind.modifiers:
            places = kind.modifiers[1] if len(kind.modifiers) > 1 else 0
            most = min(most, 10.0 ** (kind.modifiers[0] - places) - 1) or 0.9
        return lambda: f"{self.random.uniform(least, most):.{max(places, 0)}f}"

    def _others(self) -> dict[str, Callable[[], str]]:
        draw = self.random
        clock: Callable[[], str] = lambda: f"{draw.randrange(24):02d}:{draw.randrange(0, 60, 5):02d}:00"  # noqa: E731
        note: Callable[[], str] = lambda: json.dumps({"note": self._text.word()})  # noqa: E731
        return {
            "boolean": lambda: draw.choice(("true", "false")),
            "uuid": lambda: uuid(draw.getrandbits(128)),
            "json": note,
            "jsonb": note,
            "bytea": lambda: f"\\x{draw.getrandbits(64):016x}",
            "time without time zone": clock,
            "time with time zone": lambda: f"{clock()}+00",
            "interval": lambda: f"{draw.randrange(100):02d}:{draw.randrange(60):02d}:00",
            "inet": lambda: f"192.0.2.{draw.randrange(256)}",
        }


_SHORT = 40
_SIZES = (
    (r"confidence|ratio|score|probab|share|rate", 0, 1, 2),
    (r"percent|pct", 0, 100, 1),
    (r"price|amount|total|cost|fee|salary|balance|budget|revenue", 1, 900, 2),
    (r"(^|_)age(_|$)", 18, 90, 0),
    (r"year", 1990, 2025, 0),
    (r"latitude|(^|_)lat$", -80, 80, 6),
    (r"longitude|(^|_)(lng|lon)$", -180, 180, 6),
    (r"port", 1024, 65535, 0),
    (r"quantity|qty|count|attempt|retries|stock|number_of|position|rank|order|level|priority", 0, 10, 0),
    (r"minutes|seconds|days|hours|duration", 1, 240, 0),
)


def column_code(random: Random) -> str:
    """Return a code as systems give them."""
    return f"{''.join(random.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=3))}-{random.randrange(100_000):05d}"


def uuid(bits: int) -> str:
    """Return a UUID of version 4 that has these bits, but for those that say so."""
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
