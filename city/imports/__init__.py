"""The town's own lists (households, guardians, children, classes) as a CSV file: tried, shown, then written."""
