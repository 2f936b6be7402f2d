"""People act on clients, the model says what should come of it, and the target's answers are held against that.

``acts`` are what somebody can do; ``stage`` has the actors and the model side by side; ``explore`` lets Hypothesis
choose the order; ``story`` tells a counter-example in sentences and as a script, which ``replay`` plays.
"""
