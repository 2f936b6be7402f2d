"""The rules of the domain, one object an idea, all hanging off the server so that a fault can replace a method."""
