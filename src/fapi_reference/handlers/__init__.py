"""What each operation does, in the words of the services: one module a tag, one function an operation."""
