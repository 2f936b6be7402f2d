"""What a member has beside the first factor: set up by their own hand, and shown at a sign-in."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer
from fapi_conformance.devices import Authenticator, BackupCodes
from fapi_conformance.target.identifications import PHONE, Identification, proven
from fapi_conformance.target.member import Member
from fapi_conformance.target.refusals import accepted

if TYPE_CHECKING:
    from fapi_conformance.target.target import Target

PERIODS_UNTIL_FORGOTTEN = 3


def set_up(actor: Actor) -> tuple[Authenticator, Answer]:
    """Whoever is signed in takes an authenticator app into use; the app, and what its first code was answered with.

    The code before the present one is tried first: a server that takes it (RFC 6238, section 5.2, lets it) has not
    seen the present one, which is then good for a sign-in at once.
    """
    created = accepted(actor, actor.me.totp.create(), "the secret for an authenticator app")
    app = Authenticator.set_up(created)
    early = actor.me.totp.verify(code=app.before())
    if early.ok:
        return app, early
    return app, accepted(actor, actor.me.totp.verify(code=app.code()), "the authenticator app verified by its code")


def with_authenticator(member: Member) -> Member:
    """The member with an authenticator app, and with the backup codes that may come with it."""
    app, answer = set_up(member.actor)
    told = answer.resource.get("backup_codes") if isinstance(answer.resource, dict) else None
    codes = [code for code in told if isinstance(code, str)] if isinstance(told, list) else []
    return replace(member, authenticator=app, backup_codes=BackupCodes(codes))


def with_phone(target: "Target", member: Member) -> Identification:
    """A new number of the member, which is their second factor from now on."""
    number = proven(target, member.actor, PHONE)
    answer = member.actor.me.phone_numbers.update(number.id, reserved_for_second_factor=True)
    accepted(member.actor, answer, "the phone number as a second factor")
    return number


def next_code(target: "Target", app: Authenticator) -> str:
    """A code of the present step that was not used; where this one was, time passes for the target alone."""
    if not app.ready and app.totp_id and "age" in target.kinds:
        target.means.age(app.totp_id, PERIODS_UNTIL_FORGOTTEN * app.period)
        app.forget()
    return app.code()


def shown(target: "Target", member: Member, offered: Collection[str]) -> tuple[str, str] | None:
    """A strategy of those offered and a code for it, of what the member holds; None where they hold nothing of it."""
    app, paper = member.authenticator, member.backup_codes
    can_age = "age" in target.kinds and app is not None and bool(app.totp_id)
    if app is not None and "totp" in offered and (app.ready or can_age):
        return "totp", next_code(target, app)
    if paper and "backup_code" in offered:
        return "backup_code", paper.take()
    return ("totp", next_code(target, app)) if app is not None and "totp" in offered else None
