"""Sessions of the client: read, used, verified anew, ended."""

from fapi_conformance.client.area import Area
from fapi_conformance.client.exchange import Answer, Intent
from fapi_conformance.client.form import FormValue

_VALID = Intent.VALID


class ReverificationArea(Area):
    """Verifying a session anew: start it at a level, prove what is due."""

    def start(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._post("startSessionReverification", session_id, form, intent)

    def prepare_first_factor(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._post("prepareSessionReverificationFirstFactor", session_id, form, intent)

    def attempt_first_factor(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._post("attemptSessionReverificationFirstFactor", session_id, form, intent)

    def prepare_second_factor(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._post("prepareSessionReverificationSecondFactor", session_id, form, intent)

    def attempt_second_factor(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._post("attemptSessionReverificationSecondFactor", session_id, form, intent)

    def _post(self, operation: str, session_id: str, form: dict[str, FormValue], intent: Intent) -> Answer:
        return self._actor.act(operation, {"session_id": session_id}, form=form, intent=intent)


class SessionsArea(Area):
    def read(self, session_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("getSession", {"session_id": session_id}, intent=intent)

    def touch(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("touchSession", {"session_id": session_id}, form=form, intent=intent)

    def end(self, session_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("endSession", {"session_id": session_id}, intent=intent)

    def remove(self, session_id: str, *, intent: Intent = _VALID) -> Answer:
        return self._actor.act("removeSession", {"session_id": session_id}, intent=intent)

    def token(self, session_id: str, *, intent: Intent = _VALID, **form: FormValue) -> Answer:
        return self._actor.act("createSessionToken", {"session_id": session_id}, form=form, intent=intent)

    def template_token(self, session_id: str, template: str, *, intent: Intent = _VALID) -> Answer:
        path = {"session_id": session_id, "template_name": template}
        return self._actor.act("createSessionTokenWithTemplate", path, intent=intent)

    def sign_out_everywhere(self, *, intent: Intent = _VALID) -> Answer:
        """Every session of this client, which itself stays."""
        return self._actor.act("removeClientSessionsAndRetainCookie", intent=intent)

    @property
    def verify(self) -> ReverificationArea:
        return ReverificationArea(self._actor)
