"""Scripts that measure; figures are compared within one run, since machines are noisy."""
