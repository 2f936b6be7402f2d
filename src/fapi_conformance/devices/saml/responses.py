"""Responses of SAML 2.0, before anybody has signed them (SAML core, sections 2 and 3.2; profiles, section 4.1.4)."""

import datetime as dt
import secrets

from lxml import etree
from lxml.builder import ElementMaker

from fapi_conformance.devices.saml.conduct import Conduct, Request, ServiceProvider, Subject

PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol"
ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion"
SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
BY_ADDRESS = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"
BASIC = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic"
ATTRIBUTES = {"user_id": "id", "email_address": "mail", "first_name": "firstName", "last_name": "lastName"}
"""What a connection maps, and the names of the attributes that say it here."""

NAMES = {"samlp": PROTOCOL, "saml": ASSERTION}
samlp = ElementMaker(namespace=PROTOCOL, nsmap=NAMES)
saml = ElementMaker(namespace=ASSERTION, nsmap={"saml": ASSERTION})


def response(
    subject: Subject, *, issuer: str, service: ServiceProvider, request: Request | None, conduct: Conduct
) -> "etree._Element":
    """One with a single assertion about this person; not signed."""
    answered = conduct.in_response_to
    if answered is None:
        answered = request.id if request else ""
    return samlp.Response(
        saml.Issuer(conduct.issuer or issuer),
        samlp.Status(samlp.StatusCode(Value=SUCCESS)),
        assertion(subject, issuer=issuer, service=service, answered=answered, conduct=conduct),
        ID=new_id(),
        Version="2.0",
        IssueInstant=instant(min(conduct.since + 60, 0) if conduct.since < 0 else conduct.since),
        Destination=conduct.destination or service.acs_url,
        **({"InResponseTo": answered} if answered else {}),
    )


def assertion(
    subject: Subject, *, issuer: str, service: ServiceProvider, answered: str, conduct: Conduct
) -> "etree._Element":
    """``answered`` is the id of the request; empty for none."""
    since, until = instant(conduct.since), instant(conduct.until)
    confirmed = {"NotOnOrAfter": until, "Recipient": conduct.recipient or service.acs_url}
    named = subject.name_id or subject.email or subject.id
    return saml.Assertion(
        saml.Issuer(conduct.issuer or issuer),
        saml.Subject(
            saml.NameID(named, Format=BY_ADDRESS if "@" in named else PERSISTENT),
            saml.SubjectConfirmation(
                saml.SubjectConfirmationData(**confirmed, **({"InResponseTo": answered} if answered else {})),
                Method=BEARER,
            ),
        ),
        saml.Conditions(
            saml.AudienceRestriction(saml.Audience(conduct.audience or service.entity_id)),
            NotBefore=since,
            NotOnOrAfter=until,
        ),
        saml.AuthnStatement(
            saml.AuthnContext(saml.AuthnContextClassRef(PASSWORD)), AuthnInstant=since, SessionIndex=new_id()
        ),
        saml.AttributeStatement(*(_attribute(name, value) for name, value in told(subject).items())),
        ID=new_id(),
        Version="2.0",
        IssueInstant=since,
    )


def told(subject: Subject) -> dict[str, str]:
    """The attributes of somebody, by name."""
    known = {
        "user_id": subject.id,
        "email_address": subject.email,
        "first_name": subject.first_name,
        "last_name": subject.last_name,
    }
    return {**{ATTRIBUTES[name]: value for name, value in known.items() if value is not None}, **subject.more}


def _attribute(name: str, value: str) -> "etree._Element":
    return saml.Attribute(saml.AttributeValue(value), Name=name, NameFormat=BASIC)


def new_id() -> str:
    return f"_{secrets.token_hex(16)}"


def instant(seconds: int) -> str:
    """So many seconds from now, in UTC."""
    when = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
