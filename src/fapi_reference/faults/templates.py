"""Deviations of tokens that a template makes."""

import fnmatch
from typing import Any

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.application import JwtTemplate
from fapi_reference.records.sessions import Session
from fapi_reference.reference import Reference
from fapi_reference.services.keys import Keys


@fault("template.enveloped", caught_by=("TEMPLATE.BARE",))
def enveloped(server: Reference) -> None:
    """A token of a template is wrapped like every other resource."""
    replace(server.views.bare, lambda token: {"response": token, "client": None})


@fault("template.key-of-nobody", caught_by=("TEMPLATE.SIGNATURE",))
def key_of_nobody(server: Reference) -> None:
    """Tokens of templates are signed with a key that is published nowhere."""
    other = Keys(server.keys.kid)

    def signed(template: JwtTemplate, session: Session, exchange: Any) -> str:
        claims = server.jwt_templates.defaults(template, session, exchange)
        return other.sign(server.jwt_templates.header(template), claims)

    replace(server.jwt_templates.issue, signed)


@fault("template.lifetime-fixed", caught_by=("TEMPLATE.TIMES",))
def lifetime_fixed(server: Reference) -> None:
    """Every token of a template lives a minute."""
    alter(server.jwt_templates.defaults, lambda claims: claims | {"exp": claims["iat"] + 60})


@fault("template.long-lived", caught_by=("TEMPLATE.LIFETIME",))
def long_lived(server: Reference) -> None:
    """A token of a template lives an hour."""
    alter(server.jwt_templates.defaults, lambda claims: claims | {"exp": claims["iat"] + 3600})


@fault("template.like-a-session", caught_by=("TEMPLATE.DEFAULTS",))
def like_a_session(server: Reference) -> None:
    """A token of a template claims the session that it was asked for in."""

    def defaults(template: JwtTemplate, session: Session, exchange: Any) -> dict[str, Any]:
        return original(template, session, exchange) | {"sid": session.id}

    original = replace(server.jwt_templates.defaults, defaults)


@fault("template.claims-dropped", caught_by=("TEMPLATE.CLAIMS",))
def claims_dropped(server: Reference) -> None:
    """Only claims that are texts get into a token."""
    alter(
        server.short_codes.filled,
        lambda claims: {name: value for name, value in claims.items() if isinstance(value, str)},
    )


@fault("template.all-text", caught_by=("TEMPLATE.SHORT-CODES",))
def all_text(server: Reference) -> None:
    """What a short code stands for is always told as text."""
    original = replace(server.short_codes.operand, lambda text, values: str(original(text, values)))


@fault("template.last-operand", caught_by=("TEMPLATE.SHORT-CODES.FALLBACKS",))
def last_operand(server: Reference) -> None:
    """Of several operands a short code takes the last."""
    original = replace(
        server.short_codes.choose, lambda expression, values: original(expression.split("||")[-1], values)
    )


@fault("template.session-category", caught_by=("TEMPLATE.CATEGORY",))
def session_category(server: Reference) -> None:
    """The header says that a token of a template is a session token."""
    alter(server.jwt_templates.header, lambda header: header | {"cat": server.tokens.header()["cat"]})


@fault("template.own-key-unused", caught_by=("TEMPLATE.OWN-KEY",))
def own_key_unused(server: Reference) -> None:
    """The instance signs, also where a template has a key of its own."""

    def signed(template: JwtTemplate, session: Session, exchange: Any) -> str:
        template.signing_key = None
        return original(template, session, exchange)

    original = replace(server.jwt_templates.issue, signed)


@fault("template.another-for-unknown", caught_by=("TEMPLATE.UNKNOWN",))
def another_for_unknown(server: Reference) -> None:
    """A name that there is not gets a token of another template."""

    def named(name: str) -> JwtTemplate:
        templates = list(server.store.jwt_templates.values())
        if not templates:
            raise refuse("resource_not_found")
        return next((one for one in templates if one.name == name), templates[0])

    replace(server.jwt_templates.named, named)


@fault("template.name-is-pattern", caught_by=("TEMPLATE.ONLY-A-NAME",))
def name_is_pattern(server: Reference) -> None:
    """A template is looked up with its name as a pattern."""
    exact = server.jwt_templates.named

    def matching(name: str) -> JwtTemplate:
        fit = [one for one in server.store.jwt_templates.values() if fnmatch.fnmatchcase(one.name, name)]
        return fit[0] if fit else exact(name)

    replace(exact, matching)


@fault("template.after-the-end", caught_by=("TEMPLATE.ENDED-SESSION",))
def after_the_end(server: Reference) -> None:
    """A session that is over still gets tokens."""
    replace(server.tokens.refuse_over, lambda _session: None)
