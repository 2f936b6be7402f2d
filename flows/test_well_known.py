"""What the instance says to readers who know nothing else of it: which apps and pages it vouches for."""

import re
from collections.abc import Callable

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Json
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect import succeeded
from fapi_conformance.expect.look import at, say
from fapi_conformance.plugin.journey import proves
from fapi_conformance.recipes.state import settled
from fapi_conformance.requirements import well_known
from fapi_conformance.target.member import Member

OF_A_PERSON = ("__client", "__session")
"""That scripts are told when somebody signed in is not judged (SEC-082)."""
FINGERPRINT = re.compile(r"[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){31}")
ORIGIN = re.compile(r"https?://[^/?#@\s]+")
APP_ID = re.compile(r"[A-Z0-9]+\.[\w.-]+")


@proves(well_known.ANDROID_APPS)
def test_android_apps(reader: Actor) -> None:
    answer = succeeded(reader.well_known.asset_links())

    each(answer.resource, lambda app: isinstance(at(app, "target.package_name"), str), "a package")
    for app in answer.resource:
        prints = at(app, "target.sha256_cert_fingerprints")
        assert isinstance(prints, list), f"the fingerprints of an app are {prints!r}"
        each(prints, lambda one: bool(FINGERPRINT.fullmatch(str(one))), "a SHA-256 fingerprint")


@proves(well_known.APPLE_APPS)
def test_apple_apps(reader: Actor) -> None:
    answer = succeeded(reader.well_known.site_association())

    apps = at(answer.resource, "webcredentials.apps")
    each(apps if isinstance(apps, list) else [], lambda app: bool(APP_ID.fullmatch(str(app))), "team and bundle")


def each(listed: Json, is_so: Callable[[Json], bool], expected: str) -> None:
    for one in listed:
        if not is_so(one):
            raise Deviation(expected=expected, got=say(one), where="what is vouched for")


@proves(well_known.BARE)
def test_the_same_for_everybody(reader: Actor, member: Member) -> None:
    """Once by who is nobody, once by who is signed in: what is there for both is the same."""
    for operation in well_known.BARE.operations:
        public, seen = reader.act(operation), member.actor.act(operation)
        for answer in (public, seen):
            cookies = [value.partition("=")[0] for name, value in answer.headers if name == "set-cookie"]
            if own := [one for one in cookies if one in OF_A_PERSON]:
                raise Deviation(expected="no cookie of a client", got=say(own), where=f"Set-Cookie of {operation}")
        text = seen.content.decode(errors="replace")
        if told := [one for one in (member.user_id, member.session_id, member.email) if one and one in text]:
            raise Deviation(expected="nothing of anybody", got=say(told), where=f"body of {operation}")
        if operation == "getHealth" or not (public.ok and seen.ok):
            continue
        if settled(public.json, without={}) != settled(seen.json, without={}):
            raise Deviation(expected="the same for everybody", got="another document", where=f"body of {operation}")


@proves(well_known.RELATED_ORIGINS)
def test_whose_pages_use_the_passkeys(reader: Actor) -> None:
    answer = reader.well_known.related_origins()
    if answer.status == 404:
        raise NotTestable("the passkeys are not of this host itself (WK-011)")

    origins = at(succeeded(answer).resource, "origins")
    each(origins if isinstance(origins, list) else [], lambda one: bool(ORIGIN.fullmatch(str(one))), "a web origin")
