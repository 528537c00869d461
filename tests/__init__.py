"""The tests, mirroring the packages, and what they share."""
