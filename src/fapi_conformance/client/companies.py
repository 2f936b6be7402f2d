"""Connections to identity providers of companies: the two ends of SAML, and who tends such connections."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urljoin, urlsplit

from fapi_conformance.client.area import Acts, Area
from fapi_conformance.client.callback import ADDED, NAVIGATION, REDIRECTS, STEPS, Returned
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue
from fapi_conformance.client.routes import Known

_VALID = Intent.VALID
_FROM_ELSEWHERE = dict.fromkeys(ADDED)
"""The page of an identity provider posts a form, and knows nothing of the application."""


class SamlArea(Area):
    def metadata(self, connection_id: str, *, intent: Intent = _VALID) -> Answer:
        """What the target says of itself; whoever sets up the identity provider opens it."""
        where = {"saml_connection_id": connection_id}
        return self._actor.act("samlMetadata", where, _FROM_ELSEWHERE, headers=NAVIGATION, intent=intent)

    def acs(self, connection_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        """Post what the identity provider gave (``SAMLResponse``, ``RelayState``): one request."""
        where = {"saml_connection_id": connection_id}
        return self._actor.act("acs", where, _FROM_ELSEWHERE, form, headers=NAVIGATION, intent=intent)

    def come_back(
        self, connection_id: str, form: Mapping[str, str], *, base_url: str, intent: Intent = _VALID
    ) -> Returned:
        """Post it, and go where that leads as long as it is the target itself."""
        answers = [self.acs(connection_id, intent=intent, **form)]
        url = base_url
        for _ in range(STEPS):
            where = answers[-1].header("location") if answers[-1].status in REDIRECTS else None
            if where is None:
                return Returned(tuple(answers), None)
            url = urljoin(url, where)
            if not url.startswith(f"{base_url}/v1/"):
                return Returned(tuple(answers), url)
            answers.append(self._open(url, base_url))
        return Returned(tuple(answers), url)

    def _open(self, url: str, base_url: str) -> Answer:
        parts = urlsplit(url)
        path = parts.path.removeprefix(urlsplit(base_url).path)
        query = [*_FROM_ELSEWHERE.items(), *parse_qsl(parts.query, keep_blank_values=True)]
        return self._actor.act(Known("GET", path), query=query, headers=NAVIGATION, intent=Intent.OPEN)


class EnterpriseConnectionsArea(Area):
    """Of no one in particular: a ticket opens it."""

    def init_test_run(self, connection_id: str, *, intent: Intent = _VALID, **query: FormValue) -> Answer:
        where = {"enterpriseConnectionID": connection_id}
        return self._actor.act("initEnterpriseConnectionTestRun", where, query, intent=intent)


class OwnEnterpriseConnectionsArea(Area):
    def update(self, connection_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        where = {"enterprise_connection_id": connection_id}
        return self._actor.act("updateMeEnterpriseConnection", where, form=form, intent=intent)

    def delete(self, connection_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act(
            "deleteMeEnterpriseConnection", {"enterprise_connection_id": connection_id}, intent=intent
        )


class OrganizationEnterpriseConnectionsArea(Area):
    """Those of one organization."""

    __slots__ = ("organization_id",)

    def __init__(self, actor: Acts, organization_id: str) -> None:
        super().__init__(actor)
        self.organization_id = organization_id

    def update(self, connection_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act(
            "updateOrganizationEnterpriseConnection", self._at(connection_id), form=form, intent=intent
        )

    def delete(self, connection_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("deleteOrganizationEnterpriseConnection", self._at(connection_id), intent=intent)

    def _at(self, connection_id: str) -> dict[str, str]:
        return {"organizationID": self.organization_id, "enterprise_connection_id": connection_id}
