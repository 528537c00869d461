"""Widgets: they draw what they are given and post messages; none knows another, nor the library."""
