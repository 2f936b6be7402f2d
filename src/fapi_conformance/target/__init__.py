"""The instance under test: what it is, what it offers, how members of it are made, and what is left behind."""
