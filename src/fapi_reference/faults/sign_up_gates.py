"""Deviations before a sign-up: legal terms, bot protection, closed doors, and who is told of accounts."""

from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.application import Invitation
from fapi_reference.records.attempts import SignUp
from fapi_reference.records.people import User
from fapi_reference.records.sessions import Client
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.sign_ups import admitted

CONSENT = "[sign_up]\nlegal_consent = true\n"
CAPTCHA = "[sign_up]\ncaptcha = true\n"
RESTRICTED = '[sign_up]\nmode = "restricted"\n'
WAITLIST = '[sign_up]\nmode = "waitlist"\n'
PROTECTED = "[protection]\nenumeration_protection = true\n"


@fault("sign-up.terms-never-missing", caught_by=("SIGN-UP.LEGAL.MISSING",), settings=CONSENT)
def terms_never_missing(server: Reference) -> None:
    """The terms are required and never waited for."""

    def supplied(attempt: SignUp, name: str) -> bool:
        return name == "legal_accepted" or original(attempt, name)

    original = replace(server.requirements.supplied, supplied)


@fault("sign-up.terms-not-waited-for", caught_by=("SIGN-UP.LEGAL.WAITED-FOR",), settings=CONSENT)
def terms_not_waited_for(server: Reference) -> None:
    """A code completes the sign-up that misses nothing but the terms, which it says it misses."""

    def advance(client: Client, attempt: SignUp, strategy: str | None = None) -> None:
        open_ = [*server.requirements.missing(attempt), *server.requirements.unverified(attempt)]
        if strategy and open_ == ["legal_accepted"]:
            server.sign_ups.complete(client, attempt, strategy)
        else:
            original(client, attempt, strategy)

    original = replace(server.sign_ups.advance, advance)


@fault("sign-up.terms-unheard", caught_by=("SIGN-UP.LEGAL.ACCEPTED",), settings=CONSENT)
def terms_unheard(server: Reference) -> None:
    """Who accepts the terms is asked for them again."""

    def supplied(attempt: SignUp, name: str) -> bool:
        return name != "legal_accepted" and original(attempt, name)

    original = replace(server.requirements.supplied, supplied)


@fault("sign-up.terms-withheld", caught_by=("SIGN-UP.LEGAL.REFUSED",), settings=CONSENT)
def terms_withheld(server: Reference) -> None:
    """Consent that is said to be withheld is like consent of which nothing is said."""
    replace(server.supplies.refuses_terms, lambda _accepted: False)


@fault("sign-up.terms-forgotten", caught_by=("SIGN-UP.LEGAL.USER",), settings=CONSENT)
def terms_forgotten(server: Reference) -> None:
    """The user does not show when the terms were accepted."""
    alter(server.views.user, lambda shown: shown | {"legal_accepted_at": None})


@fault("sign-up.testing-token-ignored", caught_by=("SIGN-UP.CAPTCHA.TESTING-TOKEN",), settings=CAPTCHA)
def testing_token_ignored(server: Reference) -> None:
    """A testing token does not keep bot protection away."""
    replace(server.captcha.is_testing, lambda _exchange: False)


@fault(
    "sign-up.captcha-not-asked",
    caught_by=("SIGN-UP.CAPTCHA.MISSING", "SIGN-UP.CAPTCHA.INVALID", "SIGN-UP.CAPTCHA.FORGED-TOKEN"),
    settings=CAPTCHA,
)
def captcha_not_asked(server: Reference) -> None:
    """Bot protection is announced, and nobody is asked."""
    replace(server.captcha.check, lambda _exchange: None)


@fault("sign-up.any-testing-token", caught_by=("SIGN-UP.CAPTCHA.FORGED-TOKEN",), settings=CAPTCHA)
def any_testing_token(server: Reference) -> None:
    """Every text passes for a testing token."""
    replace(server.captcha.is_testing, lambda exchange: bool(exchange.first("__clerk_testing_token")))


