"""From nobody to a signed-in user, by the sign-up that the instance's settings ask for."""

from dataclasses import dataclass

from fapi_conformance.client.actor import Actor
from fapi_conformance.client.exchange import Answer, Json
from fapi_conformance.devices.inbox import Inbox
from fapi_conformance.devices.wallet import Keyring
from fapi_conformance.target.codes import Codes
from fapi_conformance.target.identifications import message
from fapi_conformance.target.person import Person
from fapi_conformance.target.refusals import accepted, strayed

_ROUNDS = 7  # create, two updates, three verifications, and one to spare
STRATEGIES = {"email_address": "email_code", "phone_number": "phone_code"}
"""What proves an address or a number by a code."""
_EITHER = "email_address_or_phone_number"


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for whoever has a wallet, where an instance asks everybody for one."""

    keyring: Keyring
    strategy: str

    def prove(self, actor: Actor, sign_up_id: str, address: str) -> Answer:
        prepared = actor.sign_ups.prepare(sign_up_id, strategy=self.strategy)
        accepted(actor, prepared, "the sign-up with a message to sign")
        text = message(prepared, "verifications.web3_wallet")
        signature = self.keyring.of(address).sign(text)
        answer = actor.sign_ups.attempt(sign_up_id, strategy=self.strategy, signature=signature)
        return accepted(actor, answer, "the sign-up with its wallet verified by its signature")


def sign_up(actor: Actor, person: Person, *, codes: Codes, signer: Signer | None = None) -> tuple[str, str]:
    """Complete a sign-up; the ids of the user and of the session.

    Raises :class:`Deviation` at the first answer that is not as the contract has it, and :class:`NotTestable` where
    the instance's settings are in the way.
    """
    return finish(actor, _create(actor, person.form()), person, codes=codes, signer=signer)


def finish(
    actor: Actor, answer: Answer, person: Person, *, codes: Codes, signer: Signer | None = None
) -> tuple[str, str]:
    """Go on with a sign-up that was answered so, by what this person can give and prove, until it is complete."""
    for _ in range(_ROUNDS):
        attempt = answer.resource if isinstance(answer.resource, dict) else {}
        if attempt.get("status") == "complete":
            return _made(actor, attempt)
        answer = _further(actor, attempt, person, codes, signer)
    raise strayed(actor, expected="'complete'", got=answer.resource.get("status"), where="$.response.status")


def _create(actor: Actor, form: dict[str, Json]) -> Answer:
    answer = actor.sign_ups.create(**form)
    unknown = _unknown_parameters(answer) & form.keys()
    if unknown:  # fields that are switched off although the environment does not say so (AUTH-015)
        answer = actor.sign_ups.create(**{name: value for name, value in form.items() if name not in unknown})
    return accepted(actor, answer, "a sign-up of a new person")


def _unknown_parameters(answer: Answer) -> set[str]:
    if answer.status != 422:
        return set()
    metas = [one.get("meta") for one in answer.errors if one.get("code") == "form_param_unknown"]
    return {name for meta in metas if isinstance(meta, dict) and isinstance(name := meta.get("param_name"), str)}


def _further(actor: Actor, attempt: Json, person: Person, codes: Codes, signer: Signer | None) -> Answer:
    """One step towards completion: a missing field, else an unverified one."""
    sign_up_id = attempt.get("id")
    if not isinstance(sign_up_id, str):
        raise strayed(actor, expected="the id of the sign-up", got=sign_up_id, where="$.response.id")
    missing = _names(actor, attempt, "missing_fields")
    known = person.form()
    lacking = {name: known[name] for name in missing if name in known}
    if _EITHER in missing:
        either = [name for name in STRATEGIES if name in known]
        lacking |= {name: known[name] for name in either[:1]}
    if lacking:
        return accepted(actor, actor.sign_ups.update(sign_up_id, **lacking), "the sign-up with what it lacked")
    for field in _names(actor, attempt, "unverified_fields"):
        if field == "web3_wallet" and person.web3_wallet and signer:
            return signer.prove(actor, sign_up_id, person.web3_wallet)
        if (strategy := STRATEGIES.get(field)) is not None and field in known:
            return _verify(actor, attempt, field, strategy, codes.inbox(str(known[field])))
    raise strayed(
        actor,
        expected="'complete', or a field that can be given or verified",
        got={name: attempt.get(name) for name in ("status", "missing_fields", "unverified_fields")},
        where="$.response",
    )


def _verify(actor: Actor, attempt: Json, field: str, strategy: str, inbox: Inbox) -> Answer:
    sign_up_id = attempt["id"]
    verification = (attempt.get("verifications") or {}).get(field)
    if not isinstance(verification, dict) or verification.get("status") != "unverified":
        answer = actor.sign_ups.prepare(sign_up_id, strategy=strategy)
        accepted(actor, answer, f"the sign-up with its {strategy} prepared")
    answer = actor.sign_ups.attempt(sign_up_id, strategy=strategy, code=inbox.code())
    return accepted(actor, answer, f"the sign-up with its {field} verified by its code")


def _names(actor: Actor, attempt: Json, member: str) -> list[str]:
    listed = attempt.get(member)
    if not isinstance(listed, list):
        raise strayed(actor, expected="a list of field names", got=listed, where=f"$.response.{member}")
    return [name for name in listed if isinstance(name, str)]


def _made(actor: Actor, attempt: Json) -> tuple[str, str]:
    for member in ("created_user_id", "created_session_id"):
        if not isinstance(attempt.get(member), str):
            raise strayed(actor, expected="an id", got=attempt.get(member), where=f"$.response.{member}")
    return attempt["created_user_id"], attempt["created_session_id"]
