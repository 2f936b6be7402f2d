"""What is there for programs and for further domains: keys, agents, satellites, proxies."""

import secrets

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Json
from fapi_conformance.client.programs import KEY, told
from fapi_conformance.client.upload import document
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.look import outcome
from fapi_conformance.recipes.call import Call
from fapi_conformance.recipes.catalogue import recipe
from fapi_conformance.recipes.world import World
from fapi_conformance.target.capabilities import Capability
from fapi_conformance.target.refusals import accepted

FORWARDED = "203.0.113.7"
"""An address that is nobody's (RFC 5737)."""


def by_browser(world: World) -> Actor:
    """The member on a browser: what native apps show outside of `/v1` is told nowhere."""
    actor = world.member.actor
    return (
        actor if isinstance(actor, Browser) else world.target.elsewhere(world.member, world.target.new_browser()).actor
    )


def new_key(world: World, actor: Actor) -> Json:
    world.needs(Capability.USER_API_KEYS, "to have one")
    made = actor.api_keys.create(name=new_name(), subject=world.member.user_id, description="made by a run")
    return accepted(actor, made, "a new API key").json


def new_name() -> str:
    return f"Key {secrets.token_hex(6)}"


@recipe("getApiKeys")
def api_keys(world: World) -> Call:
    actor = by_browser(world)
    key = new_key(world, actor)
    return Call(
        actor=actor,
        operation_id="getApiKeys",
        query={"subject": world.member.user_id},
        markers=(str(key["id"]), str(key["name"])),
    )


@recipe("createApiKey", spends=True)
def create_api_key(world: World) -> Call:
    world.needs(Capability.USER_API_KEYS, "to make one")
    body = document(
        {
            "name": new_name(),
            "subject": world.member.user_id,
            "description": "made by a run",
            "seconds_until_expiration": 3_600,
        }
    )
    return Call(actor=by_browser(world), operation_id="createApiKey", upload=body)


@recipe("updateApiKey")
def update_api_key(world: World) -> Call:
    actor = by_browser(world)
    key = new_key(world, actor)
    body = document({"description": "described anew"})
    return Call(
        actor=actor,
        operation_id="updateApiKey",
        path={KEY: str(key["id"])},
        upload=body,
        markers=(str(key["name"]),),
    )


@recipe("revokeApiKey", spends=True)
def revoke_api_key(world: World) -> Call:
    actor = by_browser(world)
    key = new_key(world, actor)
    body = document({"revocation_reason": "a run is over"})
    return Call(
        actor=actor,
        operation_id="revokeApiKey",
        path={KEY: str(key["id"])},
        upload=body,
        markers=(str(key["name"]),),
    )


@recipe("syncClient")
def sync(world: World) -> Call:
    """By a browser; a native app has no second domain."""
    satellite = world.target.satellite
    actor = world.target.elsewhere(world.member, world.target.new_browser()).actor
    query = {"link_domain": satellite.name, "redirect_url": satellite.page}
    return Call(actor=actor, operation_id="syncClient", query=query)


@recipe("linkClient", spends=True)
def link(world: World) -> Call:
    """On a browser that is not known yet, where the satellite's Frontend API is at the same address as this one."""
    begun = sync(world)
    answer = begun.send()
    where = answer.header("location") or ""
    token = told(where, "__clerk_token")
    if 400 <= answer.status < 500:
        raise NotTestable(f"no token for it is given: {outcome(answer)}")
    if answer.status != 307 or not token:
        raise Deviation(expected="307 with a token", got=outcome(answer), where="Location", exchange=begun.actor.last)
    if not where.startswith(f"{world.target.base_url}/"):
        raise NotTestable("the satellite's Frontend API is at another address", remedy="give that as --base-url")
    return Call(actor=world.target.new_browser(), operation_id="linkClient", query={"__clerk_token": token})


@recipe("getProxyHealth")
def proxy_health(world: World) -> Call:
    proxied = world.target.proxied
    headers: dict[str, str | None] = {
        "clerk-proxy-url": proxied.proxy_url,
        "clerk-secret-key": str(world.target.means.provide("secret_key")["secret_key"]),
        "x-forwarded-for": FORWARDED,
    }
    return Call(actor=world.visitor(), operation_id="getProxyHealth", query={"domain_id": proxied.id}, headers=headers)


@recipe("createAgentTask", spends=True)
def agent_task(world: World) -> Call:
    """By a browser that nobody is signed in on."""
    task = world.target.agent_task(world.member.user_id)
    return Call(actor=world.target.new_browser(), operation_id="createAgentTask", query={"ticket": task.ticket})
