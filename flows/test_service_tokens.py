"""A token for a service that the instance is wired to."""

import pytest

from fapi_conformance.client.exchange import Intent
from fapi_conformance.expect import present, refused, succeeded
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import service_token
from fapi_conformance.target.member import Member
from fapi_conformance.target.target import Target
from fapi_conformance.tokens import read


@proves(service_token.BARE)
def test_a_token_for_a_service(member: Member, target: Target) -> None:
    answer = succeeded(member.actor.me.service_token(service=target.integration()))

    assert not answer.enveloped, "the token is wrapped in an envelope"
    read(present(answer, "jwt"))


@proves(service_token.UNKNOWN)
def test_a_service_that_nobody_knows(member: Member, target: Target) -> None:
    target.integration()

    answer = member.actor.me.service_token(service=target.name().lower(), intent=Intent.INVALID)

    refused(answer, (401, 403, 404, 422))


@proves(service_token.NAMED)
@pytest.mark.parametrize("service", ["", "https://elsewhere.invalid/audience", "s" * 5000])
def test_what_is_no_name_of_a_service(member: Member, target: Target, service: str) -> None:
    target.integration()

    answer = member.actor.me.service_token(service=service, intent=Intent.INVALID)

    refused(answer, range(400, 500))
