"""What is there for everybody: environment, health, keys, development browsers."""

from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability


@recipe("getEnvironment")
def get_environment(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getEnvironment")


@recipe("updateEnvironment")
def update_environment(world: World) -> Call:
    """Only browsers of development instances do it, and they send their origin (AUTH-113, AUTH-116)."""
    world.needs(Capability.DEVELOPMENT, "to learn the origin of a browser")
    return Call(actor=world.target.new_browser(), operation_id="updateEnvironment")


@recipe("getHealth")
def get_health(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getHealth")


@recipe("getJWKS")
def get_keys(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getJWKS")


@recipe("getAndroidAssetLinks")
def get_asset_links(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getAndroidAssetLinks")


@recipe("getAppleAppSiteAssociation")
def get_site_association(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getAppleAppSiteAssociation")


@recipe("getOpenIDConfiguration")
def get_openid_configuration(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getOpenIDConfiguration")


@recipe("getOAuth2AuthorizationServerMetadata")
def get_authorization_server(world: World) -> Call:
    return Call(actor=world.visitor(), operation_id="getOAuth2AuthorizationServerMetadata")


@recipe("createDevBrowser")
def create_dev_browser(world: World) -> Call:
    world.needs(Capability.DEVELOPMENT, "to have development browsers")
    return Call(actor=world.target.new_browser(), operation_id="createDevBrowser")
