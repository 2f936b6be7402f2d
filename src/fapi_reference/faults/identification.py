"""Deviations of the email addresses, phone numbers and wallets of an account: most are of all."""

from typing import Any

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.problems import refuse
from fapi_reference.records.identities import Identification
from fapi_reference.records.people import User
from fapi_reference.records.verification import Verification
from fapi_reference.reference import Reference
from fapi_reference.services.sign_ups import admitted


def each(*cases: str) -> tuple[str, ...]:
    """A case of each kind of identification; what proves a wallet is a signature."""
    return (*both(*cases), *(f"WALLET.{case.replace('CODE', 'SIGNATURE')}" for case in cases))


def both(*cases: str) -> tuple[str, ...]:
    return tuple(f"{kind}.{case}" for case in cases for kind in ("EMAIL-ADDRESS", "PHONE-NUMBER"))


@fault("identification.born-verified", caught_by=each("ADDED"))
def born_verified(server: Reference) -> None:
    """What somebody says to be their address is taken for it, without any proof."""

    def add(user: User, kind: str, value: str, **options: Any) -> Identification:
        item = original(user, kind, value, **options)
        item.verification = admitted()
        return item

    original = replace(server.identifications.add, add)


@fault("identification.of-the-session", caught_by=each("LISTED"))
def of_the_session(server: Reference) -> None:
    """The list has those that were there first and not what was added since."""
    listed = server.views.identifications
    replace(listed, lambda items: listed(items[:1] if items and items[0].kind == "email_address" else []))


@fault("identification.client-from-before", caught_by=each("IN-CLIENT"))
def client_from_before(server: Reference) -> None:
    """The client beside the answer shows the user without their further addresses and numbers."""

    def shortened(shown: dict[str, Any]) -> dict[str, Any]:
        return shown | {"email_addresses": shown["email_addresses"][:1], "phone_numbers": [], "web3_wallets": []}

    alter(server.views.session_user, shortened)


@fault("identification.anything", caught_by=each("MALFORMED"))
def anything(server: Reference) -> None:
    """Any text is taken for an address or a number."""
    original = server.identifiers.problem
    replace(original, lambda kind, value: original(kind, value) if kind == "username" else None)


@fault("identification.as-it-came", caught_by=both("NORMAL-FORM"))
def as_it_came(server: Reference) -> None:
    """The spelling that came is the one that is stored."""

    def add(user: User, kind: str, value: str, **options: Any) -> Identification:
        item = original(user, kind, value, **options)
        item.value = value
        return item

    original = replace(server.identifications.add, add)


@fault("identification.had-by-several", caught_by=each("TAKEN"))
def had_by_several(server: Reference) -> None:
    """What somebody has verified can be added by another one."""
    replace(server.identifications.refuses, lambda _user, _kind, _value: False)


@fault("identification.slash-redirects", caught_by=each("TRAILING-SLASH"))
def slash_redirects(server: Reference) -> None:
    """A path with a slash behind it is answered with a redirect to the one without."""
    find = server.transport.hooks["route"]

    def redirect(server: Reference, exchange: Exchange) -> None:
        if exchange.path.endswith("/"):
            exchange.finish(307)
            exchange.response.headers["Location"] = exchange.path.rstrip("/")
            return
        find(server, exchange)

    server.transport.hooks["route"] = redirect


@fault("identification.prepared-in-silence", caught_by=each("PREPARED"))
def prepared_in_silence(server: Reference) -> None:
    """Preparing sends the code and shows no verification before it was tried."""
    view = server.views.identification

    def unseen(item: Identification) -> dict[str, Any]:
        shown = view(item)
        untried = item.verification is not None and item.verification.attempts == 0
        return shown | {"verification": None} if untried else shown

    replace(view, unseen)


@fault("identification.never-verified", caught_by=each("PROVEN"))
def never_verified(server: Reference) -> None:
    """The right code is accepted and changes nothing."""
    replace(server.identifications.attempt, lambda _user, _item, _code: None)


