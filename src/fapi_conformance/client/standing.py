"""What an actor last saw of its own client: the piggybacked client of an envelope, read only when somebody asks."""

from collections.abc import Mapping

from fapi_conformance.client.exchange import Answer, Json

_OF_THE_CLIENT_ITSELF = frozenset({"/v1/client", "/v1/client/sessions"})  # there the client is the response (AUTH-031)
_SIGNED_IN = frozenset({"active", "pending"})  # AUTH-134
_KEPT = 16  # unread answers held before they are read after all


class Standing:
    """Reads lazily: most answers are looked at by the judge anyway, and their decoded form is shared."""

    def __init__(self) -> None:
        self._unread: list[tuple[str, Answer]] = []
        self._client: Json = None
        self._session_id: str | None = None

    def note(self, path: str, answer: Answer) -> None:
        self._unread.append((path, answer))
        if len(self._unread) > _KEPT:
            self._read()

    @property
    def client(self) -> Json:
        self._read()
        return self._client

    @property
    def session_id(self) -> str | None:
        self._read()
        return self._session_id

    def _read(self) -> None:
        unread, self._unread = self._unread, []
        for path, answer in reversed(unread):
            told, client = _client_in(path, answer)
            if told:
                self._client = client
                self._session_id = acting_session(client)
                return


def _client_in(path: str, answer: Answer) -> tuple[bool, Json]:
    """Whether the answer says anything about the client, and what."""
    body = answer.json
    if not isinstance(body, dict):
        return False, None
    if answer.ok and path in _OF_THE_CLIENT_ITSELF:
        return True, body.get("response", body)
    for holder in (body, body.get("meta")):  # errors repeat the client under `meta` (AUTH-036)
        if isinstance(holder, Mapping) and isinstance(client := holder.get("client"), Mapping):
            return True, client
    return False, None


def acting_session(client: Json) -> str | None:
    """The id of the session that a client acts for (AUTH-135); None where none is signed in."""
    sessions = client.get("sessions") if isinstance(client, Mapping) else None
    if not isinstance(sessions, list):
        return None
    signed_in = [
        session["id"]
        for session in sessions
        if isinstance(session, Mapping) and session.get("status") in _SIGNED_IN and isinstance(session.get("id"), str)
    ]
    last = client.get("last_active_session_id")
    return last if last in signed_in else (signed_in[0] if signed_in else None)
