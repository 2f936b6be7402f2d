"""The environment document and health: one call each."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect import equals, member, present, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import environment
from fapi_conformance.target.target import Target

ATTRIBUTES = (
    "email_address",
    "phone_number",
    "username",
    "web3_wallet",
    "first_name",
    "last_name",
    "password",
    "authenticator_app",
    "ticket",
    "backup_code",
    "passkey",
)


@proves(environment.READ, environment.ATTRIBUTES)
def test_the_environment_describes_the_instance(visitor: Actor) -> None:
    answer = visitor.environment.read()

    with step(environment.READ):
        succeeded(answer)
        assert not answer.enveloped, "the environment is wrapped in an envelope"
        for name in ("auth_config", "display_config", "user_settings"):
            present(answer, name)
    with step(environment.ATTRIBUTES):
        for name in ATTRIBUTES:
            assert isinstance(member(answer, f"user_settings.attributes.{name}.enabled"), bool), name


@proves(environment.HEALTH)
def test_health_needs_no_credentials(target: Target) -> None:
    answer = target.new_browser().health.read()

    succeeded(answer)
    equals(answer, status="healthy")


@proves(environment.PORTAL)
def test_the_hosted_pages(visitor: Actor) -> None:
    answer = visitor.portal.read()
    if answer.status == 404 and answer.codes:
        raise NotTestable("the instance has no hosted pages")

    assert not succeeded(answer).enveloped, "the portal is wrapped in an envelope"
    equals(answer, object="account_portal")
