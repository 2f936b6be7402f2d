"""Which device is calling: what its sessions show as their latest activity (USER-103)."""

from typing import TYPE_CHECKING

from fapi_reference.exchange import Exchange
from fapi_reference.records.sessions import Device

if TYPE_CHECKING:
    from fapi_reference.reference import Reference

LONGEST = 512


def note(_server: "Reference", exchange: Exchange) -> None:
    if exchange.client:
        exchange.client.device = calling(exchange)


def calling(exchange: Exchange) -> Device:
    peer = exchange.request.client
    return Device(user_agent=(exchange.header("user-agent") or "")[:LONGEST], ip_address=peer.host if peer else None)
