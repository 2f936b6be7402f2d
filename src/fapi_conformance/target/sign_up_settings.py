"""What an environment says of sign-ups, three-valued."""

from fapi_conformance.target.environment import Environment
from fapi_conformance.target.three_valued import all_of, any_of, not_


def opened(environment: Environment) -> bool | None:
    """Whether anybody may sign up. Bodies from before there was a mode are of open instances."""
    return environment.sign_up_mode in {None, "public"}


def verifies(environment: Environment) -> bool | None:
    """Whether every address and number that a sign-up takes has to be proven there."""
    taken = [environment.attribute(kind) for kind in ("email_address", "phone_number")]
    proven = all_of(*(any_of(not_(one.enabled), one.verify_at_sign_up) for one in taken))
    return all_of(any_of(*(one.enabled for one in taken)), proven)


def email_alone(environment: Environment) -> bool | None:
    """Whether no other identification has to be proven at sign-up."""
    others = [environment.attribute(kind) for kind in ("phone_number", "web3_wallet")]
    return not_(any_of(*(all_of(one.enabled, one.required, one.verify_at_sign_up) for one in others)))


def email_by(environment: Environment, strategy: str) -> bool | None:
    email = environment.attribute("email_address")
    listed = None if email.verifications is None else strategy in email.verifications
    return all_of(opened(environment), email_alone(environment), email.enabled, email.verify_at_sign_up, listed)


def email_code(environment: Environment) -> bool | None:
    return email_by(environment, "email_code")


def password_required(environment: Environment) -> bool | None:
    password = environment.attribute("password")
    return all_of(email_code(environment), password.enabled, password.required)


def proven_by_code(environment: Environment, kind: str, strategy: str) -> bool | None:
    """Whether a sign-up asks for a code to what it takes of this kind."""
    attribute = environment.attribute(kind)
    listed = None if attribute.verifications is None else strategy in attribute.verifications
    return all_of(opened(environment), attribute.enabled, attribute.verify_at_sign_up, listed)


def both_codes(environment: Environment) -> bool | None:
    kinds = (("email_address", "email_code"), ("phone_number", "phone_code"))
    return all_of(*(proven_by_code(environment, kind, strategy) for kind, strategy in kinds))
