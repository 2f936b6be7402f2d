"""How a process of the run comes to the target: found and checked once by the controller, then handed to workers."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Self

from fapi_conformance.client.endpoint import on_this_machine
from fapi_conformance.client.recorder import Recorder
from fapi_conformance.devices.openid_provider.running import Process
from fapi_conformance.errors import BadInput
from fapi_conformance.plugin import waiting
from fapi_conformance.plugin.doorbell import Doorbell, ring
from fapi_conformance.plugin.options import Options
from fapi_conformance.target.backend_api import DEFAULT_URL, BackendApi
from fapi_conformance.target.discovery import discover
from fapi_conformance.target.embedded import Embedded
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.mailpit import Mailpit, WithInbox
from fapi_conformance.target.means import Means, NoMeans
from fapi_conformance.target.pace import PUBLISHED, Pace
from fapi_conformance.target.plugin_means import load_means
from fapi_conformance.target.providers import WithProvider
from fapi_conformance.target.risks import DESTRUCTIVE, LOCKOUT, RISKS
from fapi_conformance.target.target import Target

EMBEDDED_TOKEN_LIFETIME = 60
"""Seconds; what the reference announces by being the reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Plain data. ``environment`` is what ``GET /v1/environment`` answered; ``pace`` a file that all workers share."""

    base_url: str
    embedded: bool
    pace: str
    backend_url: str = ""
    secret_key: str = field(default="", repr=False)
    means: str = ""
    inbox_url: str = ""
    issuer: str | None = None
    token_lifetime: int | None = None
    device_trust: bool | None = None
    provider_metadata: Any = None
    allowed: tuple[str, ...] = ()
    doorbell: str = field(default="", repr=False)
    openid_strategy: str = ""
    waitlist_url: str = ""
    waitlist_backend_url: str = ""
    waitlist_secret_key: str = field(default="", repr=False)
    waitlist_bell: str = field(default="", repr=False)
    waitlist_environment: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls(**json.loads(text))

    def target(self, recorder: Recorder, means: Means | None = None) -> Target:
        """The target as this process sees it. Nothing is sent."""
        return Target(
            self.base_url,
            Environment(self.environment),
            recorder=recorder,
            means=self._with_provider(self._with_inbox(means or self._means())),
            pacing=self.pacing(),
            issuer=self.issuer,
            token_lifetime=self.token_lifetime,
            device_trust=self.device_trust,
            provider_metadata=self.provider_metadata,
            allowed=self._allowed(),
            provider=partial(ring, self.doorbell) if self.doorbell else None,
            waitlist=self._waitlist(recorder),
        )

    def pacing(self) -> Pace:
        """Published limits are kept towards targets elsewhere; one on this machine says itself when it has enough."""
        return Pace(Path(self.pace), rates={} if on_this_machine(self.base_url) else PUBLISHED)

    def _waitlist(self, recorder: Recorder) -> Callable[[], Target] | None:
        """Another instance, where people wait to be let in."""
        if self.waitlist_bell:
            return waiting.behind(self.waitlist_bell, recorder, self.pacing())
        if self.waitlist_url:
            key, url = self.waitlist_secret_key, self.waitlist_backend_url or DEFAULT_URL
            means = BackendApi(key, url=url) if key else NoMeans()
            return waiting.named(self.waitlist_url, self.waitlist_environment, recorder, self.pacing(), means)
        return None

    def _allowed(self) -> frozenset[str]:
        """Nobody else is hurt by what is done to a target on this machine."""
        return RISKS if self.embedded or on_this_machine(self.base_url) else frozenset(self.allowed)

    def _means(self) -> Means:
        if self.means:
            return load_means(self.means)
        if self.secret_key:
            return BackendApi(self.secret_key, url=self.backend_url or DEFAULT_URL)
        return NoMeans()

    def _with_inbox(self, means: Means) -> Means:
        return WithInbox(means, Mailpit(self.inbox_url)) if self.inbox_url else means

    def _with_provider(self, means: Means) -> Means:
        """A connection that was pointed at the provider by hand leads back to where the instance says."""
        callback = f"{self.base_url}/v1/oauth_callback"
        strategy = self.openid_strategy
        return WithProvider(means, strategy=strategy, redirect_uri=callback) if strategy else means

    def checked_means(self) -> Means:
        """The means, and BadInput now instead of an error in every test where they cannot be used."""
        if self.secret_key and not self.means and not self.embedded:
            return BackendApi.connect(self.secret_key, url=self.backend_url or DEFAULT_URL)
        return self._means()


class Opened:
    """What the controller holds while the run lasts: the embedded reference, where there is one, and the pace file."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._folder = tempfile.TemporaryDirectory(prefix="fapi-conformance-")
        self._embedded: Embedded | None = None
        self._doorbell: Doorbell | None = None
        self._waitlist: Doorbell | None = None

    def access(self) -> Access:
        """Start the embedded reference where no base URL was given. Raises BadInput."""
        pace = str(Path(self._folder.name) / "pace")
        options = self._options
        self._doorbell = Doorbell(partial(provider_process, options))
        if options.base_url:
            return Access(
                base_url=options.base_url,
                embedded=False,
                pace=pace,
                backend_url=options.backend_url,
                secret_key=options.secret_key,
                means=options.means,
                inbox_url=options.inbox_url,
                issuer=options.issuer or None,
                token_lifetime=options.token_lifetime,
                allowed=_allowed(options),
                doorbell=self._doorbell.address,
                openid_strategy=options.openid_strategy,
                waitlist_url=options.waitlist_url,
                waitlist_backend_url=options.waitlist_backend_url,
                waitlist_secret_key=options.waitlist_secret_key,
            )
        self._embedded = Embedded.start(settings=options.settings)
        told = self._embedded.announcement
        if options.settings is None:  # else what is judged is that one instance, as it is set up
            self._waitlist = Doorbell(partial(waiting.start, Path(self._folder.name)))
        return Access(
            base_url=told.base_url,
            embedded=True,
            pace=pace,
            backend_url=told.backend_url,
            secret_key=told.secret_key,
            means=options.means,
            inbox_url=options.inbox_url,
            issuer=options.issuer or told.issuer,
            token_lifetime=options.token_lifetime or EMBEDDED_TOKEN_LIFETIME,
            doorbell=self._doorbell.address,
            waitlist_bell=self._waitlist.address if self._waitlist else "",
        )

    def close(self) -> None:
        """May be called twice."""
        for bell in (self._doorbell, self._waitlist):
            if bell is not None:
                bell.close()
        self._doorbell = self._waitlist = None
        if self._embedded is not None:
            self._embedded.stop()
            self._embedded = None
        self._folder.cleanup()


def provider_process(options: Options) -> Process:
    """The OpenID provider as the options want it. Raises BadInput."""
    client_id, _, client_secret = options.openid_client.partition(":")
    return Process.start(
        port=options.openid_port, issuer=options.openid_issuer, client_id=client_id, client_secret=client_secret
    )


def found(access: Access, recorder: Recorder, *, allow_production: bool) -> Mapping[str, Any]:
    """The environment that the target answers with. BadInput where it is none, or one that must not be touched."""
    environment = discover(access.base_url, recorder=recorder, pacing=access.pacing()).environment
    if environment.production and not allow_production:
        raise BadInput(
            f"{access.base_url} says that it is a production instance; a run makes and deletes users there: "
            "pass --allow-production if that is meant"
        )
    return environment.document


def _allowed(options: Options) -> tuple[str, ...]:
    given = {LOCKOUT: options.allow_lockout, DESTRUCTIVE: options.allow_destructive}
    return tuple(risk for risk, allowed in given.items() if allowed)
