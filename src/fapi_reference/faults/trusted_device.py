"""Deviations of trusted devices, of which this server has none."""

from dataclasses import replace as changed
from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import fault
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference


@fault("trusted-device.any-device", caught_by=("TRUSTED-DEVICE.NOT-ENROLLED",))
def any_device(server: Reference) -> None:
    """Whoever says that their device is trusted is let in."""
    verbs = server.routes.resources["/v1/client/sign_ins/{sign_in_id}/attempt_first_factor"].verbs
    handler = verbs["POST"].handler

    def trusting(given: Reference, exchange: Exchange) -> Any:
        if exchange.form.get("strategy") != "trusted_device":
            return handler(given, exchange)
        client = exchange.caller()
        attempt = given.sign_ins.change(client, exchange.ids["sign_in_id"])
        attempt.first_factor = Verification(
            kind="verification_trusted_device", strategy="trusted_device", status="verified"
        )
        given.sign_ins.proven(client, attempt, "trusted_device")
        return given.views.envelope(given.views.sign_in(attempt), exchange)

    verbs["POST"] = changed(verbs["POST"], handler=trusting)
