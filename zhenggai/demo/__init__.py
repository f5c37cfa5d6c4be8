"""Fictional inspections for `zhenggai demo`: their texts (content/), and the walk through the real actions that makes them records."""
