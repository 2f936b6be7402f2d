"""Actors: browsers and native apps, each with its own cookies and tokens, over one recorded path for every request."""
