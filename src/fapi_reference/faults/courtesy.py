"""Deviations that nobody breaks without, and that a SHOULD tells of: codes, headers, and what is shown beside."""

import re
from dataclasses import replace as changed
from typing import Any

import orjson

from fapi_reference.exchange import Exchange, Form
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import Item, Problem, refuse
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Session
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.transport import forms
from fapi_reference.views import View

JSON = "application/json"


def _told_otherwise(server: Reference, code: str, by: str, where: str = "") -> None:
    """Every refusal with that code, on paths that match, has another one."""
    errors = server.views.errors

    def shown(problem: Problem, exchange: Exchange) -> View:
        items = [
            changed(item, code=by) if item.code == code and re.search(where, exchange.path) else item
            for item in problem.items
        ]
        return errors(Problem(problem.status, *items), exchange)

    replace(errors, shown)


@fault("courtesy.version-refused-otherwise", caught_by=("TRANSPORT.VERSION.CODE",))
def version_refused_otherwise(server: Reference) -> None:
    """A version that does not exist is called a request that is not possible here."""
    _told_otherwise(server, "api_version_invalid", "request_invalid_for_environment")


@fault("courtesy.version-unsaid", caught_by=("TRANSPORT.VERSION.SAID",))
def version_unsaid(server: Reference) -> None:
    """No answer names its version."""
    headers = server.transport.endings["headers"]

    def silent(given: Reference, exchange: Exchange) -> None:
        headers(given, exchange)
        if "clerk-api-version" in exchange.response.headers:
            del exchange.response.headers["clerk-api-version"]

    server.transport.endings["headers"] = silent


@fault("courtesy.last-of-two-counts", caught_by=("TRANSPORT.REPEATED-PARAMETER",))
def last_of_two_counts(server: Reference) -> None:
    """Of a parameter that comes twice the last one counts."""
    body = server.transport.hooks["body"]

    def lenient(given: Reference, exchange: Exchange) -> None:
        body(given, exchange)
        exchange.form = Form({name: values[-1:] for name, values in exchange.form.values.items()})

    server.transport.hooks["body"] = lenient


@fault("courtesy.json-taken", caught_by=("TRANSPORT.JSON-BODY",))
def json_taken(server: Reference) -> None:
    """JSON is read where a form is expected."""
    body = server.transport.hooks["body"]

    def lenient(given: Reference, exchange: Exchange) -> None:
        if forms.media_type(exchange) != JSON or not exchange.body:
            body(given, exchange)
            return
        exchange.form = Form({name: [str(value)] for name, value in orjson.loads(exchange.body).items()})

    server.transport.hooks["body"] = lenient


@fault("courtesy.unknown-path-refused", caught_by=("TRANSPORT.UNKNOWN-PATH",))
def unknown_path_refused(server: Reference) -> None:
    """A path that nobody knows is a bad request."""
    find = server.transport.hooks["route"]

    def otherwise(given: Reference, exchange: Exchange) -> None:
        find(given, exchange)
        if exchange.resource is None and exchange.finished:
            exchange.finish(400, "There is nothing at this path.\n")

    server.transport.hooks["route"] = otherwise


@fault("courtesy.well", caught_by=("ENVIRONMENT.HEALTH",))
def well(server: Reference) -> None:
    """Health says that it is well, in a word of its own."""
    verbs = server.routes.resources["/v1/health"].verbs
    verbs["GET"] = changed(verbs["GET"], handler=lambda _server, _exchange: {"status": "well"})


@fault("courtesy.address-is-a-value", caught_by=("SIGN-UP.MALFORMED-EMAIL",))
def address_is_a_value(server: Reference) -> None:
    """What is no address is refused as a wrong value at a sign-up."""
    _told_otherwise(server, "form_param_format_invalid", "form_param_value_invalid", where="sign_ups")


@fault("courtesy.letter-case", caught_by=("SIGN-IN.LETTER-CASE",))
def letter_case(server: Reference) -> None:
    """Whoever signs in has to type the address as it is stored."""
    find = server.sign_ins.find

    def exact(kind: str, identifier: str) -> User | None:
        if kind == "email_address" and identifier != identifier.lower():
            raise refuse("form_identifier_not_found", "identifier")
        return find(kind, identifier)

    replace(find, exact)


@fault("courtesy.refusal-without-client", caught_by=("SIGN-IN.PASSWORD.CLIENT-IN-REFUSAL",))
def refusal_without_client(server: Reference) -> None:
    """No refusal carries the client."""
    alter(server.views.errors, lambda shown: {name: value for name, value in shown.items() if name != "meta"})


@fault("courtesy.factors-for-ever", caught_by=("SIGN-IN.COMPLETED",))
def factors_for_ever(server: Reference) -> None:
    """A complete sign-in goes on listing a factor."""
    alter(
        server.views.sign_in,
        lambda shown: (
            shown | {"supported_first_factors": shown["supported_first_factors"] or [{"strategy": "password"}]}
        ),
    )


@fault("courtesy.strategy-disabled", caught_by=("SIGN-IN.UNKNOWN-STRATEGY",))
def strategy_disabled(server: Reference) -> None:
    """A strategy that does not exist is one that is switched off."""
    _told_otherwise(server, "form_param_value_invalid", "form_param_value_disabled", where="sign_ins")


