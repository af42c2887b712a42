"""Screens for letters about adults, in a process of their own."""
