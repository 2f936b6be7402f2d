"""The identity provider as tests use it: people are sent there by an address, and come back by a form."""

import base64
import secrets
from functools import cache
from typing import TYPE_CHECKING

from fapi_conformance.devices.saml.conduct import (
    HONEST,
    Conduct,
    Declared,
    Request,
    ServiceProvider,
    Shape,
    Signed,
    Split,
    Subject,
)
from fapi_conformance.errors import Deviation

if TYPE_CHECKING:
    from lxml import etree

    from fapi_conformance.devices.saml.keys import SigningKey

Form = dict[str, str]


class SamlIdentityProvider:
    """One of a company. Its addresses are nobody's: it is never visited, only its name stands in them."""

    def __init__(self) -> None:
        name = f"idp-{secrets.token_hex(8)}.example"
        self.entity_id = f"https://{name}/metadata"
        self.sso_url = f"https://{name}/sso"

    def __repr__(self) -> str:
        return f"<SamlIdentityProvider {self.entity_id}>"

    @property
    def key(self) -> "SigningKey":
        """One for all providers of a run: it is by their names that they are told apart."""
        return _key("FAPI conformance")

    @property
    def foreign_key(self) -> "SigningKey":
        """One that nobody was told of."""
        return _key("somebody else")

    @property
    def certificate(self) -> str:
        return self.key.pem

    @property
    def attributes(self) -> dict[str, str]:
        """By which names it tells what."""
        from fapi_conformance.devices.saml.responses import ATTRIBUTES

        return dict(ATTRIBUTES)

    def asked(self, url: str) -> Request:
        """The request by which a service provider sent somebody here. Raises Deviation where there is none."""
        from fapi_conformance.devices.saml.requests import read

        if not url.startswith(self.sso_url):
            raise Deviation(expected=self.sso_url, got=url.partition("?")[0], where="where the person is sent")
        return read(url)

    def vouch(
        self, subject: Subject, service: ServiceProvider, request: Request | None = None, conduct: Conduct = HONEST
    ) -> Form:
        """What its page posts to the service provider: of a request, or of its own accord without one."""
        return self._form(self._document(self._signed(subject, service, request, conduct)), request)

    def wrap(
        self, subject: Subject, forged: Subject, service: ServiceProvider, request: Request | None, shape: Shape
    ) -> Form:
        """A signed assertion about one person, and a forged one about another beside it."""
        from fapi_conformance.devices.saml.responses import ASSERTION, response
        from fapi_conformance.devices.saml.wrapping import forged_from, wrapped

        signed = self._signed(subject, service, request, Conduct(signed=Signed.ASSERTION))
        other = response(forged, issuer=self.entity_id, service=service, request=request, conduct=HONEST)
        part = other.find(f"{{{ASSERTION}}}Assertion")
        assert part is not None
        wrapped(signed, forged_from(part), shape)
        return self._form(self._document(signed), request)

    def cut(self, subject: Subject, tail: str, service: ServiceProvider, request: Request | None, split: Split) -> Form:
        """Vouch for somebody whose name begins as that person's, with something in between that is no text.

        ``tail`` is what the real name has more: of the address, the name identifier and the id.
        """
        from fapi_conformance.devices.saml.responses import response
        from fapi_conformance.devices.saml.signing import sign
        from fapi_conformance.devices.saml.texts import cut_after_signing, cut_before_signing

        heads = [one for one in (subject.email, subject.name_id, subject.id) if one]
        real = subject.but(
            id=subject.id + tail,
            email=subject.email and subject.email + tail,
            name_id=subject.name_id and subject.name_id + tail,
        )
        made = response(real, issuer=self.entity_id, service=service, request=request, conduct=HONEST)
        for head in heads:
            cut_before_signing(made, head, tail, split)
        sign(made, HONEST, own=self.key, foreign=self.foreign_key)
        document = self._document(made)
        for head in heads:
            document = cut_after_signing(document, head, tail, split)
        return self._form(document, request)

    def declare(
        self, subject: Subject, service: ServiceProvider, request: Request | None, how: Declared, *, url: str
    ) -> Form:
        """Vouch by a document with a declaration; ``url`` is what it would have fetched."""
        from fapi_conformance.devices.saml.texts import declared

        document = self._document(self._signed(subject, service, request, HONEST))
        return self._form(declared(document, str(subject.email), how, url), request)

    def _signed(
        self, subject: Subject, service: ServiceProvider, request: Request | None, conduct: Conduct
    ) -> "etree._Element":
        from fapi_conformance.devices.saml.responses import response
        from fapi_conformance.devices.saml.signing import sign

        made = response(subject, issuer=self.entity_id, service=service, request=request, conduct=conduct)
        sign(made, conduct, own=self.key, foreign=self.foreign_key)
        return made

    @staticmethod
    def _document(response: "etree._Element") -> bytes:
        from lxml import etree

        return etree.tostring(response)

    @staticmethod
    def _form(document: bytes, request: Request | None) -> Form:
        """SAML bindings, section 3.5.4: whoever sent the person gets back what they gave."""
        told = {"SAMLResponse": base64.b64encode(document).decode()}
        if request is not None and request.relay_state is not None:
            told["RelayState"] = request.relay_state
        return told


@cache
def _key(name: str) -> "SigningKey":
    from fapi_conformance.devices.saml.keys import SigningKey

    return SigningKey.new(name)


def without_relay_state(form: Form) -> Form:
    """What a page posts that has forgotten what it was given."""
    return {name: value for name, value in form.items() if name != "RelayState"}
