import sys

from selftest.hostile import SERVERS

if len(sys.argv) != 2 or sys.argv[1] not in SERVERS:
    sys.exit(f"give one of: {', '.join(SERVERS)}")
with SERVERS[sys.argv[1]].run() as base_url:
    print(base_url, flush=True)
    sys.stdin.read()
