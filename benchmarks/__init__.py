"""What is fast, measured as ratios to a limit or to a peer in the same run; `make bench` writes docs/benchmarks.md."""
