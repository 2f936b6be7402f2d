"""The waitlist: addresses that want to be let in, and what becomes of them (facts of the account area, section 16.3).

| entry | event | next |
|---|---|---|
| none | somebody joins | pending |
| any | the same address joins again | as it was |
| pending, rejected | the application lets it in | invited |
| pending | the application turns it down | rejected |
| invited | a sign-up by the ticket of its invitation | completed |
"""

from typing import TYPE_CHECKING

from fapi_reference.ids import new_id
from fapi_reference.problems import refuse
from fapi_reference.records.waitlist import WaitlistEntry
from fapi_reference.services.tickets import A_MONTH

if TYPE_CHECKING:
    from fapi_reference.reference import Reference


class Waitlist:
    def __init__(self, server: "Reference") -> None:
        self.server = server

    def is_open(self) -> bool:
        return self.server.settings.sign_up.mode == "waitlist"

    def join(self, address: str) -> WaitlistEntry:
        """WAIT-003, WAIT-004. Whether somebody has an account with the address is not told here (SEC-169)."""
        if not self.is_open():
            raise refuse("waitlist_not_accepting_entries")
        problem = self.problem(address)
        if problem:
            raise problem
        return self.entry(address) or self.enter(address)

    def problem(self, address: str) -> Exception | None:
        return self.server.identifiers.problem("email_address", address)

    def entry(self, address: str) -> WaitlistEntry | None:
        """The one of that address, however it is spelled."""
        normal = self.server.identifiers.normal("email_address", address)
        return self.server.store.waiting.get(normal)

    def enter(self, address: str) -> WaitlistEntry:
        now = self.server.clock.now()
        normal = self.server.identifiers.normal("email_address", address)
        made = WaitlistEntry(id=new_id("wle"), email_address=normal, created_at=now, updated_at=now)
        self.server.store.waitlist_entries[made.id] = made
        self.server.store.waiting[normal] = made
        return made

    # what the application makes of it

    def status(self, entry: WaitlistEntry) -> str:
        invitation = self.server.store.invitations.get(entry.invitation_id or "")
        if invitation:
            return "completed" if invitation.status == "accepted" else "invited"
        return "rejected" if entry.rejected else "pending"

    def invite(self, entry: WaitlistEntry) -> None:
        """Let it in: the mail brings a ticket, which opens a sign-up here as well."""
        if self.status(entry) in {"invited", "completed"}:
            raise refuse("form_identifier_exists", "waitlist_entry_id")
        invitation = self.server.tickets.new_invitation(entry.email_address, {}, None, A_MONTH, notify=True)
        entry.invitation_id, entry.rejected = invitation.id, False
        entry.updated_at = self.server.clock.now()

    def reject(self, entry: WaitlistEntry) -> None:
        if entry.invitation_id:
            raise refuse("form_param_value_invalid", "waitlist_entry_id")
        entry.rejected, entry.updated_at = True, self.server.clock.now()

    def remove(self, entry: WaitlistEntry) -> None:
        self.server.store.waitlist_entries.pop(entry.id, None)
        self.server.store.waiting.pop(entry.email_address, None)