@fault("identification.wrong-code-fails", caught_by=(*both("WRONG-CODE"), *each("FEW-WRONG-CODES")))
def wrong_code_fails(server: Reference) -> None:
    """A single wrong code ends the verification."""
    replace(server.codes.exhausted, lambda verification: (verification.attempts or 0) > 0)
    check = server.codes.check

    def once(verification: Any, code: str) -> None:
        right = server.codes.matches(verification, code)
        if verification.status == "unverified" and verification.code is not None and not right:
            verification.status = "failed"
            raise refuse("verification_failed")
        check(verification, code)

    replace(check, once)


@fault("identification.endless-tries", caught_by=each("MANY-WRONG-CODES"))
def endless_tries(server: Reference) -> None:
    """A code can be tried as often as one likes."""
    replace(server.codes.exhausted, lambda _verification: False)


@fault("identification.tries-add-up", caught_by=each("PREPARED-AGAIN"))
def tries_add_up(server: Reference) -> None:
    """A new code inherits the tries of the one before."""

    def prepare(item: Identification, *args: Any) -> None:
        before = item.verification.attempts if item.verification else 0
        original(item, *args)
        if item.verification:
            item.verification.attempts = before

    original = replace(server.identifications.prepare, prepare)


@fault("identification.tries-uncounted", caught_by=each("ATTEMPTS"))
def tries_uncounted(server: Reference) -> None:
    """A verification always shows that nothing was tried."""
    view = server.views.verification

    def untried(verification: Verification | None) -> dict[str, Any] | None:
        shown = view(verification)
        return shown | {"attempts": 0} if shown else None

    replace(view, untried)


@fault("identification.unasked-code", caught_by=both("UNPREPARED"))
def unasked_code(server: Reference) -> None:
    """The code of test addresses verifies one to which nothing was sent."""

    def attempt(user: User, item: Identification, code: str) -> None:
        if item.verification is None:
            strategy = "email_code" if item.kind == "email_address" else "phone_code"
            item.verification = server.codes.send(strategy, item.value, None)
        original(user, item, code)

    original = replace(server.identifications.attempt, attempt)


@fault("identification.verified-again", caught_by=each("PROVEN-ALREADY"))
def verified_again(server: Reference) -> None:
    """What is verified can be prepared anew, and is unverified then."""
    replace(server.identifications.need, lambda _item, _event: None)


@fault("identification.unproven-leads", caught_by=each("PRIMARY.UNPROVEN"))
def unproven_leads(server: Reference) -> None:
    """The primary address need not be verified."""
    original = server.profiles.primary_problems

    def lenient(user: User, name: str, wanted: str) -> list[Any]:
        return [one for one in original(user, name, wanted) if one.code != "form_verification_needed"]

    replace(original, lenient)


@fault("identification.anybodys-leads", caught_by=each("PRIMARY.FOREIGN"))
def anybodys_leads(server: Reference) -> None:
    """Every id that exists can be made the primary one."""
    original = server.profiles.primary_problems

    def lenient(user: User, name: str, wanted: str) -> list[Any]:
        return [] if wanted in server.store.identifications else original(user, name, wanted)

    replace(original, lenient)


@fault("identification.first-leads", caught_by=each("PRIMARY"))
def first_leads(server: Reference) -> None:
    """A profile that is told of another primary one keeps the first."""
    original = server.profiles.apply

    def apply(user: User, changes: dict[str, str | None], unsafe: Any) -> None:
        original(user, {name: value for name, value in changes.items() if not name.startswith("primary_")}, unsafe)

    replace(original, apply)


@fault("identification.dangling", caught_by=each("DELETED.PRIMARY"))
def dangling(server: Reference) -> None:
    """The user goes on naming a primary one that was deleted."""
    replace(server.identifications.lead_anew, lambda _user, _item: None)


@fault("identification.claimed-signs-in", caught_by=each("SIGNS-IN.UNPROVEN"))
def claimed_signs_in(server: Reference) -> None:
    """Somebody is found by an address as soon as they say that it is theirs."""

    def add(user: User, kind: str, value: str, **options: Any) -> Identification:
        server.users.hold(user, kind, value)
        return original(user, kind, value, **options)

    original = replace(server.identifications.add, add)
    replace(server.identifications.refuses, lambda _user, _kind, _value: False)


