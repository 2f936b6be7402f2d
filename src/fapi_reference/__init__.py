"""The embedded reference implementation: a real server on loopback, and its catalogue of seeded faults."""
