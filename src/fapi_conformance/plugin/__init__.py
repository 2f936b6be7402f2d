"""The pytest plugin: options, the run around the tests, journeys, what becomes of their outcome.

Nothing outside of this package and the tests knows pytest. ``hooks`` is what ``conftest.py`` registers.
"""