@fault("courtesy.same-person-twice", caught_by=("SIGN-IN.ALREADY-SIGNED-IN",))
def same_person_twice(server: Reference) -> None:
    """Whoever is signed in may begin a further session on the same client."""
    replace(server.sign_ins.refuse_second_session, lambda _client, _user: None)


@fault(
    "courtesy.attempts-uncounted",
    caught_by=("SIGN-IN.EMAIL-CODE.ATTEMPTS", "SIGN-IN.PHONE-CODE.ATTEMPTS", "EMAIL-ADDRESS.ATTEMPTS"),
)
def attempts_uncounted(server: Reference) -> None:
    """A verification never says that it was tried."""
    view = server.views.verification

    def untried(verification: Verification | None) -> View | None:
        shown = view(verification)
        return shown | {"attempts": 0} if shown and shown["attempts"] else shown

    replace(view, untried)


@fault("courtesy.never-proven", caught_by=("SESSION.FACTOR-AGES",))
def never_proven(server: Reference) -> None:
    """A session has forgotten when its first factor was proven."""
    ages = server.sessions.factor_ages
    replace(ages, lambda session: [-1, ages(session)[1]])


@fault("courtesy.wrong-anew", caught_by=("REVERIFICATION.PASSWORD.WRONG.CODE",))
def wrong_anew(server: Reference) -> None:
    """A wrong password in a reverification is a wrong code."""
    _told_otherwise(server, "form_password_incorrect", "form_code_incorrect", where="/verify/")


@fault("courtesy.nothing-started", caught_by=("REVERIFICATION.NOT-STARTED.CODE",))
def nothing_started(server: Reference) -> None:
    """A reverification that was not started is a verification that is missing."""
    _told_otherwise(server, "session_reverification_missing", "verification_missing")


@fault("courtesy.one-slip-anew", caught_by=("REVERIFICATION.AFTER-A-SLIP",))
def one_slip_anew(server: Reference) -> None:
    """A reverification is over with the first wrong password."""
    attempt = server.reverifications.attempt_first

    def once(session: Session, strategy: str, secret: str) -> None:
        try:
            attempt(session, strategy, secret)
        except Problem:
            session.reverification = None
            raise

    replace(attempt, once)


@fault("courtesy.fresh-by-asking", caught_by=("REVERIFICATION.AGES.STARTED",))
def fresh_by_asking(server: Reference) -> None:
    """Starting a reverification makes the first factor young."""
    start = server.reverifications.start

    def rejuvenating(session: Session, level: str) -> None:
        start(session, level)
        session.first_factor_at = server.clock.now()

    replace(start, rejuvenating)


@fault("courtesy.any-json", caught_by=("USER.METADATA-NOT-OBJECT",))
def any_json(server: Reference) -> None:
    """Metadata that is no object is refused as too large."""
    _told_otherwise(server, "form_param_value_invalid", "form_param_exceeds_allowed_size", where=r"/v1/me$")


@fault("courtesy.kept-when-empty", caught_by=("USER.CLEARED",))
def kept_when_empty(server: Reference) -> None:
    """A name that is given empty stays as it is."""
    apply = server.profiles.apply

    def keeping(user: User, changes: dict[str, str | None], unsafe: dict[str, Any] | None) -> None:
        apply(user, {name: value for name, value in changes.items() if value is not None}, unsafe)

    replace(apply, keeping)


@fault("courtesy.addresses-of-the-dead", caught_by=("USER.DELETED.ADDRESS",))
def addresses_of_the_dead(server: Reference) -> None:
    """The address of a deleted user stays taken."""
    delete = server.users.delete

    def keeping(user: User) -> None:
        held = {(item.kind, item.value) for item in user.identifications() if item.verified}
        delete(user)
        for one in held:
            server.store.identifiers[one] = user.id

    replace(delete, keeping)


@fault("courtesy.parameter-unnamed", caught_by=("EMAIL-ADDRESS.REFUSED.NAMED", "PHONE-NUMBER.REFUSED.NAMED"))
def parameter_unnamed(server: Reference) -> None:
    """The refusal of a wrong code does not name the parameter."""
    errors = server.views.errors

    def shown(problem: Problem, exchange: Exchange) -> View:
        items = [
            Item(item.code, item.message, {}) if item.code == "form_code_incorrect" else item for item in problem.items
        ]
        return errors(Problem(problem.status, *items), exchange)

    replace(errors, shown)


@fault("courtesy.app-without-team", caught_by=("WELL-KNOWN.APPLE-APPS",))
def app_without_team(server: Reference) -> None:
    """An Apple app is named by its bundle alone."""
    alter(server.views.site_association, lambda _: {"webcredentials": {"apps": ["com.example.reference/app"]}})


@fault("courtesy.short-fingerprint", caught_by=("WELL-KNOWN.ANDROID-APPS",))
def short_fingerprint(server: Reference) -> None:
    """An Android app is known by half a fingerprint."""
    link = server.views.asset_link
    replace(link, lambda package, *fingerprints: link(package, *(one[:47] for one in fingerprints)))
