"""Deviations of the environment document."""

from fapi_reference.faults import alter, fault, without
from fapi_reference.reference import Reference
from fapi_reference.views import View


@fault("environment.without-user-settings", caught_by=("ENVIRONMENT.READ",))
def without_user_settings(server: Reference) -> None:
    """The environment has no user settings."""
    without(server.views.environment, "user_settings")


@fault(
    "environment.attributes-that-are-on",
    caught_by=("ENVIRONMENT.ATTRIBUTES",),
    settings="[attributes.web3_wallet]\nenabled = false\n",
)
def attributes_that_are_on(server: Reference) -> None:
    """The user settings describe only the attributes that are switched on."""

    def only_on(shown: View) -> View:
        on = {name: attribute for name, attribute in shown["attributes"].items() if attribute["enabled"]}
        return shown | {"attributes": on}

    alter(server.views.user_settings, only_on)


@fault("environment.attributes-as-names", caught_by=("ENVIRONMENT.ATTRIBUTES",))
def attributes_as_names(server: Reference) -> None:
    """An attribute is told as whether it is on, and not described."""

    def flat(shown: View) -> View:
        return shown | {"attributes": {name: one["enabled"] for name, one in shown["attributes"].items()}}

    alter(server.views.user_settings, flat)
