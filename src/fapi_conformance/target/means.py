"""What a run has beyond the API itself: to make users, to let time pass, to clean up.

Kinds that the suite asks for: ``user`` (make one), ``ban`` (ban one), ``age`` (move an object's own times back),
``testing_token`` (what keeps bot protection away), ``issuer`` (what session tokens of the target name),
``jwt_template`` (make one), ``sign_in_token`` and ``invitation`` (tickets of the application), ``waitlist_invitation``
(let somebody in from the waitlist), ``integration`` (a service that the instance makes tokens for), ``inbox`` (what
was sent to an address), ``text_messages`` (the inbox has what was sent to a number as well), ``oauth_application``
(make one), ``openid_provider`` (point a connection of the instance at the provider of the run), ``saml_connection``
(make one to an identity provider of a company), ``saml_test_run`` (begin a trial of such a connection),
``secret_key`` (of the instance), ``satellite`` (add a domain), ``agent_task`` (let a program act for somebody),
``api_key_check`` (whether a key of somebody's programs is good).
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, runtime_checkable

from fapi_conformance.errors import NotTestable

REMEDIES: Mapping[str, str] = {
    "user": "pass --secret-key or set CLERK_SECRET_KEY (and --backend-url), or bring a --means plug-in",
    "ban": "pass --secret-key or set CLERK_SECRET_KEY, or bring a --means plug-in that bans users",
    "testing_token": "pass --secret-key or set CLERK_SECRET_KEY, or switch bot protection off",
    "age": "bring a --means plug-in with the power to age objects; the embedded reference has it",
    "jwt_template": "pass --secret-key or set CLERK_SECRET_KEY, or bring a --means plug-in for it",
    "sign_in_token": "pass --secret-key or set CLERK_SECRET_KEY, or bring a --means plug-in",
    "invitation": "pass --secret-key or set CLERK_SECRET_KEY, or bring a --means plug-in",
    "oauth_application": "pass --secret-key or set CLERK_SECRET_KEY, bring a --means plug-in, or let applications "
    "register themselves",
    "integration": "bring a --means plug-in that names a service which the instance is wired to",
    "waitlist_invitation": "pass --secret-key or set CLERK_SECRET_KEY, or bring a --means plug-in",
    "inbox": "pass --inbox-url of a mail catcher that the target sends to, or bring a --means plug-in",
    "text_messages": "bring a --means plug-in whose inbox also has what is sent to numbers",
    "openid_provider": "pass --openid-strategy and --openid-client of a connection to the suite's own provider, "
    "or bring a --means plug-in that points one there",
    "saml_connection": "pass --secret-key or set CLERK_SECRET_KEY, or bring a --means plug-in",
    "saml_test_run": "bring a --means plug-in that begins trials of connections; the embedded reference has it",
    "issuer": "pass --issuer URL, or --secret-key",
    "secret_key": "pass --secret-key or set CLERK_SECRET_KEY",
    "satellite": "pass --secret-key of an instance that may have satellite domains, or bring a --means plug-in",
    "agent_task": "pass --secret-key of an instance that has agent tasks, or bring a --means plug-in",
    "api_key_check": "pass --secret-key of an instance that verifies API keys, or bring a --means plug-in",
}


READS = frozenset({"inbox", "issuer", "secret_key"})
"""Kinds that are only looked at: nothing is made."""


@runtime_checkable
class Means(Protocol):
    """One seam for every provider. A kind that it does not have raises :class:`NotTestable`."""

    def kinds(self) -> frozenset[str]:
        """What it can do."""

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:
        """Make one.

        ``user`` takes email_address, password, first_name, last_name and, where the instance requires them, username
        and phone_number; addresses and numbers are verified at once. It returns at least ``id``.

        ``testing_token`` takes nothing and returns ``token``, None where the instance gives none.

        ``ban`` takes user_id, and returns at least ``id``, the user's.

        ``jwt_template`` takes name, claims and, where wanted, lifetime and allowed_clock_skew in seconds,
        custom_signing_key, signing_algorithm and signing_key. It returns at least ``id`` and ``name``.

        ``sign_in_token`` takes user_id and expires_in_seconds, and returns ``id`` and ``token``. ``invitation`` takes
        email_address, redirect_url, public_metadata and expires_in_days, and returns ``id`` and ``url``, in which the
        ticket is. ``integration`` takes nothing and returns ``service``, the name of one that the instance is wired to.
        ``waitlist_invitation`` takes entry_id, lets that entry in, and returns ``id`` and ``url`` with the ticket.
        ``inbox`` takes ``to`` and returns ``messages``, newest last, each with ``to`` and, where the message
        has them, ``code`` and ``link``.

        ``oauth_application`` takes name, redirect_uris, scopes (a text with spaces), public and, where wanted,
        consent_screen_enabled, pkce_required and jwt_access_tokens. It returns ``id``, ``client_id`` and, unless it is
        public, ``client_secret``.

        ``openid_provider`` takes strategy, issuer, client_id and client_secret: from then on that connection of the
        instance leads to this OpenID provider. It returns at least ``redirect_uri``, where people come back to.

        ``saml_connection`` takes what the Backend API calls so: name, domains, idp_entity_id, idp_sso_url,
        idp_certificate, attribute_mapping, organization_id, and flags such as active and allow_idp_initiated. It
        returns the connection: at least ``id``, ``acs_url`` and ``sp_entity_id``, and ``enterprise_connection_id``
        where it has one. ``saml_test_run`` takes connection_id and returns ``ticket``.

        ``secret_key`` returns it under that name. ``satellite`` takes name and, where wanted, proxy_url, and returns
        ``id``, ``name`` and ``frontend_api_url``. ``agent_task`` takes what the Backend API takes, and returns ``id``
        and ``url``. ``api_key_check`` takes secret, and returns ``good``.
        """

    def age(self, object_id: str, seconds: int) -> None:
        """Move that object's own times back."""

    def dispose(self, kind: str, object_id: str) -> None:
        """Delete what was provided, or an organization that people made, or take a ticket back.

        One that is gone already is no error.
        """


class NoMeans:
    """The run has the Frontend API and nothing else."""

    def kinds(self) -> frozenset[str]:
        return frozenset()

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:  # noqa: ARG002
        raise lacking(kind)

    def age(self, object_id: str, seconds: int) -> None:  # noqa: ARG002
        raise lacking("age")

    def dispose(self, kind: str, object_id: str) -> None:  # noqa: ARG002
        raise lacking(kind)


class Noted:
    """Means that say when they were used: what they do changes the target between two exchanges."""

    def __init__(self, means: Means, used: Callable[[], None]) -> None:
        self._means = means
        self._used = used

    def kinds(self) -> frozenset[str]:
        return self._means.kinds()

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:
        if kind not in READS:
            self._used()
        return self._means.provide(kind, **wants)

    def age(self, object_id: str, seconds: int) -> None:
        self._used()
        self._means.age(object_id, seconds)

    def dispose(self, kind: str, object_id: str) -> None:
        self._used()
        self._means.dispose(kind, object_id)


def lacking(kind: str) -> NotTestable:
    """The reason to raise for a kind that a run does not have."""
    return NotTestable(f"the run has no means for: {kind}", remedy=REMEDIES.get(kind, "bring a --means plug-in for it"))
