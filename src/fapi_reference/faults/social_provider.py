"""Deviations of a relying party: a provider is believed too easily, or its failures are told as something else."""

from dataclasses import replace as changed
from typing import Any

import orjson

from fapi_reference.faults import fault, replace
from fapi_reference.problems import Item, Problem
from fapi_reference.records.application import OpenIDProvider
from fapi_reference.records.verification import ExternalIdentity
from fapi_reference.reference import Reference
from fapi_reference.services.authorizations import AuthorizationRequest
from fapi_reference.services.keys import unsegment

A_YEAR = 366 * 24 * 3600
Read = tuple[dict[str, Any], dict[str, Any]]


@fault("social.errors-unheard", caught_by=("SOCIAL.PROVIDER.FAILS",))
def errors_unheard(server: Reference) -> None:
    """What a provider has against a visit is told only where it is a no."""

    def failed(request: AuthorizationRequest, why: Item) -> None:
        if why.code == "oauth_access_denied":
            original(request, why)

    original = replace(server.authorizations.failed, failed)


@fault("social.code-refused-as-a-no", caught_by=("SOCIAL.PROVIDER.REFUSES-CODE",))
def code_refused_as_a_no(server: Reference) -> None:
    """A code that the provider does not take is told as a no of the person."""

    def failed(request: AuthorizationRequest, why: Item) -> None:
        no = changed(why, code="oauth_access_denied")
        original(request, no if why.code == "oauth_token_exchange_error" else why)

    original = replace(server.authorizations.failed, failed)


@fault("social.content-with-the-token", caught_by=("SOCIAL.PROVIDER.HIDES-PERSON",))
def content_with_the_token(server: Reference) -> None:
    """A provider that does not tell who it is when it is asked is believed all the same."""

    async def user_info(provider: OpenIDProvider, access_token: str, subject: str) -> dict[str, Any]:
        try:
            return await original(provider, access_token, subject)
        except Problem:
            return {}

    original = replace(server.relying_party.user_info, user_info)


@fault("social.codes-remembered", caught_by=("SOCIAL.PROVIDER.USED-CODE",))
def codes_remembered(server: Reference) -> None:
    """Who came with a code is remembered, and is whoever comes with it again."""
    remembered: dict[str, ExternalIdentity] = {}

    async def identify(provider: OpenIDProvider, request: AuthorizationRequest, code: str) -> ExternalIdentity:
        if code not in remembered:
            remembered[code] = await original(provider, request, code)
        return remembered[code]

    original = replace(server.relying_party.identify, identify)


@fault("id-token.any-nonce", caught_by=("SOCIAL.ID-TOKEN.NONCE",))
def any_nonce(server: Reference) -> None:
    """The nonce of an ID token is not looked at."""
    original = replace(server.relying_party.bound, lambda *args: original(*args) | {"nonce": None})


@fault("id-token.any-issuer", caught_by=("SOCIAL.ID-TOKEN.ISSUER", "ID-TOKEN.ISSUER"))
def any_issuer(server: Reference) -> None:
    """The issuer of an ID token is not looked at."""
    original = replace(server.relying_party.expected, lambda provider: {"aud": original(provider)["aud"]})


@fault("id-token.any-audience", caught_by=("SOCIAL.ID-TOKEN.AUDIENCE", "ID-TOKEN.AUDIENCE"))
def any_audience(server: Reference) -> None:
    """For whom an ID token was made is not looked at."""
    original = replace(server.relying_party.expected, lambda provider: {"iss": original(provider)["iss"]})
    bound = replace(server.relying_party.bound, lambda *args: bound(*args) | {"client_id": None})


@fault("id-token.good-for-a-year", caught_by=("SOCIAL.ID-TOKEN.EXPIRED", "ID-TOKEN.EXPIRED"))
def good_for_a_year(server: Reference) -> None:
    """An ID token is good for a year longer than it says."""
    replace(server.relying_party.leeway, lambda: A_YEAR)


def unread(token: str) -> Read:
    """What a token says, whoever made it."""
    head, claims, _ = token.split(".")
    return orjson.loads(unsegment(head)), orjson.loads(unsegment(claims))


def believe(server: Reference, algorithm: str) -> None:
    """Tokens that say they are signed so are not checked."""

    def opened(token: str, keys: dict[str, Any]) -> Read:
        header, claims = unread(token)
        return (header, claims) if header.get("alg", "").startswith(algorithm) else original(token, keys)

    original = replace(server.relying_party.opened, opened)


@fault(
    "id-token.anybody-signs", caught_by=("SOCIAL.ID-TOKEN.SIGNATURE", "ID-TOKEN.SIGNATURE", "ID-TOKEN.CONNECT.FORGED")
)
def anybody_signs(server: Reference) -> None:
    """A signature is not held against the provider's keys."""
    believe(server, "RS")


@fault("id-token.nobody-signs", caught_by=("SOCIAL.ID-TOKEN.UNSIGNED", "ID-TOKEN.UNSIGNED"))
def nobody_signs(server: Reference) -> None:
    """An ID token that says it needs no signature needs none."""
    believe(server, "none")


@fault("id-token.key-as-secret", caught_by=("SOCIAL.ID-TOKEN.KEY-AS-SECRET", "ID-TOKEN.KEY-AS-SECRET"))
def key_as_secret(server: Reference) -> None:
    """An ID token may be signed with what everybody knows."""
    believe(server, "HS")


@fault("id-token.about-two-people", caught_by=("SOCIAL.ID-TOKEN.SUBJECT",))
def about_two_people(server: Reference) -> None:
    """The ID token is about one person, and what is known of another counts too."""
    replace(server.relying_party.same_person, lambda _told, _subject: True)
