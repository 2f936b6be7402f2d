"""What another implementation may do otherwise and still conform: the opposite of faults.

Each is a way in which real answers, or what the contract leaves open, differ from this reference. A suite that accuses
one of them is wrong. ``--liberty ID`` takes one, ``--liberty all`` takes them all.
"""

from fapi_reference.liberties.registry import Liberty, UnknownLiberty, catalogue, chosen, liberty

__all__ = ["Liberty", "UnknownLiberty", "catalogue", "chosen", "liberty"]
