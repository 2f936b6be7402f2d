"""What a handshake leaves for others to find: a nonce, and a page that says what was wrong."""

from fapi_conformance.client.browser import Browser
from fapi_conformance.client.exchange import Intent
from fapi_conformance.errors import Deviation, NotTestable
from fapi_conformance.expect.handshakes import NONCE, handshake
from fapi_conformance.plugin.journey import proves
from fapi_conformance.requirements import handshake as required
from fapi_conformance.target.target import Target

ENOUGH = 22
"""Characters that hold 128 bits, of sixty-four different ones."""
MARKED = "<script>fapi-conformance</script>"


@proves(required.NONCE_FRESH)
def test_a_nonce_is_new_each_time(target: Target) -> None:
    member = target.having_chosen(target.member(actor=target.new_browser("a browser with somebody signed in")))
    nonces = []
    for _ in range(4):
        made = handshake(member.actor.handshake.go(redirect_url=target.landing, format="nonce"))
        nonces.append(made.in_query(NONCE) or made.in_cookie(NONCE) or "")
    if not all(nonces):
        raise NotTestable("the payload itself is handed out, also where a nonce is asked for")

    if len(set(nonces)) < len(nonces):
        raise Deviation(expected="a new nonce each time", got="the same one again", where=NONCE)
    if any(len(nonce) < ENOUGH for nonce in nonces):
        shortest = min(len(nonce) for nonce in nonces)
        raise Deviation(expected=f"at least {ENOUGH} characters", got=str(shortest), where=NONCE)
    if any(known in nonce for nonce in nonces for known in (member.session_id, member.user_id)):
        raise Deviation(expected="nothing that is known", got="an id in it", where=NONCE)


@proves(required.INERT)
def test_a_page_about_what_was_wrong(browser: Browser, target: Target) -> None:
    wrong = [
        {"redirect_url": f'"{MARKED}'},
        {"redirect_url": f"javascript:'{MARKED}'"},
        {"redirect_url": target.landing, "format": MARKED},
        {"redirect_url": target.landing, "organization_id": MARKED},
        {"redirect_url": target.landing, "__clerk_hs_reason": MARKED},
        {"redirect_url": "", "format": MARKED, "organization_id": MARKED, "satellite_fapi": MARKED},
    ]
    for asked in wrong:
        answer = browser.act("handshakeClient", query=asked, headers={"origin": None}, intent=Intent.OPEN)
        if "html" in (answer.header("content-type") or "") and MARKED.encode() in answer.content:
            raise Deviation(expected="text", got="the markup that was sent", where="body")
