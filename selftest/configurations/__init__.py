"""Instances that are set up otherwise than the default: each is judged by the whole suite, and none is accused.

Every ``.toml`` here is the settings file of one configuration. It begins with a comment: what it is, and then
``Judges:`` with the requirements that no other configuration shows as well, so that it exists for them. A file that is
put here is run; nothing else has to know of it.
"""
