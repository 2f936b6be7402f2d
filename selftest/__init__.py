"""What proves the suite: the clean reference passes, each seeded fault is caught, hostile targets are survived."""
