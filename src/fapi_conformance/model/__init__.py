"""What should be so: an independent model of people, clients, attempts, sessions and organizations.

It knows no HTTP and no target.

``tables`` say which event leads from which state to which; ``world`` holds who has what. Where the facts leave a
conformant server free, a table has several next states, or the model becomes unsure and learns from what it is shown.
"""