@fault("sign-up.captcha-for-apps", caught_by=("SIGN-UP.CAPTCHA.NATIVE",), settings=CAPTCHA)
def captcha_for_apps(server: Reference) -> None:
    """Native apps, which can show no captcha, are asked for one."""
    replace(server.captcha.bypassed, server.captcha.is_testing)


@fault("sign-up.captcha-unasked", caught_by=("SIGN-UP.CAPTCHA.UNASKED",))
def captcha_unasked(server: Reference) -> None:
    """A captcha that nobody asked for is taken."""
    replace(server.captcha.check, lambda _exchange: None)


@fault(
    "sign-up.restricted-in-name",
    caught_by=("SIGN-UP.RESTRICTED", "SIGN-UP.RESTRICTED.CODE"),
    settings=RESTRICTED + "[attributes.email_address]\nverify_at_sign_up = false\n",
)
def restricted_in_name(server: Reference) -> None:
    """Restricted mode is announced, and everybody signs up."""
    replace(server.sign_ups.refuse_closed, lambda: None)


@fault("sign-up.restricted-until-proven", caught_by=("SIGN-UP.RESTRICTED",), settings=RESTRICTED)
def restricted_until_proven(server: Reference) -> None:
    """Restricted mode lets everybody in whose address is proven."""
    replace(server.sign_ups.refuse_closed, lambda: None)


@fault("sign-up.restricted-to-nobody", caught_by=("SIGN-UP.RESTRICTED.INVITED",), settings=RESTRICTED)
def restricted_to_nobody(server: Reference) -> None:
    """Restricted mode keeps those out too who were invited."""

    def invitation(ticket: str) -> Invitation:
        original(ticket)
        raise refuse("sign_up_mode_restricted")

    original = replace(server.tickets.invitation, invitation)


@fault("sign-up.waitlist-in-name", caught_by=("SIGN-UP.WAITLIST", "SIGN-UP.WAITLIST.CODE"), settings=WAITLIST)
def waitlist_in_name(server: Reference) -> None:
    """A waitlist is announced, and everybody signs up."""
    replace(server.sign_ups.refuse_closed, lambda: None)


@fault("sign-up.taken-told", caught_by=("SIGN-UP.ENUMERATION.ADDRESS",), settings=PROTECTED)
def taken_told(server: Reference) -> None:
    """An address that has a user is refused, though nobody is to be told."""
    replace(server.supplies.refuses_taken, lambda _kind: True)


@fault("sign-up.taken-completes", caught_by=("SIGN-UP.TAKEN-NEVER-TWICE",), settings=PROTECTED)
def taken_completes(server: Reference) -> None:
    """An address that has a user is led on, as nobody is to be told, and makes a second user."""

    def send(strategy: str, target: str, before: Verification | None, **_options: bool) -> Verification:
        return original(strategy, target, before)

    original = replace(server.codes.send, send)
    replace(server.identifiers.taken, lambda _kind, _value, **_options: False)


@fault("sign-in.wrong-password-told", caught_by=("SIGN-IN.ENUMERATION.PASSWORD",), settings=PROTECTED)
def wrong_password_told(server: Reference) -> None:
    """A wrong password is refused in its own words, which nobody hears who has no account."""
    replace(server.sign_ins.wrong_password, lambda: refuse("form_password_incorrect", "password"))


@fault("sign-in.nobody-has-no-factors", caught_by=("SIGN-IN.ENUMERATION.CODE",), settings=PROTECTED)
def nobody_has_no_factors(server: Reference) -> None:
    """An address that nobody has is offered nothing to sign in by."""
    replace(server.factors.pretended, lambda _attempt, _served: [])


@fault("sign-in.nobody-signs-in", caught_by=("SIGN-IN.ENUMERATION.NOBODY",), settings=PROTECTED)
def nobody_signs_in(server: Reference) -> None:
    """The address that nobody has becomes that of a user, whom its code signs in."""

    def find(kind: str, identifier: str) -> User | None:
        user = original(kind, identifier)
        if user is None and kind == "email_address":
            user = server.users.make()
            server.users.add(user, kind, identifier, admitted())
        return user

    original = replace(server.sign_ins.find, find)
