"""Deviations of the client: what is new about a new one, what it lists, and what leaving ends."""

from fapi_reference.exchange import Exchange
from fapi_reference.faults import alter, fault, replace
from fapi_reference.faults.surgery import View
from fapi_reference.records.sessions import Client, Session
from fapi_reference.reference import Reference


@fault("client.begins-with-sign-in", caught_by=("CLIENT.FRESH",))
def begins_with_sign_in(server: Reference) -> None:
    """A new client comes with an empty sign-in."""
    make = server.clients.make

    def with_sign_in(exchange: Exchange) -> Client:
        client = make(exchange)
        server.sign_ins.open(client)
        return client

    replace(make, with_sign_in)


@fault("client.post-reads", caught_by=("CLIENT.REPLACED-BY-POST",))
def post_reads(server: Reference) -> None:
    """POST answers the client that is there already, and makes one only where there is none."""
    verbs = server.routes.resources["/v1/client"].verbs
    verbs["POST"] = verbs["GET"]


@fault("client.put-reads", caught_by=("CLIENT.REPLACED-BY-PUT",))
def put_reads(server: Reference) -> None:
    """PUT answers the client that is there already, and makes one only where there is none."""
    verbs = server.routes.resources["/v1/client"].verbs
    verbs["PUT"] = verbs["GET"]


@fault("client.never-dismissed", caught_by=("CLIENT.DELETED",))
def never_dismissed(server: Reference) -> None:
    """Deleting the client answers as if it worked, and its sessions live on."""
    replace(server.clients.dismiss, lambda _exchange: None)


@fault("client.sign-out-ends-nothing", caught_by=("CLIENT.SIGN-OUT-ALL",))
def sign_out_ends_nothing(server: Reference) -> None:
    """Deleting all sessions answers as if it worked and removes none."""
    replace(server.sessions.remove_all, lambda _client: None)


@fault("client.sign-out-removes-client", caught_by=("CLIENT.SIGN-OUT-ALL.KEEPS-CLIENT",))
def sign_out_removes_client(server: Reference) -> None:
    """Deleting all sessions deletes the client with them."""
    routes = server.routes.resources
    routes["/v1/client/sessions"].verbs["DELETE"] = routes["/v1/client"].verbs["DELETE"]


@fault("client.sessions-of-nobody", caught_by=("CLIENT.SESSION-USER",))
def sessions_of_nobody(server: Reference) -> None:
    """The sessions of a client do not have their users: those have to be read apart."""

    def nobody(shown: View) -> View:
        return shown | {"sessions": [{**session, "user": None} for session in shown["sessions"]]}

    alter(server.views.client, nobody)


@fault("client.lists-by-user", caught_by=("CLIENT.SEPARATE",))
def lists_by_user(server: Reference) -> None:
    """A client lists every session of the people who are signed in on it, wherever those sessions are."""

    def of_its_users(client: Client) -> list[Session]:
        users = {session.user_id for session in client.sessions}
        return [session for session in server.store.sessions.values() if session.user_id in users]

    replace(server.clients.listed, of_its_users)


@fault("client.sign-out-everywhere", caught_by=("CLIENT.SIGN-OUT-IS-LOCAL",))
def sign_out_everywhere(server: Reference) -> None:
    """Signing out on one client signs the same people out on all others."""

    def of_all_users(client: Client) -> None:
        for user in [server.users.of(session) for session in client.sessions]:
            server.sessions.remove_of_user(user)

    replace(server.sessions.remove_all, of_all_users)
