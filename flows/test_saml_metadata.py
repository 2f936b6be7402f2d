"""What the target tells the identity provider of a company of itself."""

from fapi_conformance.client.actor import Actor
from fapi_conformance.devices.saml.metadata import described
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.requirements import saml
from fapi_conformance.target.target import Target

TYPES = ("application/samlmetadata+xml", "application/xml", "text/xml")
SECRETS = ("PRIVATE KEY", "RSAKeyValue>\n<D>", ":PrivateKey", '"d":')


@proves(saml.METADATA, saml.METADATA_TYPE)
def test_metadata(visitor: Actor, target: Target) -> None:
    connection = target.saml.get()

    answer = visitor.saml.metadata(connection.id)

    if not answer.ok:
        raise NotTestable(f"it is answered {outcome(answer)}, which is told elsewhere")
    with step(saml.METADATA):
        entity = described(answer.content)
        assert entity.id == connection.service.entity_id, f"it is of the entity {entity.id}"
        assert connection.service.acs_url in entity.posted_to, f"responses go to {sorted(entity.posted_to)}"
    with step(saml.METADATA_TYPE):
        kind = (answer.header("content-type") or "").partition(";")[0].strip().lower()
        if kind not in TYPES:
            raise Deviation(expected=" or ".join(TYPES), got=kind or "nothing", where="content-type")


@proves(saml.METADATA_PRIVATE)
def test_what_metadata_does_not_show(visitor: Actor, target: Target) -> None:
    connection, other = target.saml.get(), target.saml_connection()

    answer = visitor.saml.metadata(connection.id)

    if not answer.ok:
        raise NotTestable(f"it is answered {outcome(answer)}, which is told elsewhere")
    shown = answer.content.decode("utf-8", "replace")
    if any(mark in shown for mark in SECRETS):
        raise Deviation(expected="public keys at most", got="a private key", where="body")
    named = (other.name, other.domain, other.id, other.idp.entity_id)
    if any(text in shown for text in named):
        raise Deviation(expected="this connection alone", got="another one", where="body")
