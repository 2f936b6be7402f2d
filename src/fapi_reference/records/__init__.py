"""What the server remembers, as plain objects. They hold facts; the services hold the rules.

Times are milliseconds. `TIMES` and `parts` tell the clock what moves when one object is made older.
"""
