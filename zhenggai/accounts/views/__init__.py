"""Signing in and the first start (signing), and the pages of those who keep units and people (people)."""
