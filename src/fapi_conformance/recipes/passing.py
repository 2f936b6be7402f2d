"""What browsers are sent to by themselves, and what hosted pages and passkeys say of the instance."""

from collections.abc import Collection

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.refusals import not_by_settings

REFUSALS = range(400, 500)


@recipe("clearSiteData")
def clear_site_data(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="clearSiteData")


@recipe("redirectToUrl")
def redirect(world: World) -> Call:
    """To a page of the application, by a browser that is signed in: who is not may be refused (401 is documented), and
    so may an address that the instance was not told of.
    """
    member = world.member
    signed_in = isinstance(member.actor, Browser)
    actor = member.actor if signed_in else world.target.elsewhere(member, world.target.new_browser()).actor
    call = Call(actor=actor, operation_id="redirectToUrl", query={"redirect_url": world.target.landing})
    not_by_settings(call.send(intent=Intent.OPEN))
    return call


@recipe("getAccountPortal")
def get_account_portal(world: World) -> Call:
    """An instance may have none (404 is documented, AUTH-412)."""
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="getAccountPortal"), {404}, told=True)


@recipe("getWebAuthnRelatedOrigins")
def get_related_origins(world: World) -> Call:
    """There for instances whose passkeys belong to this host itself; no environment tells (WK-011)."""
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="getWebAuthnRelatedOrigins"), {404})


@recipe("getDevBrowserInit")
def get_dev_browser_page(world: World) -> Call:
    """Of old; an instance that tells the token otherwise may refuse (AUTH-099, AUTH-100)."""
    world.needs(Capability.DEVELOPMENT, "to have development browsers")
    query = {"origin": world.target.endpoint.origin or world.target.base_url}
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="getDevBrowserInit", query=query), REFUSALS)


@recipe("postDevBrowserInitSetCookie")
def set_first_party_cookie(world: World) -> Call:
    """As above: nothing but a success is documented, and any instance may be past it (AUTH-100)."""
    world.needs(Capability.DEVELOPMENT, "to have development browsers")
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="postDevBrowserInitSetCookie"), REFUSALS)


def _where_there_is_one(call: Call, refusals: Collection[int], *, told: bool = False) -> Call:
    """The call, where the instance does not answer that it has no such thing; ``told``: in words of its own."""
    answer = call.send(intent=Intent.OPEN)
    if answer.status in refusals and (answer.codes or not told):
        raise NotTestable(f"the instance does without: {outcome(answer)}")
    return call
