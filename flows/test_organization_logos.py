"""An organization shows a logo: set, seen by its members, removed; and what is no picture."""

import pytest

from fapi_conformance.client import upload as sent
from fapi_conformance.client.exchange import Intent
from fapi_conformance.devices import pictures
from fapi_conformance.devices.pictures import picture
from fapi_conformance.expect import equals, refused, succeeded
from fapi_conformance.plugin.journey import proves, step
from fapi_conformance.recipes.refusals import ANY_REFUSAL
from fapi_conformance.requirements import organization_logo as required
from fapi_conformance.target.organizations import MANAGE_PROFILE, Organization, permits


@pytest.fixture
def organization(organization: Organization) -> Organization:
    """One whose maker may show a logo for it."""
    return permits(organization, MANAGE_PROFILE)


@proves(required.UPLOADED, required.SEEN, required.REMOVED, required.REMOVED_SAYS, required.NOTHING_TO_REMOVE)
def test_from_no_logo_to_one_and_back(organization: Organization) -> None:
    ours, shown = organization.maker.actor.organizations, picture()
    answer = ours.set_logo(organization.id, sent.file(shown.content, kind=shown.media_type, called=shown.called))

    with step(required.UPLOADED):
        equals(succeeded(answer), id=organization.id, name=organization.name, has_image=True)
    with step(required.SEEN):
        equals(ours.read(organization.id), has_image=True)
    gone = ours.delete_logo(organization.id)
    with step(required.REMOVED):
        succeeded(gone)
        equals(ours.read(organization.id), has_image=False)
    with step(required.REMOVED_SAYS):
        equals(gone, deleted=True)
    with step(required.NOTHING_TO_REMOVE):
        refused(ours.delete_logo(organization.id, intent=Intent.OPEN), 404)


@proves(required.AS_TEXT)
def test_as_text(organization: Organization) -> None:
    ours = organization.maker.actor.organizations

    equals(succeeded(ours.set_logo(organization.id, sent.data_url(picture().content))), has_image=True)
    equals(ours.read(organization.id), has_image=True)


@proves(required.NO_PICTURE)
@pytest.mark.parametrize("what", pictures.NO_PICTURES)
def test_what_is_no_picture(what: str, organization: Organization) -> None:
    ours, content = organization.maker.actor.organizations, pictures.NO_PICTURES[what]

    for way in (sent.file(content), sent.data_url(content)):
        answer = ours.set_logo(organization.id, way, intent=Intent.INVALID)
        refused(answer, ANY_REFUSAL)
    equals(ours.read(organization.id), has_image=False)
