"""What no answer may tell, on every exchange, of whatever form it is. Only what cannot be there by chance is accused.

What the request itself says is not looked for: a value that is repeated is another matter, and so is a test's own bait.
"""

import re
from collections import deque
from collections.abc import Iterator
from types import MappingProxyType

from fapi_conformance.client.exchange import Answer, Exchange, Json
from fapi_conformance.contract.history.secrets import PASSWORDS, STRONG
from fapi_conformance.contract.invariants.broken import Broken

MEMBERS, LOCATION, INTERNALS = "DISCLOSURE.MEMBERS", "DISCLOSURE.LOCATION", "DISCLOSURE.INTERNALS"
REQUIREMENTS = (MEMBERS, LOCATION, INTERNALS)

NEVER = frozenset({"password_digest", "password_hasher", "password_hash", "hashed_password", "client_secret"})
"""Members that are nowhere any value."""
TOLD_TO_ITS_OWNER = MappingProxyType({("POST", "/oauth/register"): "client_secret"})
"""An application that registers itself is told its secret there, and nowhere else (OAUTH-032)."""
OF_PROVIDERS = frozenset({"access_token", "refresh_token", "id_token", "provider_token"})
"""Members that no account elsewhere shows."""
MAY_HAVE_ONE = re.compile("|".join(rf'"{name}"' for name in sorted(NEVER | OF_PROVIDERS | {"password"})) + r"|\\u")
"""In the text of most answers none of these names stands, not even spelled by numbers: those need no closer look."""
KEPT = MappingProxyType(
    {
        "a secret key": re.compile(r"\bsk_(?:test|live)_[A-Za-z0-9]{16,}"),
        "a hash of bcrypt": re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}"),
        "a hash of argon2": re.compile(r"\$argon2(?:id|i|d)\$v="),
    }
)
INSIDE = MappingProxyType(
    {
        "a trace of Python": re.compile(r'Traceback \(most recent call last\)|\bFile "[^"\n]+\.py", line \d+'),
        "a trace of Go": re.compile(r"goroutine \d+ \[|\.go:\d+ \+0x[0-9a-f]"),
        "a trace of JavaScript": re.compile(r"\bat [^\n(]{0,80}\((?:file://|node:)?/?[^()\n]+\.[cm]?[jt]s:\d+:\d+\)"),
        "a trace of Java": re.compile(r"\bat [\w.$]+\([\w$]+\.(?:java|kt|scala):\d+\)"),
        "a trace of Ruby": re.compile(r"\.rb:\d+:in [`'\u2018]"),
        "a trace of PHP": re.compile(r"\.php(?: on line |:)\d+"),
        "words of the database": re.compile(
            r"SQLSTATE|\bPG::[A-Z]\w+|\bpq: |psycopg|sqlite3\.\w+Error|\bORA-\d{5}|syntax error at or near"
            r"|You have an error in your SQL syntax|violates (?:unique|foreign key|not-null) constraint"
        ),
    }
)
OF_APPLICATIONS = frozenset({"public_metadata", "unsafe_metadata"})
"""What is in them the application has put there, by whatever name."""
REFUSALS = 400
REMEMBERED = 40
COOKIE = re.compile(r"(?:^|;\s*)__client=([^;]+)")


class Disclosure:
    """Remembers the passwords and client tokens of this process, to know them again in an address."""

    def __init__(self) -> None:
        self._secrets: deque[tuple[str, str]] = deque(maxlen=REMEMBERED)

    def look(self, exchange: Exchange) -> Iterator[tuple[str, list[Broken]]]:
        """Of one more exchange, each requirement that it says something about with what is broken."""
        answer = exchange.answer
        if answer is None:
            return
        self._note(exchange, answer)
        sent = _sent(exchange)
        text = answer.content.decode("utf-8", "replace")
        broken = [_told("body", what, found[0]) for what, shape in KEPT.items() if (found := shape.search(text))]
        broken = [one for one in broken if one.got not in sent]
        if answer.is_json and MAY_HAVE_ONE.search(text):
            broken += _members(_but_its_own(exchange, answer.json), owner="")
        yield MEMBERS, [Broken(one.component, one.member, one.location, one.expected, "one") for one in broken]
        if answer.status >= REFUSALS:
            found_in = [(what, found[0]) for what, shape in INSIDE.items() if (found := shape.search(text))]
            yield INTERNALS, [_told("body", what, "one") for what, words in found_in if words not in sent]
        if where := answer.header("location"):
            yield LOCATION, [_told("Location", what, "one") for what, value in self._secrets if value in where]

    def _note(self, exchange: Exchange, answer: Answer) -> None:
        request = exchange.request
        noted = [("a password", value) for name, value in request.form or () if name in PASSWORDS]
        noted = [(what, value) for what, value in noted if STRONG.fullmatch(value)]
        # Of a development browser it may be the token that travels in addresses by design.
        native = any(name == "_is_native" for name, _ in request.query)
        tokens = [answer.header("authorization") or ""] if native else []
        # Only browsers of a production instance send this cookie; a development one has another token, for addresses.
        tokens += [value for name, told in request.headers if name == "cookie" for value in COOKIE.findall(told)]
        noted += [("a client token", token.removeprefix("Bearer ")) for token in tokens]
        if answer.ok and isinstance(answer.resource, dict) and isinstance(seed := answer.resource.get("secret"), str):
            noted.append(("the secret of an authenticator app", seed))
        self._secrets.extend(one for one in noted if len(one[1]) >= 16 and one not in self._secrets)


def _but_its_own(exchange: Exchange, told: Json) -> Json:
    own = TOLD_TO_ITS_OWNER.get((exchange.request.method, exchange.request.path))
    return {name: value for name, value in told.items() if name != own} if own and isinstance(told, dict) else told


def _members(value: Json, owner: str) -> list[Broken]:
    found: list[Broken] = []
    if isinstance(value, dict):
        kind = value.get("object") if isinstance(value.get("object"), str) else owner
        for name, inner in value.items():
            if name in OF_APPLICATIONS:
                continue
            elsewhere = kind == "external_account" and name in OF_PROVIDERS
            if (name in NEVER or elsewhere) and inner and isinstance(inner, str):
                found.append(_told(name, f"a {name}", "one"))
            elif name == "password" and isinstance(inner, str) and kind == "user" and inner:
                found.append(_told(name, "a password", "one"))
            elif isinstance(inner, dict | list):
                found += _members(inner, str(kind or ""))
    elif isinstance(value, list):
        for item in value:
            found += _members(item, owner)
    return found


def _sent(exchange: Exchange) -> str:
    request = exchange.request
    told = [*(request.form or ()), *request.query]
    return "\n".join([request.path, *(value for _, value in told), *(name for name, _ in told)])


def _told(where: str, what: str, got: str) -> Broken:
    return Broken("answer", what, where, f"no {what.removeprefix('a ').removeprefix('the ')}", got)