@fault("identification.primary-signs-in", caught_by=each("SIGNS-IN"))
def primary_signs_in(server: Reference) -> None:
    """Nobody is found by another address or number than the first of its kind."""

    def find_by(kind: str, identifier: str) -> User | None:
        user = original(kind, identifier)
        normal = server.identifiers.normal(kind, identifier)
        first = server.identifications.of(user, kind)[:1] if user and kind == "email_address" else []
        return user if kind == "username" or (first and first[0].value == normal) else None

    original = replace(server.users.find_by, find_by)


@fault("identification.deleted-in-name", caught_by=each("DELETED"))
def deleted_in_name(server: Reference) -> None:
    """Deleting answers as if it worked and leaves everything as it is."""
    replace(server.identifications.remove, lambda _user, _item: None)


@fault("identification.deleted-readable", caught_by=each("DELETED.GONE"))
def deleted_readable(server: Reference) -> None:
    """What was deleted is in no list any more, and can be read all the same."""
    original = server.identifications.named
    ghosts: dict[str, Identification] = {}

    def named(user: User, kind: str, item_id: str) -> Identification:
        ghost = ghosts.get(item_id)
        return ghost or original(user, kind, item_id)

    def remove(user: User, item: Identification) -> None:
        if item.id not in ghosts:
            removing(user, item)
            ghosts[item.id] = item

    replace(original, named)
    removing = replace(server.identifications.remove, remove)


@fault("identification.kept-for-ever", caught_by=each("DELETED.FREE"))
def kept_for_ever(server: Reference) -> None:
    """Nobody can take what somebody else has ever verified."""
    held: set[tuple[str, str]] = set()
    hold, refuses = server.users.hold, server.identifications.refuses

    def remember(user: User, kind: str, value: str) -> None:
        held.add((kind, server.identifiers.normal(kind, value)))
        hold(user, kind, value)

    replace(hold, remember)
    replace(
        refuses,
        lambda user, kind, value: (kind, server.identifiers.normal(kind, value)) in held or refuses(user, kind, value),
    )


@fault("identification.last-deleted", caught_by=("EMAIL-ADDRESS.LAST-KEPT",))
def last_deleted(server: Reference) -> None:
    """The last address can be deleted like any other."""
    replace(server.identifications.refuse_last, lambda _user, _item: None)


@fault("identification.last-number-deleted", caught_by=("PHONE-NUMBER.LAST-KEPT",))
def last_number_deleted(server: Reference) -> None:
    """The environment says that everybody needs a phone number, and the last one can be deleted."""
    view = server.views.attribute
    replace(view, lambda name: view(name) | ({"required": True} if name == "phone_number" else {}))


@fault("identification.last-wallet-deleted", caught_by=("WALLET.LAST-KEPT",))
def last_wallet_deleted(server: Reference) -> None:
    """The environment says that everybody needs a wallet, and the last one can be deleted."""
    view = server.views.attribute
    replace(view, lambda name: view(name) | ({"required": True} if name == "web3_wallet" else {}))


@fault("identification.anybodys", caught_by=each("FOREIGN"))
def anybodys(server: Reference) -> None:
    """Whoever knows the id of somebody's address or number can do everything with it."""
    own = server.identifications.named
    known = server.store.identifications
    replace(own, lambda user, kind, item_id: known.get(item_id) or own(user, kind, item_id))


@fault("identification.foreign-prepared", caught_by=each("FOREIGN"))
def foreign_prepared(server: Reference) -> None:
    """The owner of an address is looked at everywhere but where its code is sent."""
    own, known = server.identifications.named, server.store.identifications
    check = server.transport.hooks["parameters"]
    preparing = False

    def note(server: Reference, exchange: Exchange) -> None:
        nonlocal preparing
        preparing = exchange.path.endswith("/prepare_verification")
        check(server, exchange)

    def named(user: User, kind: str, item_id: str) -> Identification:
        anybodys = known.get(item_id) if preparing else None
        return anybodys or own(user, kind, item_id)

    server.transport.hooks["parameters"] = note
    replace(own, named)


@fault("identification.foreign-told", caught_by=each("FOREIGN.LIKE-UNKNOWN"))
def foreign_told(server: Reference) -> None:
    """Who tries an id is told whether it is somebody else's or nobody's: 404 for the one, 403 for the other."""
    own = server.identifications.named

    def named(user: User, kind: str, item_id: str) -> Identification:
        if item_id in server.store.identifications:
            return own(user, kind, item_id)
        raise refuse("resource_forbidden")

    replace(own, named)
