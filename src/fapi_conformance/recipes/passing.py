"""What browsers are sent to by themselves, and what hosted pages and passkeys say of the instance."""

from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability


@recipe("clearSiteData")
def clear_site_data(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="clearSiteData")


@recipe("redirectToUrl")
def redirect(world: World) -> Call:
    """To a page of the application, by somebody who is signed in: who is not may be refused (401 is documented)."""
    return Call(actor=world.member.actor, operation_id="redirectToUrl", query={"redirect_url": world.target.landing})


@recipe("getAccountPortal")
def get_account_portal(world: World) -> Call:
    """An instance may have none (404 is documented, AUTH-412)."""
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="getAccountPortal"), 404)


@recipe("getWebAuthnRelatedOrigins")
def get_related_origins(world: World) -> Call:
    """There for instances whose passkeys belong to this host itself; no environment tells (WK-011)."""
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="getWebAuthnRelatedOrigins"), 404)


@recipe("getDevBrowserInit")
def get_dev_browser_page(world: World) -> Call:
    """Of old; an instance that tells the token otherwise may refuse (AUTH-099, AUTH-100)."""
    world.needs(Capability.DEVELOPMENT, "to have development browsers")
    query = {"origin": world.target.endpoint.origin or world.target.base_url}
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="getDevBrowserInit", query=query), 400)


@recipe("postDevBrowserInitSetCookie")
def set_first_party_cookie(world: World) -> Call:
    """As above: nothing but a success is documented, and any instance may be past it (AUTH-100)."""
    world.needs(Capability.DEVELOPMENT, "to have development browsers")
    return _where_there_is_one(Call(actor=world.visitor(), operation_id="postDevBrowserInitSetCookie"), 400)


def _where_there_is_one(call: Call, refusal: int) -> Call:
    """The call, where the instance does not answer with the refusal that says it has no such thing."""
    answer = call.send(intent=Intent.OPEN)
    if answer.status == refusal and answer.codes:
        raise NotTestable(f"the instance does without: {outcome(answer)}")
    return call
