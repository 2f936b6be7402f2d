"""A provider of identities elsewhere, with which people sign in here: a real OpenID provider, in a process of its own.

It knows nobody. Each visit brings the person who comes and how the provider behaves in it, so that any number of tests
may share one provider. What serves (``app``, ``grants``, ``id_tokens``) is imported in that process alone.
"""
