"""Which connections of the target lead to the OpenID provider of the run: means point them there, or somebody has."""

from collections.abc import Callable, Mapping
from typing import Any

from fapi_conformance.devices.openid_provider.device import OpenidProvider
from fapi_conformance.devices.openid_provider.running import Running
from fapi_conformance.errors import NotTestable
from fapi_conformance.target.environment import Environment
from fapi_conformance.target.means import Means, lacking

KIND = "openid_provider"
CUSTOM = "oauth_custom_"


class Providers:
    """``start`` gives the provider of the run, which is started when it is first asked for."""

    def __init__(self, start: Callable[[], Running] | None, means: Means, environment: Environment) -> None:
        self._start = start
        self._means = means
        self._environment = environment
        self._known: dict[str | None, OpenidProvider | NotTestable] = {}

    def behind(self, strategy: str | None) -> OpenidProvider:
        """The provider behind that connection, or behind any. Raises :class:`NotTestable` where there is none."""
        if strategy not in self._known:
            try:
                self._known[strategy] = self._connected(strategy)
            except NotTestable as reason:
                self._known[strategy] = reason
        found = self._known[strategy]
        if isinstance(found, NotTestable):
            raise NotTestable(found.because, remedy=found.remedy)
        return found

    def close(self) -> None:
        for one in self._known.values():
            if isinstance(one, OpenidProvider):
                one.close()

    def _connected(self, wanted: str | None) -> OpenidProvider:
        if self._start is None or KIND not in self._means.kinds():
            raise lacking(KIND)
        enabled = [name for name, one in self._environment.social.items() if one.enabled is not False]
        strategies = [name for name in enabled if wanted in {None, name}]
        if not strategies:
            raise NotTestable(f"the instance has no connection {wanted or 'to accounts elsewhere'}")
        running = self._start()
        problem: NotTestable | None = None
        for strategy in sorted(strategies, key=lambda name: (not name.startswith(CUSTOM), name)):
            try:
                told = self._means.provide(KIND, strategy=strategy, **_registration(running))
            except NotTestable as reason:
                problem = problem or reason
                continue
            provider = OpenidProvider(running, strategy=strategy, redirect_uri=str(told["redirect_uri"]))
            provider.register()
            return provider
        raise problem or lacking(KIND)


def _registration(running: Running) -> Mapping[str, str]:
    return {"issuer": running.issuer, "client_id": running.client_id, "client_secret": running.client_secret}


class WithProvider:
    """Any means, for a target one of whose connections was pointed at the provider by hand."""

    def __init__(self, means: Means, *, strategy: str, redirect_uri: str) -> None:
        self._means = means
        self._strategy = strategy
        self._redirect_uri = redirect_uri

    def kinds(self) -> frozenset[str]:
        return self._means.kinds() | {KIND}

    def provide(self, kind: str, **wants: Any) -> Mapping[str, Any]:
        if kind == KIND and wants.get("strategy") == self._strategy:
            return {"strategy": self._strategy, "redirect_uri": self._redirect_uri}
        return self._means.provide(kind, **wants)

    def age(self, object_id: str, seconds: int) -> None:
        self._means.age(object_id, seconds)

    def dispose(self, kind: str, object_id: str) -> None:
        self._means.dispose(kind, object_id)
