"""The heart: inspection → aspect → finding → measure, with progress and the evidence attached to it."""

from zhenggai.rectification.models.finding import Finding
from zhenggai.rectification.models.inspection import Aspect, Inspection
from zhenggai.rectification.models.measure import Attachment, Measure, Progress

__all__ = ["Aspect", "Attachment", "Finding", "Inspection", "Measure", "Progress"]
