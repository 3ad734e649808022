"""What the harness costs, as ratios to programs that people know, measured in the same run: `python -m benchmarks`."""
