"""The texts of the demo: YAML files, read by `load` as frozen models. Every unit, person and figure in them is invented."""

from zhenggai.demo.content.model import Aspect, Case, Content, Evidence, Finding, Measure, Money, Notice, People, Seat, load

__all__ = ["Aspect", "Case", "Content", "Evidence", "Finding", "Measure", "Money", "Notice", "People", "Seat", "load"]
