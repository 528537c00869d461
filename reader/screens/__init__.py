"""Screens: they hold the state and call the library; their widgets only draw."""
