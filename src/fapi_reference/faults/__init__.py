"""Seeded faults: one named, minimal deviation each, and the requirements that must catch it.

A fault is a function over the server object. It replaces one service method, one view or one transport hook and nothing
else; the code it breaks knows nothing of it. Its docstring says the deviation. It may also be a generator with one
`yield` (what comes after is the way back).

    @fault("sign-in.any-password", caught_by=("SIGN-IN.PASSWORD.WRONG",))
    def any_password(server: Reference) -> None:
        '''Every password is right.'''
        replace(server.passwords.matches, lambda stored, given: True)
"""

from fapi_reference.faults.registry import Fault, UnknownFault, catalogue, chosen, fault
from fapi_reference.faults.surgery import alter, replace, without

__all__ = ["Fault", "UnknownFault", "alter", "catalogue", "chosen", "fault", "replace", "without"]
