"""What a company tells of its provider: by hand, or as the metadata that the provider itself hands out."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from fapi_reference.problems import refuse
from fapi_reference.records.enterprise import IdentityProvider
from fapi_reference.services.relying_party import is_address
from fapi_reference.services.saml_documents import NAMES, REDIRECT, SIGNATURE, UnreadableXml, parsed, tag, text_of

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

ARMOUR = re.compile(r"-----(?:BEGIN|END) CERTIFICATE-----|\s")
TEXT_LIMIT = 1_024


def as_told(idp: IdentityProvider, told: Callable[[str], str | None], prefix: str, fetched: str) -> IdentityProvider:
    """Metadata first: what is told beside it goes before what it says.

    ``told``: a parameter by its name, which begins with ``prefix``. ``fetched``: the metadata at the address it names.
    """
    if url := told(f"{prefix}metadata_url"):
        idp = replace(with_metadata(idp, fetched), metadata_url=url)
    if document := told(f"{prefix}metadata"):
        idp = with_metadata(idp, document)
    for name, taken_over in TAKEN_OVER.items():
        if (text := told(prefix + name)) is not None:
            idp = taken_over(idp, text, prefix + name)
    return idp


def with_entity_id(idp: IdentityProvider, entity_id: str, param: str) -> IdentityProvider:
    if len(entity_id) > TEXT_LIMIT:
        raise refuse("form_param_max_length_exceeded", param)
    return replace(idp, entity_id=entity_id)


def with_sso_url(idp: IdentityProvider, url: str, param: str) -> IdentityProvider:
    if url and not is_address(url):
        raise refuse("form_param_format_invalid", param)
    return replace(idp, sso_url=url)


def with_certificate(idp: IdentityProvider, text: str, param: str) -> IdentityProvider:
    """Armoured or bare; what is no certificate is refused before anybody relies on it."""
    bare = ARMOUR.sub("", text)
    if not bare:
        return replace(idp, certificate="", certificate_issued_at=None, certificate_expires_at=None)
    certificate = read_certificate(bare)
    if certificate is None:
        raise refuse("form_param_format_invalid", param)
    return replace(
        idp,
        certificate=bare,
        certificate_issued_at=milliseconds(certificate.not_valid_before_utc),
        certificate_expires_at=milliseconds(certificate.not_valid_after_utc),
    )


TAKEN_OVER = {"entity_id": with_entity_id, "sso_url": with_sso_url, "certificate": with_certificate}


def read_certificate(bare: str) -> "Certificate | None":
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(base64.b64decode(bare, validate=True))
    except (binascii.Error, ValueError):
        return None


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000)


def with_metadata(idp: IdentityProvider, document: str) -> IdentityProvider:
    """SAML metadata, section 2.4.3: entity id, where to go with HTTP-Redirect, and the certificate that signs."""
    try:
        root = parsed(document.encode())
    except UnreadableXml:
        raise refuse("saml_failed_to_parse_idp_metadata") from None
    entity = root if root.tag == tag("md", "EntityDescriptor") else root.find("md:EntityDescriptor", NAMES)
    role = entity.find("md:IDPSSODescriptor", NAMES) if entity is not None else None
    if entity is None or role is None:
        raise refuse("saml_failed_to_parse_idp_metadata")
    services = role.findall("md:SingleSignOnService", NAMES)
    urls = [one.get("Location", "") for one in services if one.get("Binding") == REDIRECT]
    keys = [one for one in role.findall("md:KeyDescriptor", NAMES) if one.get("use", "signing") == "signing"]
    certificates = [text_of(key.find(f".//{{{SIGNATURE}}}X509Certificate")) for key in keys]
    told = {"entity_id": entity.get("entityID", ""), "sso_url": "".join(urls[:1])}
    told["certificate"] = next(filter(None, certificates), "")
    if missing := [name for name, value in told.items() if not value]:
        raise refuse("saml_metadata_missing_fields", missing_fields=missing)
    idp = with_entity_id(idp, told["entity_id"], "idp_metadata")
    idp = with_sso_url(idp, told["sso_url"], "idp_metadata")
    return replace(with_certificate(idp, told["certificate"], "idp_metadata"), metadata=document)
