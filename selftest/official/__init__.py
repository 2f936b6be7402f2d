"""The independent judge of the reference: the official client, in a real browser, and the official server SDK.

``python -m selftest.official [--install] [--topology NAME] [--fault ID]`` starts references and a loopback edge, drives
`@clerk/clerk-js` through journeys in each topology, and prints every step. Node and Chromium have to be there already.
"""
