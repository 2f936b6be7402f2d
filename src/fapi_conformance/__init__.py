"""A contract and conformance test suite for any implementation of the Frontend API."""
