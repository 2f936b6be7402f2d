"""Instances that are set up otherwise than the default: each is judged by the whole suite, and none is accused.

Every ``.toml`` here is the settings file of one configuration. It begins with a comment: what it is, then what has to
come of it. A file that is put here is run; nothing else has to know of it.

``Judges: ID, …`` are the requirements that it exists for: each has to pass. ``Leaves: PATTERN, …`` are those that
nobody can show on such an instance, by their id or by the reason that is told; everything else has to be judged or not
to apply.
"""
