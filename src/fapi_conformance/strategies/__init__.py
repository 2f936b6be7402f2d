"""Inputs that Hypothesis makes up where a schema says too little: names, metadata, identifiers, addresses, pictures.

Importing this package costs nothing; its modules import Hypothesis, so that tests import them when they run.
"""
