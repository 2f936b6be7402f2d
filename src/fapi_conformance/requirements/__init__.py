"""The catalogue: every requirement, declared once, one module an area. Tests and reports look them up here."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType

from fapi_conformance.requirements import (
    assignment,
    authenticator_app,
    backup_codes,
    bedrock,
    client,
    client_token,
    cookie,
    development,
    device,
    device_trust,
    disclosure,
    email_link,
    enumeration,
    environment,
    exchange,
    external_account,
    handshake,
    history,
    hostile_input,
    id_token,
    identification,
    identity_claim,
    invariant,
    isolation,
    machine,
    mailed_code,
    native,
    nearly_valid,
    oauth_callback,
    one_time_code,
    operation,
    organization,
    organization_accepting,
    organization_active,
    organization_deleted,
    organization_domain,
    organization_enrollment,
    organization_invitation,
    organization_leaving,
    organization_logo,
    organization_member,
    organization_permission,
    organization_ticket,
    passkey,
    passkey_reverification,
    passkey_sign_in,
    password,
    password_proof,
    password_rules,
    picture,
    recovery,
    redirect,
    reverification,
    reverification_kept,
    second_factor,
    second_factor_number,
    second_factor_required,
    second_factor_strength,
    service_token,
    session,
    session_task,
    sign_in,
    sign_in_by_code,
    sign_up,
    sign_up_course,
    sign_up_gates,
    sign_up_password,
    sign_up_phone,
    sign_up_username,
    social,
    social_native,
    social_provider,
    social_sign_up,
    template,
    ticket,
    token,
    transfer,
    transport,
    trusted_device,
    user,
    wallet,
    well_known,
)
from fapi_conformance.verdict.requirement import Requirement

AREAS = (
    bedrock,
    exchange,
    history,
    disclosure,
    invariant,
    machine,
    operation,
    isolation,
    assignment,
    hostile_input,
    transport,
    environment,
    development,
    cookie,
    client,
    client_token,
    native,
    sign_up,
    sign_up_course,
    sign_up_gates,
    sign_up_password,
    sign_up_phone,
    sign_up_username,
    sign_in,
    sign_in_by_code,
    email_link,
    redirect,
    ticket,
    recovery,
    password,
    password_rules,
    password_proof,
    authenticator_app,
    second_factor,
    second_factor_required,
    second_factor_strength,
    device_trust,
    backup_codes,
    enumeration,
    transfer,
    social,
    social_native,
    social_sign_up,
    social_provider,
    id_token,
    oauth_callback,
    external_account,
    session,
    token,
    device,
    template,
    reverification,
    reverification_kept,
    handshake,
    nearly_valid,
    user,
    picture,
    service_token,
    identification,
    identity_claim,
    mailed_code,
    one_time_code,
    second_factor_number,
    wallet,
    passkey,
    passkey_sign_in,
    passkey_reverification,
    trusted_device,
    organization,
    organization_logo,
    organization_active,
    organization_member,
    organization_leaving,
    organization_permission,
    organization_deleted,
    organization_invitation,
    organization_accepting,
    organization_ticket,
    organization_domain,
    organization_enrollment,
    session_task,
    well_known,
)


def _declared() -> Iterator[Requirement]:
    for area in AREAS:
        for value in vars(area).values():
            if isinstance(value, Requirement):
                yield value
            elif isinstance(value, identification.Required | sign_in_by_code.ByCode):
                yield from (getattr(value, one.name) for one in fields(value))
            elif isinstance(value, Mapping):
                yield from (one for one in value.values() if isinstance(one, Requirement))


def _catalogue() -> Mapping[str, Requirement]:
    found: dict[str, Requirement] = {}
    for requirement in _declared():
        if requirement.id in found:
            raise ValueError(f"{requirement.id} is declared twice")
        found[requirement.id] = requirement
    for requirement in found.values():
        for twin in requirement.twins:
            if twin not in found:
                raise ValueError(f"{requirement.id} names the unknown twin {twin}")
    return MappingProxyType(found)


CATALOGUE: Mapping[str, Requirement] = _catalogue()
"""Every requirement by its id, in the order in which the areas stand above."""
